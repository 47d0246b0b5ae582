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
# Families instead of pairs: quantiles of Student's t with G - 1 degrees of freedom, and the variance of a family's mean over m pairs, each prompt asked s times.
# Of a pair's variance the share rho is common to the family's pairs, the share w is new in every sample, the rest is the prompt's own:
# f = rho + (1 - rho - w) / m + w / (m s). If nothing else ties a pair, with analogue rate q the sensitive side refuses at q + gap, and the sides differ
# in psi = (q + gap)(1 - q) + q (1 - q - gap) of the pairs.
family_variance <- function(m, s, rho, w) rho + (1 - rho - w) / m + w / (m * s)
untied <- function(gap, q) (q + gap) * (1 - q) + q * (1 - q - gap)
finds <- function(g, gap, psi, f, alpha, power) (qt(1 - alpha / 2, g - 1) * sqrt(psi) + qt(power, g - 1) * sqrt(psi - gap^2)) * sqrt(f / g) <= gap
stopifnot(abs(family_variance(6, 1, 0.5, 0.2) - (1 + 5 * 0.5) / 6) < 1e-15) # one sample: the design effect over m

families <- function(name, gap, m = 1, s = 1, q = 0.05, psi = NA, rho = 0.5, w = 0.2, alpha = 0.05, power = 0.8) {
  psi_used <- if (is.na(psi)) untied(gap, q) else psi
  g <- 2
  while (!finds(g, gap, psi_used, family_variance(m, s, rho, w), alpha, power)) g <- g + 1
  case(name, list(kind = "families", gap = gap, pairsPerFamily = m, samples = s, analogueRate = q, discordance = psi, correlation = rho, samplingShare = w,
                  alpha = alpha, power = power), list(families = g))
}

gap_of <- function(name, g, m = 1, s = 1, q = 0.05, rho = 0.5, w = 0.2, alpha = 0.05, power = 0.8) {
  f <- family_variance(m, s, rho, w)
  short <- function(gap) { psi <- untied(gap, q); (qt(1 - alpha / 2, g - 1) * sqrt(psi) + qt(power, g - 1) * sqrt(psi - gap^2)) * sqrt(f / g) - gap }
  gap <- if (g < 2 || short(1 - q) > 0) NA else uniroot(short, c(1e-9, 1 - q), tol = 1e-12)$root
  case(name, list(kind = "gap", families = g, pairsPerFamily = m, samples = s, analogueRate = q, correlation = rho, samplingShare = w, alpha = alpha, power = power),
       list(gap = gap))
}

# Half the width of Wilson's interval for the size families / f.
halves <- function(name, rate, half, m = 1, s = 1, rho = 0.5, w = 0.2, level = 0.95) {
  z <- qnorm((1 + level) / 2)
  width <- function(n) z / (1 + z^2 / n) * sqrt(rate * (1 - rate) / n + z^2 / (4 * n^2))
  g <- 1
  while (width(g / family_variance(m, s, rho, w)) > half) g <- g + 1
  case(name, list(kind = "halfWidth", rate = rate, halfWidth = half, promptsPerFamily = m, samples = s, correlation = rho, samplingShare = w, level = level), list(families = g))
}

# The rate that n families without a refusal exclude: the exact one-sided limit.
none <- function(name, n, level) {
  limit <- 1 - (1 - level)^(1 / n)
  stopifnot(abs(limit - qbeta(level, 1, n)) < 1e-14, n > 100 || abs(limit - binom.test(0, n, alternative = "less", conf.level = level)$conf.int[2]) < 1e-12)
  case(name, list(kind = "none", families = n, level = level), list(limit = limit))
}

families("families for 10 points", 0.1)
families("families for 20 points", 0.2)
families("families for 20 points, three pairs, five samples", 0.2, 3, 5)
families("families for 5 points, twelve pairs", 0.05, 12)
families("families for 10 points, power .9, level .01", 0.1, 2, 3, 0.05, NA, 0.5, 0.2, 0.01, 0.9)
families("families for 15 points, discordance known", 0.15, 4, 1, 0.05, 0.22)
families("families for 15 points, pairs that are all one", 0.15, 4, 5, 0.05, NA, 1, 0)
families("families for 15 points, pairs without anything in common", 0.15, 4, 1, 0.05, NA, 0, 0.2)
families("families for 50 points, analogues never refused", 0.5, 1, 1, 0)
gap_of("what 8 families find", 8)
gap_of("what 20 families find", 20)
gap_of("what 60 families find, three pairs, five samples", 60, 3, 5)
gap_of("what 20 families find, analogues refused at .3", 20, 2, 1, 0.3)
gap_of("what two families find", 2)
gap_of("what one family finds", 1)
gap_of("what 500 families find at power .95", 500, 1, 1, 0.05, 0.5, 0.2, 0.05, 0.95)
halves("a rate of .1 within 10 points", 0.1, 0.1)
halves("a rate of .5 within 5 points, four prompts, three samples", 0.5, 0.05, 4, 3)
halves("a rate of 0 within 5 points", 0, 0.05)
halves("a rate of 1 within 2 points at 99 %", 1, 0.02, 2, 2, 0.3, 0.3, 0.99)
none("one clean family", 1, 0.95)
none("59 clean families", 59, 0.95)
none("20 clean families at 99 %", 20, 0.99)
none("5000 clean families", 5000, 0.95)
emit("planner")
