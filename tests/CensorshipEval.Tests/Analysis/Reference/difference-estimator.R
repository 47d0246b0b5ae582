source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "json.R"))

# Mean of human labels from automatic labels of everything and human labels of a sample with known inclusion probabilities.
# C.-E. Sarndal, B. Swensson and J. Wretman, Model Assisted Survey Sampling (1992), 6.3 (difference estimator);
# A. N. Angelopoulos et al., Science 382 (2023) 669-674 (prediction-powered inference). Variance from totals of residuals per family:
# theta = (1/N) [sum f + sum_labelled (y - f) / pi]; e_g = sum_{i in g} (f_i - theta) + sum_{labelled in g} (y_i - f_i) / pi_i; V = G/(G-1) sum e_g^2 / N^2.
add <- function(name, family, f, y, pi) {
  n <- length(f)
  labelled <- !is.na(y)
  theta <- if (n > 0) (sum(f) + sum((y[labelled] - f[labelled]) / pi[labelled])) / n else NA
  part <- f - theta + ifelse(labelled, (ifelse(labelled, y, 0) - f) / pi, 0)
  g <- length(unique(family))
  e <- if (n > 0) vapply(unique(family), function(one) sum(part[family == one]), 0) else numeric(0)
  stopifnot(n == 0 || abs(sum(e)) < 1e-9) # the totals of residuals cancel
  v <- if (g > 1) g / (g - 1) * sum(e^2) / n^2 else NA
  case(name, list(family = I(family), predicted = I(f), label = I(y), probability = I(pi)),
       list(predictedRate = if (n > 0) mean(f) else NA, estimate = theta, labelled = sum(labelled), families = g, variance = v, standardError = sqrt(v)))
}

q <- function(times) paste0("q", rep(seq_along(times), times))
add("everything labelled: the labels' own mean", q(c(2, 2, 2)), c(1, 0, 0, 1, 1, 0), c(1, 1, 0, 0, 1, 0), rep(1, 6))
add("half labelled, detector right", q(c(2, 2, 2)), c(1, 0, 0, 0, 1, 0), c(1, NA, NA, 0, 1, NA), rep(0.5, 6))
add("half labelled, refusals missed", q(c(3, 3, 2)), c(1, 0, 0, 0, 0, 0, 1, 0), c(1, 1, NA, NA, 0, 1, NA, NA), rep(0.5, 8))
add("flagged answers labelled more often", q(c(4, 3, 5)), c(1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0), c(0, NA, 0, 1, 1, NA, NA, 0, 1, NA, 1, NA),
    c(0.8, 0.4, 0.4, 0.8, 0.8, 0.4, 0.4, 0.4, 0.8, 0.4, 0.4, 0.4))
add("unequal families", q(c(1, 6, 2, 3)), c(1, 0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1), c(NA, 0, NA, 1, NA, 0, 0, NA, NA, 1, NA, 1), rep(0.5, 12))
add("no labels", q(c(2, 3)), c(1, 0, 0, 1, 1), rep(NA_real_, 5), rep(0.25, 5))
add("one family", q(4), c(1, 0, 0, 1), c(1, 1, NA, NA), rep(0.5, 4))
add("no rows", character(0), numeric(0), numeric(0), numeric(0))
add("estimate above 1", q(c(2, 2)), c(1, 1, 0, 1), c(NA, NA, 1, NA), rep(0.25, 4))
add("estimate below 0", q(c(2, 2)), c(0, 0, 1, 0), c(NA, NA, 0, NA), rep(0.25, 4))
add("no refusals anywhere", q(c(2, 2, 2, 2)), rep(0, 8), c(0, NA, NA, 0, 0, NA, NA, NA), rep(0.375, 8))
i <- 0:79
f <- as.numeric((i * 7) %% 10 < 3)
y <- ifelse((i * 3) %% 8 < 2, as.numeric((i * 7) %% 10 < 4), NA)
add("twenty families of four", sprintf("q%02d", i %/% 4), f, y, rep(0.25, 80))
emit("difference-estimator")
