source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "json.R"))

# Difference of two rates from their separate limits (method of variance estimates recovery).
# R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890 (independent, method 10) and 2635-2650 (paired, method 10);
# G. Y. Zou and A. Donner, Statistics in Medicine 27 (2008) 1693-1702; G. Y. Zou, Psychological Methods 12 (2007) 399-413 (dependent).
mover <- function(p1, l1, u1, p2, l2, u2, r) {
  d <- p1 - p2
  c(d - sqrt((p1 - l1)^2 - 2 * r * (p1 - l1) * (u2 - p2) + (u2 - p2)^2),
    d + sqrt((u1 - p1)^2 - 2 * r * (u1 - p1) * (p2 - l2) + (p2 - l2)^2))
}

add <- function(name, p1, l1, u1, p2, l2, u2, r) {
  limits <- mover(p1, l1, u1, p2, l2, u2, r)
  case(name, list(rate1 = p1, low1 = l1, high1 = u1, rate2 = p2, low2 = l2, high2 = u2, correlation = r),
       list(difference = p1 - p2, low = limits[1], high = limits[2]))
}

score <- function(x, n, level = 0.95) as.numeric(suppressWarnings(prop.test(x, n, conf.level = level, correct = FALSE))$conf.int)
counts <- function(name, x1, n1, x2, n2, r) {
  first <- score(x1, n1)
  second <- score(x2, n2)
  add(name, x1 / n1, first[1], first[2], x2 / n2, second[1], second[2], r)
  invisible(mover(x1 / n1, first[1], first[2], x2 / n2, second[1], second[2], r))
}

published <- counts("56 of 70 against 48 of 80, Newcombe's example (a)", 56, 70, 48, 80, 0)
stopifnot(abs(published - c(0.0524, 0.3339)) < 5e-5)
published <- counts("9 of 10 against 3 of 10, Newcombe's example (b)", 9, 10, 3, 10, 0)
stopifnot(abs(published - c(0.1705, 0.8090)) < 5e-5)
published <- counts("10 of 10 against 0 of 20, Newcombe's example (g)", 10, 10, 0, 20, 0)
stopifnot(abs(published - c(0.6791, 1)) < 5e-5)
published <- counts("10 of 10 against 0 of 10, Newcombe's example (h)", 10, 10, 0, 10, 0)
stopifnot(abs(published - c(0.6075, 1)) < 5e-5)
phi <- (36 * 0 - 12 * 2) / sqrt(48 * 2 * 38 * 12) # pairs: both 36, only first 12, only second 2, neither 0
counts("paired: 48 and 38 of 50, negative correlation", 48, 50, 38, 50, phi)
counts("0 of 8 against 0 of 8", 0, 8, 0, 8, 0)
counts("8 of 8 against 8 of 8, correlated", 8, 8, 8, 8, 0.5)
counts("0 of 60 against 3 of 60", 0, 60, 3, 60, 0.3)
add("perfectly correlated", 0.4, 0.3, 0.55, 0.3, 0.2, 0.42, 1)
add("perfectly correlated, same interval", 0.4, 0.3, 0.55, 0.4, 0.3, 0.55, 1)
add("perfectly opposed", 0.4, 0.3, 0.55, 0.3, 0.2, 0.42, -1)
add("limits that touch the rates", 0, 0, 0.12, 1, 0.9, 1, 0.2)
add("an index of a difference of indices: wide limits", 0.21, -0.05, 0.44, -0.1, -0.3, 0.15, 0.35)
emit("mover")
