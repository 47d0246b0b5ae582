source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "json.R"))

# p.adjust of base R. S. Holm, Scandinavian Journal of Statistics 6 (1979); Y. Benjamini and Y. Hochberg, JRSS-B 57 (1995).
add <- function(name, p) {
  if (length(p) > 0) { # and both by hand
    n <- length(p); up <- order(p); holm <- bh <- numeric(n)
    holm[up] <- pmin(1, cummax((n - seq_len(n) + 1) * p[up]))
    bh[up] <- rev(cummin(rev(pmin(1, n / seq_len(n) * p[up]))))
    stopifnot(abs(holm - p.adjust(p, "holm")) < 1e-15, abs(bh - p.adjust(p, "BH")) < 1e-15)
  }
  case(name, list(p = I(p)), list(holm = I(p.adjust(p, "holm")), benjaminiHochberg = I(p.adjust(p, "BH"))))
}

add("none", numeric(0))
add("one", 0.03)
add("one that is 1", 1)
add("in order", c(0.001, 0.01, 0.02, 0.04, 0.3))
add("out of order", c(0.04, 0.001, 0.3, 0.02, 0.01))
add("ties", c(0.02, 0.02, 0.02, 0.02))
add("ties among others", c(0.01, 0.5, 0.01, 0.2, 0.04, 0.04))
add("all 1", c(1, 1, 1))
add("a zero", c(0, 0.5, 1))
add("monotone only after adjustment", c(0.01, 0.011, 0.012, 0.013, 0.9))
add("Benjamini and Hochberg's example", c(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1))
add("25 models", c(0.0004, 0.0011, 0.004, 0.012, 0.021, 0.033, 0.041, 0.048, 0.07, 0.09, 0.11, 0.15, 0.19, 0.22, 0.28, 0.33, 0.39, 0.45, 0.52, 0.58, 0.66, 0.74, 0.81, 0.93, 1))
emit("multiplicity")
