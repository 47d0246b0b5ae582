source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "json.R"))

# McNemar's test, exact: the binomial test of 1/2 on the discordant pairs. Q. McNemar, Psychometrika 12 (1947); F. Mosteller, Biometrics 8 (1952).
mcnemar <- function(name, only1, only2) {
  p <- if (only1 + only2 == 0) 1 else binom.test(only1, only1 + only2)$p.value
  case(name, list(kind = "mcnemar", only1 = only1, only2 = only2), list(p = p))
}

# Randomisation test of a mean of paired differences: all 2^G signs of the cluster sums are equally likely (R. A. Fisher, The Design of Experiments, 1935, 21).
flips <- function(name, sums) {
  reachable <- 0
  for (one in sums) reachable <- c(reachable + one, reachable - one)
  p <- mean(abs(reachable) >= abs(sum(sums)) - 1e-9)
  case(name, list(kind = "signFlip", sums = I(sums)), list(p = p, assignments = length(reachable)))
}

mcnemar("no discordant pair", 0, 0)
mcnemar("one discordant pair", 1, 0)
mcnemar("five to none", 5, 0)
mcnemar("six to none", 0, 6)
mcnemar("eight to two", 8, 2)
mcnemar("two to eight", 2, 8)
mcnemar("a tie", 7, 7)
mcnemar("off by one of an odd number", 4, 3)
mcnemar("many", 112, 71)
mcnemar("very many", 1450, 1203)

flips("no clusters", numeric(0))
flips("one cluster", 0.7)
flips("all zero", c(0, 0, 0, 0))
flips("one of four differs", c(0, 0, 0, 1))
flips("five alike", rep(1, 5))
flips("six alike, below", rep(-0.2, 6))
flips("ties", c(1, 1, -1, 1, 1, -1, 1))
flips("sums of tenths tie", c(0.1, 0.2, -0.3, 0.3, 0.6, -0.1))
flips("sums add to zero", c(0.5, -0.25, -0.25))
flips("unequal clusters", c(3, 0.5, -1, 2.25, 0, 0.75, -0.5, 4, 1))
flips("a dominant cluster", c(10, -1, -1, -1, -1, 0.5))
flips("fourteen clusters", c(0.4, 0.1, 0.35, -0.2, 0.6, 0, 0.15, 0.8, -0.1, 0.05, 0.3, 0.45, -0.35, 0.2))
flips("thirteen clusters, thirds", c(1, 2, -1, 0, 1, 1, -2, 3, 1, 0, 2, -1, 1) / 3)
emit("exact-tests")
