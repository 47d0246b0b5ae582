source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "json.R"))

# The bias-corrected and accelerated bootstrap over clusters: B. Efron, JASA 82 (1987) 171-185; B. Efron and R. J. Tibshirani,
# An Introduction to the Bootstrap (1993), 14.3. Jackknife: one cluster left out at a time. The replicates are random, so the share of replicates
# below the estimate is an input and the percentiles to read from them are the result.
add <- function(name, y, n, below, level = 0.95) {
  p <- sum(y) / sum(n)
  left <- sum(n) - n
  jack <- if (length(y) > 1) ifelse(left > 0, (sum(y) - y) / left, NA) else NA
  d <- mean(jack) - jack
  a <- if (anyNA(d)) NA else if (sum(d^2) < 1e-24) 0 else sum(d^3) / (6 * sum(d^2)^1.5)
  z0 <- if (below > 0 && below < 1) qnorm(below) else NA
  adjust <- function(q) { z <- z0 + qnorm(q); pnorm(z0 + z / (1 - a * z)) }
  case(name, list(y = I(y), n = I(n), shareBelow = below, level = level),
       list(estimate = p, jackknife = I(jack), acceleration = a, bias = z0, lowPercentile = adjust((1 - level) / 2), highPercentile = adjust((1 + level) / 2)))
}

add("symmetric and unbiased: the plain percentiles", c(0, 1, 2, 3, 4), c(4, 4, 4, 4, 4), 0.5)
add("skewed", c(0, 0, 0, 0, 1, 0, 0, 5), c(5, 5, 5, 5, 5, 5, 5, 5), 0.46)
add("skewed the other way", c(5, 5, 5, 5, 4, 5, 5, 0), c(5, 5, 5, 5, 5, 5, 5, 5), 0.54)
add("unequal clusters", c(0, 2, 5, 1, 9), c(3, 8, 5, 2, 40), 0.512)
add("unequal clusters at 90 %", c(0, 2, 5, 1, 9), c(3, 8, 5, 2, 40), 0.512, 0.9)
add("unequal clusters at 99 %, biased", c(0, 2, 5, 1, 9), c(3, 8, 5, 2, 40), 0.61, 0.99)
add("all rates equal: no acceleration", c(1, 2, 3), c(4, 8, 12), 0.5)
add("no hits: every replicate equals the estimate", rep(0, 8), rep(5, 8), 0)
add("one cluster", 3, 7, 0.5)
add("fractional hits", c(0.25, 1.5, 0.75, 2.125, 0, 0.5), c(1, 3, 2, 4, 1, 1), 0.47)
emit("bca")
