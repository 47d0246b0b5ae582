source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "json.R"))

# Exact binomial limits: C. J. Clopper and E. S. Pearson, Biometrika 26 (1934), as beta quantiles, which also stand for hits and sizes that are not whole
# (as in E. L. Korn and B. I. Graubard, Survey Methodology 24, 1998). Exact Poisson limits: F. Garwood, Biometrika 28 (1936), as gamma quantiles.
binomial <- function(name, x, n, level = 0.95) {
  tail <- (1 - level) / 2
  low <- function(t) if (x <= 0) 0 else qbeta(t, x, n - x + 1)
  high <- function(t) if (x >= n) 1 else qbeta(1 - t, x + 1, n - x)
  if (x == round(x) && n == round(n)) stopifnot(abs(binom.test(x, n, conf.level = level)$conf.int - c(low(tail), high(tail))) < 1e-12)
  case(name, list(kind = "binomial", hits = x, n = n, level = level),
       list(low = low(tail), high = high(tail), lowOneSided = low(1 - level), highOneSided = high(1 - level)))
}
poisson <- function(name, x, n, level = 0.95) {
  tail <- (1 - level) / 2
  low <- function(t) if (x <= 0) 0 else qgamma(t, x) / n
  high <- function(t) qgamma(1 - t, x + 1) / n
  if (x == round(x)) stopifnot(abs(poisson.test(x, n, conf.level = level)$conf.int - c(low(tail), high(tail))) < 1e-12)
  case(name, list(kind = "poisson", hits = x, n = n, level = level),
       list(low = low(tail), high = high(tail), lowOneSided = low(1 - level), highOneSided = high(1 - level)))
}

binomial("0 of 59", 0, 59)
binomial("0 of 1", 0, 1)
binomial("59 of 59", 59, 59)
binomial("1 of 1", 1, 1)
binomial("1 of 20", 1, 20)
binomial("10 of 20", 10, 20)
binomial("19 of 20 at 90 %", 19, 20, 0.9)
binomial("3 of 8 at 99 %", 3, 8, 0.99)
binomial("137 of 1000", 137, 1000)
binomial("hits and size not whole", 1.4, 13.7)
binomial("less than one hit", 0.2, 8.5)
binomial("none of a size not whole", 0, 4.75)
binomial("all of a size not whole", 4.75, 4.75)
binomial("less than one observation", 0.1, 0.6)
poisson("none in 59", 0, 59)
poisson("one in 20", 1, 20)
poisson("two in 60 at 90 %", 2, 60, 0.9)
poisson("hits not whole", 0.3, 12.5)
poisson("three in 8 at 99 %", 3, 8, 0.99)
emit("exact-limits")
