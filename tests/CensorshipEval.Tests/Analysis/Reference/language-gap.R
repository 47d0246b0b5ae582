source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "json.R"))

# The index in one language minus the index in a reference language, over the families and forms that have all four rates. The difference of differences
# is one number per family and form; its variance is clustered by family, its test flips the signs of the families' sums (R. A. Fisher, 1935).
flips <- function(sums) {
  reachable <- 0
  for (one in sums[abs(sums) > 1e-9]) reachable <- c(reachable + one, reachable - one)
  mean(abs(reachable) >= abs(sum(sums)) - 1e-9)
}

add <- function(name, family, form, s1, f1, s2, f2) {
  all <- !is.na(s1) & !is.na(f1) & !is.na(s2) & !is.na(f2)
  d <- ((s1 - f1) - (s2 - f2))[all]
  n <- length(d)
  g <- length(unique(family[all]))
  totals <- if (n > 0) as.numeric(rowsum(d - mean(d), family[all])) else NA
  v <- if (g > 1) g / (g - 1) * sum(totals^2) / n^2 else NA
  case(name, list(family = I(family), form = I(form), sensitive = I(s1), analogue = I(f1), referenceSensitive = I(s2), referenceAnalogue = I(f2)),
       list(units = n, families = g, index = if (n > 0) mean((s1 - f1)[all]) else NA, referenceIndex = if (n > 0) mean((s2 - f2)[all]) else NA,
            gap = if (n > 0) mean(d) else NA, standardError = sqrt(v), tP = if (!is.na(v) && v > 1e-20) 2 * pt(-abs(mean(d)) / sqrt(v), g - 1) else NA,
            signFlipP = if (n > 0) flips(as.numeric(rowsum(d, family[all]))) else NA, discordance = if (n > 0) mean(abs(d) > 1e-9) else NA))
}

q <- function(n, times = 1) sprintf("q%02d", rep(seq_len(n), each = times))
one <- function(n) rep("Question", n)
add("six families", q(6), one(6), c(1, 1, 0.5, 0.8, 0, 1), c(0, 0.2, 0, 0, 0, 0), c(0.2, 0, 0.5, 0, 0, 0.4), c(0, 0, 0, 0.2, 0, 0))
add("a raw gap that is all caution: no gap", q(4), one(4), c(1, 0.8, 0.6, 1), c(0.8, 0.6, 0.4, 0.8), c(0.4, 0.4, 0.2, 0.6), c(0.2, 0.2, 0, 0.4))
add("two forms, unequal families", c("a", "a", "b", "c", "c", "d"), c("Question", "Explain", "Question", "Question", "Explain", "Explain"),
    c(1, 0.5, 0.2, 0, 0.75, 1), c(0, 0, 0.2, 0, 0.25, 0), c(0.5, 0, 0.4, 0.1, 0, 0), c(0, 0.1, 0, 0, 0, 0))
add("each of the four missing once", q(7), one(7), c(NA, 1, 1, 1, 0.5, 0.2, 1), c(0, NA, 0, 0, 0, 0, 0.2), c(0, 0, NA, 0, 0.5, 0, 0), c(0, 0, 0, NA, 0, 0, 0))
add("one family", "a", "Question", 1, 0, 0.4, 0)
add("nothing in common", q(2), one(2), c(1, NA), c(0, NA), c(NA, 1), c(NA, 0))
add("everything withheld in one language, nothing in the other", q(8), one(8), rep(1, 8), rep(0, 8), rep(0, 8), rep(0, 8))
emit("language-gap")
