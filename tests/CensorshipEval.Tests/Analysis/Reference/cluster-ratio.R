source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "json.R"))

# A rate as a ratio of sums over clusters: y_g hits among n_g answers of cluster (family) g.
# Linearised variance: W. G. Cochran, Sampling Techniques (1977), 6.3; cluster-robust with the factor G/(G-1): Liang and Zeger, Biometrika 73 (1986).
# Design effect and effective number of clusters: L. Kish, Survey Sampling (1965), 5.4 and 11.7.
add <- function(name, y, n, level = 0.95) {
  used <- n > 0
  g <- sum(used)
  total <- sum(n)
  p <- if (total > 0) sum(y) / total else NA
  totals <- (y - p * n)[used]
  v <- if (g > 1) g / (g - 1) * sum(totals^2) / total^2 else NA
  if (!is.na(v) && v < 1e-20) v <- 0 # what rounding leaves
  half <- if (g > 1) qt((1 + level) / 2, g - 1) * sqrt(v) else NA
  simple <- if (total > 0) p * (1 - p) / total else NA
  deff <- if (!is.na(simple) && simple > 0) v / simple else NA
  if (g > 1 && length(unique(n[used])) == 1) stopifnot(abs(v - var(y[used] / n[used]) / g) < 1e-14) # equal clusters: variance of a mean of means
  case(name, list(y = I(y), n = I(n), level = level),
       list(rate = p, clusters = g, variance = v, standardError = sqrt(v), tLow = p - half, tHigh = p + half,
            designEffect = deff, effectiveSize = if (!is.na(deff) && deff > 0) total / deff else NA,
            effectiveClusters = if (total > 0) total^2 / sum(n^2) else NA))
}

add("four equal clusters", c(1, 0, 3, 2), c(4, 4, 4, 4))
add("unequal clusters", c(0, 2, 5, 1, 9), c(3, 8, 5, 2, 40))
add("unequal clusters at 90 %", c(0, 2, 5, 1, 9), c(3, 8, 5, 2, 40), 0.9)
add("two clusters at opposite ends", c(0, 6), c(6, 6))
add("fractional hits", c(0.25, 1.5, 0.75, 2.125, 0), c(1, 3, 2, 4, 1))
add("one answer each", c(0, 0, 1, 0, 1, 0, 0, 0), rep(1, 8))
add("one cluster", 3, 7)
add("one cluster beside empty ones", c(0, 3, 0), c(0, 7, 0))
add("an empty cluster is not a cluster", c(1, 0, 2, 3), c(4, 0, 5, 6))
add("all rates equal", c(1, 2, 3), c(4, 8, 12))
add("all rates one in 49, which no computer holds exactly", c(1, 2, 3), c(49, 98, 147))
add("no hits at all", rep(0, 10), c(5, 5, 5, 5, 5, 5, 5, 5, 5, 1))
add("nothing but hits", c(3, 9, 4), c(3, 9, 4))
add("no clusters", numeric(0), numeric(0))
add("sixty clusters, most of them clean", c(rep(0, 55), 1, 5, 2, 5, 3), rep(5, 60))
add("one dominates", c(90, 0, 0, 0, 0, 0), c(100, 1, 1, 1, 1, 1), 0.99)
emit("cluster-ratio")
