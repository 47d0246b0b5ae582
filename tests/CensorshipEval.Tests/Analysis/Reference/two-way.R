source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "json.R"))

# Two-way clustered variance of a mean. A. C. Cameron, J. B. Gelbach and D. L. Miller, Journal of Business & Economic Statistics 29 (2011) 238-249:
# V = V_model + V_family - V_cell, each with the factor G/(G-1) of its own number of clusters.
one_way <- function(residual, cluster) {
  totals <- as.numeric(rowsum(residual, cluster))
  g <- length(totals)
  if (g > 1) g / (g - 1) * sum(totals^2) / length(residual)^2 else NA
}

add <- function(name, model, family, value) {
  n <- length(value)
  middle <- if (n > 0) mean(value) else NA
  v <- if (n == 0) c(NA, NA, NA) else {
    residual <- value - middle
    residual[abs(residual) < 1e-12] <- 0 # what rounding leaves
    c(one_way(residual, model), one_way(residual, family), one_way(residual, paste(model, family, sep = "|")))
  }
  # The same by double sums over pairs of rows, without factors: what the formula stands for.
  if (n > 1 && !anyNA(v)) {
    factor <- function(ids) { g <- length(unique(ids)); g / (g - 1) }
    residual <- value - middle
    pairs <- outer(residual, residual) / n^2
    cell <- paste(model, family)
    stopifnot(abs(v[1] - factor(model) * sum(pairs[outer(model, model, "==")])) < 1e-14,
              abs(v[2] - factor(family) * sum(pairs[outer(family, family, "==")])) < 1e-14,
              abs(v[3] - factor(cell) * sum(pairs[outer(cell, cell, "==")])) < 1e-14)
  }
  case(name, list(model = I(model), family = I(family), value = I(value)),
       list(mean = middle, models = length(unique(model)), families = length(unique(family)),
            naiveVariance = if (n > 1) var(value) / n else NA,
            modelVariance = v[1], familyVariance = v[2], cellVariance = v[3], twoWayVariance = v[1] + v[2] - v[3],
            # Student's t with the lesser number of clusters, less one; a variance below either one-way one is raised to it.
            tP = if (!anyNA(v) && max(v[1], v[2]) > 0)
              2 * pt(-abs(middle) / sqrt(max(v[1] + v[2] - v[3], v[1], v[2])), min(length(unique(model)), length(unique(family))) - 1) else NA))
}

add("balanced, one pair per cell", rep(c("a", "b", "c"), each = 4), rep(c("q1", "q2", "q3", "q4"), 3), c(1, 0, 0, 1, 1, 0, 0.5, 1, 0, 0, 0, 1))
add("balanced, two pairs per cell", rep(c("a", "b"), each = 6), rep(c("q1", "q2", "q3"), 4), c(1, 0, 0, 1, 0, 1, 0, 0, 0, 1, -1, 0))
add("unbalanced", c("a", "a", "a", "a", "b", "b", "c", "c", "c", "d"), c("q1", "q1", "q2", "q3", "q1", "q2", "q2", "q3", "q4", "q4"),
    c(0.2, 0.4, 0, 1, 0, -0.5, 1, 1, 0, 0.25))
add("one model", rep("a", 5), c("q1", "q1", "q2", "q3", "q4"), c(1, 0, 1, 0, 0))
add("one family", c("a", "b", "c"), rep("q1", 3), c(0, 0.5, 1))
add("one pair", "a", "q1", 0.5)
add("no pairs", character(0), character(0), numeric(0))
add("no variance", rep(c("a", "b"), each = 2), rep(c("q1", "q2"), 2), rep(0, 4))
add("every pair alike", rep(c("a", "b"), each = 7), rep(paste0("q", 1:7), 2), rep(0.1, 14))
add("every pair alike, below", rep(c("a", "b", "c"), each = 3), rep(paste0("q", 1:3), 3), rep(-0.7, 9))
add("cells that outweigh both margins: a negative variance", rep(c("a", "b"), each = 2), rep(c("q1", "q2"), 2), c(1, -1, -1, 1))
add("a model effect alone", rep(c("a", "b", "c"), each = 3), rep(c("q1", "q2", "q3"), 3), rep(c(0, 0.5, 1), each = 3))
add("nested: every family by one model", c("a", "a", "b", "b", "c", "c"), paste0("q", 1:6), c(0, 1, 1, 1, 0, 0))
many <- expand.grid(i = 0:19, j = 0:6)
keep <- (many$i * 7 + many$j * 5) %% 11 < 8
many <- many[keep, ]
add("seven models, twenty families, a third of the cells missing", sprintf("m%d", many$j), sprintf("q%02d", many$i), ((many$i * 3 + many$j * 4 + many$i * many$j) %% 5 - 1) / 4)
emit("two-way")
