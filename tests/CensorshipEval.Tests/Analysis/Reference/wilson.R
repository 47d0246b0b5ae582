source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "json.R"))

# The score interval without continuity correction. E. B. Wilson, JASA 22 (1927) 209-212: the values p for which
# |rate - p| <= z sqrt(p (1 - p) / n), that is the roots of (n + z^2) p^2 - (2 n rate + z^2) p + n rate^2 = 0.
wilson <- function(rate, n, level) {
  z2 <- qnorm((1 + level) / 2)^2
  a <- n + z2
  b <- 2 * n * rate + z2
  root <- sqrt(b^2 - 4 * a * n * rate^2)
  limits <- c((b - root) / (2 * a), (b + root) / (2 * a))
  if (rate == 0) limits[1] <- 0
  if (rate == 1) limits[2] <- 1
  limits
}

add <- function(name, rate, n, level = 0.95) {
  limits <- wilson(rate, n, level)
  hits <- rate * n
  if (n >= 1 && abs(n - round(n)) < 1e-9 && abs(hits - round(hits)) < 1e-9) # base R agrees wherever it has an answer
    stopifnot(abs(limits - suppressWarnings(prop.test(round(hits), round(n), conf.level = level, correct = FALSE))$conf.int) < 1e-12)
  case(name, list(kind = "score", rate = rate, n = n, level = level), list(low = limits[1], high = limits[2]))
}

add("0 of 10", 0, 10)
add("10 of 10", 1, 10)
add("0 of 1", 0, 1)
add("1 of 1", 1, 1)
add("half of 20", 0.5, 20)
add("6 of 60", 0.1, 60)
add("1 of 59", 1 / 59, 59)
add("81 of 263, Newcombe's example", 81 / 263, 263)
add("0 of 59 at 90 %", 0, 59, 0.9)
add("0 of 59 at 99 %", 0, 59, 0.99)
add("3 of 8 at 90 %", 0.375, 8, 0.9)
add("3 of 8 at 99 %", 0.375, 8, 0.99)
add("size not whole", 0.02, 13.7)
add("size not whole at 99 %", 0.98, 41.25, 0.99)
add("less than one observation", 0.3, 0.4)
add("less than one observation, rate 0", 0, 0.25, 0.9)
add("less than one observation, rate 1", 1, 0.25)
add("many observations", 0.137, 123456.5)
add("rate close to 0", 1e-6, 100)
stopifnot(abs(wilson(81 / 263, 263, 0.95) - c(0.2553, 0.3662)) < 5e-5) # Newcombe, Statistics in Medicine 17 (1998) 857-872, table I
# Near 0 and 1 the lower (upper) limit is that of the Poisson distribution if it lies further out: L. D. Brown, T. T. Cai and A. DasGupta, Statistical
# Science 16 (2001) 101-133, 4.1.1: for 1 or 2 events (up to 3 beyond a size of 50) the mean that exceeds them with probability alpha. Fewer than one more
# than that is what events that are not whole make of it.
modified <- function(name, rate, n, level = 0.95) {
  limits <- wilson(rate, n, level)
  few <- if (n <= 50) 3 else 4
  poisson <- function(events) if (events == 0) 0 else qgamma(1 - level, events) / n
  if (rate * n < few) limits[1] <- min(limits[1], poisson(rate * n))
  if ((1 - rate) * n < few) limits[2] <- max(limits[2], 1 - poisson((1 - rate) * n))
  case(name, list(kind = "modified", rate = rate, n = n, level = level), list(low = limits[1], high = limits[2]))
}

stopifnot(abs(ppois(0, qgamma(0.05, 1)) - 0.95) < 1e-12, abs(ppois(2, qgamma(0.05, 3)) - 0.95) < 1e-12) # at least x events with probability alpha
modified("1 of 20, modified", 0.05, 20)
modified("2 of 20, modified", 0.1, 20)
modified("3 of 20, modified", 0.15, 20)
modified("19 of 20, modified", 0.95, 20)
modified("3 of 60, modified", 0.05, 60)
modified("4 of 60, modified", 4 / 60, 60)
modified("57 of 60, modified", 0.95, 60)
modified("0 of 20, modified", 0, 20)
modified("20 of 20, modified", 1, 20)
modified("half an event of 12.5, modified", 0.04, 12.5)
modified("a tenth of an event of 8, modified", 0.0125, 8)
modified("one of two, modified", 0.5, 2)
modified("1.7 of 59 at 90 %, modified", 1.7 / 59, 59, 0.9)
modified("1.7 of 59 at 99 %, modified", 1.7 / 59, 59, 0.99)
emit("wilson")
