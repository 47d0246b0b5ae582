source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "json.R"))

# Cohen's kappa: J. Cohen, Educational and Psychological Measurement 20 (1960) 37-46. Rows: first rater, columns: second.
kappa <- function(name, counts) {
  n <- sum(counts)
  share <- counts / n
  observed <- if (n > 0) sum(diag(share)) else NA
  expected <- if (n > 0) sum(rowSums(share) * colSums(share)) else NA
  case(name, list(kind = "kappa", table = lapply(seq_len(nrow(counts)), function(row) I(counts[row, ]))),
       list(observed = observed, expected = expected, kappa = if (n > 0 && 1 - expected > 1e-12) (observed - expected) / (1 - expected) else NA))
}

# Krippendorff's alpha through the coincidence matrix: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011); Content Analysis (2004), 11.3.
# Rows are raters, columns are units, NA is missing. A unit with one value pairs with nothing and drops out.
alpha <- function(ratings, metric) {
  values <- sort(unique(as.numeric(ratings[!is.na(ratings)])))
  coincidence <- matrix(0, length(values), length(values))
  for (unit in seq_len(ncol(ratings))) {
    given <- match(ratings[!is.na(ratings[, unit]), unit], values)
    if (length(given) < 2) next
    for (i in seq_along(given)) for (j in seq_along(given)) if (i != j)
      coincidence[given[i], given[j]] <- coincidence[given[i], given[j]] + 1 / (length(given) - 1)
  }
  margin <- rowSums(coincidence)
  n <- sum(margin)
  distance <- function(c, k) switch(metric,
    nominal = as.numeric(c != k),
    interval = (values[c] - values[k])^2,
    ordinal = (sum(margin[c:k]) - (margin[c] + margin[k]) / 2)^2)
  seen <- expected <- 0
  for (c in seq_along(values)) for (k in seq_along(values)) if (c != k) {
    seen <- seen + coincidence[c, k] * distance(c, k)
    expected <- expected + margin[c] * margin[k] * distance(c, k)
  }
  if (n < 2 || expected == 0) NA else 1 - (n - 1) * seen / expected
}

# The same without a matrix: disagreement within units against disagreement among all pairable values (nominal and interval only).
alpha_by_pairs <- function(ratings, metric) {
  units <- lapply(seq_len(ncol(ratings)), function(u) ratings[!is.na(ratings[, u]), u])
  units <- units[lengths(units) > 1]
  pooled <- unlist(units)
  far <- function(x) { d <- outer(x, x, if (metric == "nominal") function(a, b) (a != b) + 0 else function(a, b) (a - b)^2); sum(d) }
  if (length(pooled) < 2 || far(pooled) == 0) return(NA)
  within <- sum(vapply(units, function(x) far(x) / (length(x) - 1), 0)) / length(pooled)
  1 - within / (far(pooled) / (length(pooled) * (length(pooled) - 1)))
}

krippendorff <- function(name, ratings, metrics = c("nominal", "ordinal", "interval")) for (metric in metrics) {
  value <- alpha(ratings, metric)
  if (metric != "ordinal") stopifnot(all.equal(value, alpha_by_pairs(ratings, metric), tolerance = 1e-12))
  case(paste0(name, ", ", metric),
       list(kind = "alpha", metric = metric, raters = lapply(seq_len(nrow(ratings)), function(row) I(ratings[row, ]))),
       list(alpha = value))
}

square <- function(...) { all <- c(...); matrix(all, sqrt(length(all)), byrow = TRUE) }
kappa("two categories", square(20, 5, 10, 15))
kappa("Cohen's example of three categories", square(44, 5, 1, 7, 20, 3, 9, 5, 6))
kappa("perfect", square(12, 0, 0, 7))
kappa("always wrong", square(0, 9, 9, 0))
kappa("no better than chance", square(9, 21, 21, 49))
kappa("one category only", square(25, 0, 0, 0))
kappa("each rater sticks to another category", square(0, 8, 0, 0))
kappa("one rater never says the second category", square(30, 0, 10, 0))
kappa("nothing rated", square(0, 0, 0, 0))
kappa("five categories", square(31, 2, 0, 1, 0, 4, 12, 3, 0, 0, 1, 2, 18, 1, 1, 0, 0, 2, 9, 0, 2, 0, 0, 1, 6))

rows <- function(n, ...) matrix(c(...), n, byrow = TRUE)
classic <- rows(4,
  1, 2, 3, 3, 2, 1, 4, 1, 2, NA, NA, NA,
  1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NA, 3,
  NA, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NA,
  1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NA)
stopifnot(abs(alpha(classic, "nominal") - 0.743) < 5e-4, abs(alpha(classic, "ordinal") - 0.815) < 5e-4, abs(alpha(classic, "interval") - 0.849) < 5e-4)
krippendorff("Krippendorff's four observers of twelve units", classic)
three <- rows(3,
  NA, NA, NA, NA, NA, 3, 4, 1, 2, 1, 1, 3, 3, NA, 3,
  1, NA, 2, 1, 3, 3, 4, 3, NA, NA, NA, NA, NA, NA, NA,
  NA, NA, 2, 1, 3, 4, 4, NA, 2, 1, 1, 3, 3, NA, 4)
stopifnot(abs(alpha(three, "nominal") - 0.691) < 5e-4, abs(alpha(three, "interval") - 0.811) < 5e-4)
krippendorff("three coders of fifteen units", three)
krippendorff("two raters without gaps", rows(2, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0), "nominal") # 2011, section A: 0.095
stopifnot(abs(cases[[length(cases)]]$expected$alpha - 0.095) < 5e-4)
krippendorff("perfect", rows(3, 0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2, NA))
krippendorff("systematic disagreement", rows(2, 0, 1, 0, 1, 1, 0, 1, 0))
krippendorff("one value only", rows(3, 2, 2, 2, 2, 2, NA, 2, 2, 2))
krippendorff("no unit rated twice", rows(2, 1, NA, 0, NA, 1, NA), "nominal")
krippendorff("one unit", rows(3, 0, 1, 1))
krippendorff("values with gaps between them", rows(2, 0, 10, 10, 0.5, 3, 10, 0, 0.5, 10, 0, 3, 3))
emit("agreement")
