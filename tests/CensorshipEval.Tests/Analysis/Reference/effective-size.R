source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "json.R"))

# How many independent answers tell as much as clustered ones, so that a score interval may be used with them.
# Start: the design effect 1 + (m - 1) r of clusters of size m = sum(n^2) / sum(n) whose members correlate by r (Kish 1965, 5.4; A. Donner and
# S. Eliasziw, Statistics in Medicine 6 (1987), for unequal sizes). r is the mean product of residuals over all pairs of answers of one cluster, over their variance.
# Choices of the project, from its documentation: r is raised by (1 - r) / sqrt(w), w the lesser of the clusters not all at 0 and of those not all at 1;
# the size is at most the number of trials, at most p (1 - p) / V (but not below 1) with V the cluster-robust variance; it is lowered by (z / t)^2 with one degree of freedom less
# than the effective number of clusters (E. L. Korn and B. I. Graubard, Survey Methodology 24, 1998), yet not below that number. Where w < 2, or nothing varies,
# it is the effective number of clusters itself.
add <- function(name, clusters, level = 0.95, trials = length(unlist(clusters))) {
  x <- unlist(clusters)
  ids <- rep(seq_along(clusters), lengths(clusters))
  n <- lengths(clusters[lengths(clusters) > 0])
  p <- mean(x)
  effective <- sum(n)^2 / sum(n^2)
  w <- min(sum(tapply(x, ids, max) > 0), sum(tapply(x, ids, min) < 1))
  s2 <- mean((x - p)^2)
  r <- NA
  estimable <- w >= 2 && s2 > 1e-12
  if (!estimable) size <- min(effective, trials) else {
    products <- outer(x - p, x - p)
    same <- outer(ids, ids, "==") & !diag(length(x))
    if (any(same)) r <- min(1, max(0, mean(products[same]) / s2))
    raised <- if (is.na(r)) 0 else min(1, r + (1 - r) / sqrt(w))
    size <- min(length(x) * p * (1 - p) / s2 / (1 + (sum(n^2) / sum(n) - 1) * raised), trials)
    g <- length(n)
    v <- g / (g - 1) * sum(rowsum(x - p, ids)^2) / length(x)^2
    if (v > 1e-20) size <- min(size, max(p * (1 - p) / v, 1))
    ratio <- qnorm((1 + level) / 2) / qt((1 + level) / 2, max(effective - 1, 1))
    size <- max(size * ratio^2, min(effective, size))
  }
  case(name, list(clusters = lapply(clusters, I), level = level, trials = trials),
       list(rate = p, canEstimateDesign = estimable, correlation = r, effectiveClusters = effective, effectiveSize = size))
}

bits <- function(hits, n) c(rep(1, hits), rep(0, n - hits))
many <- function(hits, n) Map(bits, hits, n)
add("eight clusters of five", many(c(0, 1, 0, 2, 5, 0, 0, 3), 5))
add("eight clusters of five at 90 %", many(c(0, 1, 0, 2, 5, 0, 0, 3), 5), 0.9)
add("twenty clusters of five, close to independent", many(c(1, 2, 1, 2, 1, 1, 2, 3, 1, 2, 0, 2, 1, 1, 2, 1, 3, 2, 1, 1), 5))
add("twenty clusters, all or nothing", many(rep(c(0, 0, 0, 4), 5), 4))
add("unequal clusters", many(c(0, 3, 1, 0, 20, 2), c(2, 3, 8, 1, 40, 5)))
add("one answer each", many(c(0, 1, 0, 0, 1, 0, 0, 0, 0, 1), 1))
add("one cluster alone has hits", many(c(0, 0, 0, 4, 0, 0), 5))
add("one cluster alone lacks hits", many(c(5, 5, 5, 1, 5, 5), 5))
add("two clusters have hits", many(c(0, 2, 0, 4, 0, 0), 5))
add("no hits", many(rep(0, 10), 5))
add("nothing but hits, unequal", many(c(5, 1, 9), c(5, 1, 9)))
add("one cluster", many(2, 5))
add("a cluster without answers is none", c(many(c(1, 3, 0), c(4, 4, 4)), list(numeric(0))))
add("fractional values", list(c(0.2, 0.4), c(0, 0, 0.1), c(1, 0.8), c(0.5), c(0, 0.2)), 0.95, 50)
add("fractional values, one per cluster", list(0.2, 0, 0.6, 0.4, 0, 0, 0.2, 1), 0.95, 40)
add("all values alike", list(c(0.5, 0.5), c(0.5, 0.5), 0.5), 0.95, 20)
add("sixty clusters, most of them clean", many(c(rep(0, 55), 1, 5, 2, 5, 3), 5))
add("clusters more alike than chance", many(rep(2, 12), 5))
emit("effective-size")
