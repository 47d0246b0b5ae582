source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "json.R"))

# Pairs needed for a paired difference: R. J. Connett, J. A. Smith and R. B. McHugh, Statistics in Medicine 6 (1987) 581-590;
# O. S. Miettinen, Biometrics 24 (1968): n = (z_{1-alpha/2} sqrt(psi) + z_power sqrt(psi - gap^2))^2 / gap^2, psi the share of discordant pairs.
z_pairs <- function(gap, psi, alpha, power) (qnorm(1 - alpha / 2) * sqrt(psi) + qnorm(power) * sqrt(psi - gap^2))^2 / gap^2

pairs <- function(name, gap, psi, alpha = 0.05, power = 0.8) {
  possible <- psi >= abs(gap) && gap != 0
  n <- if (possible) z_pairs(abs(gap), psi, alpha, power) else NA
  # Power back from the size, by the same normal approximation.
  if (possible && psi > gap^2) stopifnot(abs(pnorm((abs(gap) * sqrt(n) - qnorm(1 - alpha / 2) * sqrt(psi)) / sqrt(psi - gap^2)) - power) < 1e-12)
  case(name, list(kind = "pairs", gap = gap, discordance = psi, alpha = alpha, power = power), list(pairs = n, wholePairs = ceiling(n - 1e-9)))
}

# The smallest difference that a standard error lets one see: J. M. Bloom, Evaluation Review 19 (1995) 547-556.
detectable <- function(name, se, clusters, alpha = 0.05, power = 0.8)
  case(name, list(kind = "detectable", standardError = se, clusters = clusters, alpha = alpha, power = power),
       list(normal = (qnorm(1 - alpha / 2) + qnorm(power)) * se,
            student = if (clusters > 1) (qt(1 - alpha / 2, clusters - 1) + qt(power, clusters - 1)) * se else NA))

# Clean families that a claim "at most limit" takes: the least n with (1 - limit)^n <= 1 - confidence.
clean <- function(name, limit, confidence) {
  n <- ceiling(log(1 - confidence) / log(1 - limit) - 1e-12)
  stopifnot((1 - limit)^n <= 1 - confidence + 1e-12, (1 - limit)^(n - 1) > 1 - confidence)
  case(name, list(kind = "clean", limit = limit, confidence = confidence), list(families = n))
}

pairs("a gap of 10 points, little discordance", 0.1, 0.15)
pairs("a gap of 20 points", 0.2, 0.3)
pairs("a gap of 20 points at power .9", 0.2, 0.3, 0.05, 0.9)
pairs("a gap of 5 points at level .01", 0.05, 0.12, 0.01, 0.8)
pairs("a negative gap", -0.2, 0.3)
pairs("all discordance one way", 0.1, 0.1)
pairs("everything discordant one way", 1, 1)
pairs("a gap greater than the discordance", 0.3, 0.2)
pairs("no gap", 0, 0.2)
pairs("a gap of 1 point", 0.01, 0.1)
detectable("eight families", 0.06, 8)
detectable("twenty families", 0.05, 20)
detectable("sixty families, power .9", 0.03, 60, 0.05, 0.9)
detectable("two families", 0.1, 2)
detectable("one family", 0.1, 1)
detectable("no variance", 0, 20)
clean("5 % at 95 %", 0.05, 0.95)
clean("10 % at 95 %", 0.1, 0.95)
clean("1 % at 95 %", 0.01, 0.95)
clean("5 % at 90 %", 0.05, 0.9)
clean("5 % at 99 %", 0.05, 0.99)
clean("20 % at 95 %", 0.2, 0.95)
clean("half at half", 0.5, 0.5)
stopifnot(vapply(cases, function(one) one$name == "5 % at 95 %" && one$expected$families == 59, NA) |> any())
emit("planner")
