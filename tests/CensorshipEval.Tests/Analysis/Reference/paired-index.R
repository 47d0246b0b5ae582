source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "json.R"))

# The index: mean over pairs (same family, form and language) of the sensitive rate minus that of the analogue. A pair that lacks either side is left out.
# Clustered variance of a mean by totals of residuals per family, factor G/(G-1); correlation of the two sides' totals of residuals, which is what the
# two rates share through their families (Liang and Zeger 1986; Zou 2007 for its use between two limits).
clustered <- function(residual, family) {
  totals <- as.numeric(rowsum(residual, family))
  g <- length(totals)
  if (g > 1) g / (g - 1) * sum(totals^2) / length(residual)^2 else NA
}

# Fisher's randomisation test by complete enumeration over the families' sums.
flips <- function(sums) {
  reachable <- 0
  for (one in sums[abs(sums) > 1e-9]) reachable <- c(reachable + one, reachable - one) # a sum of 0 has no sign
  mean(abs(reachable) >= abs(sum(sums)) - 1e-9)
}

add <- function(name, family, form, language, s, f) {
  both <- !is.na(s) & !is.na(f)
  n <- sum(both)
  g <- length(unique(family[both]))
  ms <- if (n > 0) mean(s[both]) else NA
  mf <- if (n > 0) mean(f[both]) else NA
  vs <- vf <- vd <- r <- NA
  if (g > 1) {
    rs <- s[both] - ms
    rf <- f[both] - mf
    vs <- clustered(rs, family[both])
    vf <- clustered(rf, family[both])
    vd <- clustered(rs - rf, family[both])
    es <- as.numeric(rowsum(rs, family[both]))
    ef <- as.numeric(rowsum(rf, family[both]))
    if (sum(es^2) > 1e-20 && sum(ef^2) > 1e-20) r <- sum(es * ef) / sqrt(sum(es^2) * sum(ef^2))
    if (!is.na(r)) stopifnot(abs(vd - (vs + vf - 2 * r * sqrt(vs * vf))) < 1e-14)
  }
  half <- if (g > 1) qt(0.975, g - 1) * sqrt(vd) else NA
  case(name, list(family = I(family), form = I(form), language = I(language), sensitive = I(s), analogue = I(f)),
       list(pairs = n, leftOut = length(s) - n, families = g,
            unpairedFamilies = length(unique(family[!is.na(s) | !is.na(f)])) - g, sensitiveRate = ms, analogueRate = mf, index = ms - mf,
            sensitiveVariance = vs, analogueVariance = vf, indexVariance = vd, standardError = sqrt(vd), correlation = r,
            naiveVariance = if (n > 1) var(s[both] - f[both]) / n else NA,
            tLow = ms - mf - half, tHigh = ms - mf + half,
            tP = if (!is.na(vd) && vd > 1e-20) 2 * pt(-abs(ms - mf) / sqrt(vd), g - 1) else NA,
            signFlipP = if (g > 0) flips(as.numeric(rowsum(s[both] - f[both], family[both]))) else NA,
            discordance = if (n > 0) mean(abs(s[both] - f[both]) > 1e-9) else NA))
}

fam <- function(n, times) sprintf("q%02d", rep(seq_len(n), each = times))
add("six families, one pair each", fam(6, 1), rep("Question", 6), rep("en", 6), c(1, 1, 0, 1, 0, 1), c(0, 0, 0, 1, 0, 0))
add("four families in two languages", fam(4, 2), rep("Question", 8), rep(c("en", "zh-Hans"), 4), c(0.2, 1, 0, 0.6, 0, 0, 0.4, 1), c(0, 0.2, 0, 0.2, 0.2, 0, 0, 0))
add("missing pairs", fam(4, 2), rep("Question", 8), rep(c("en", "zh-Hans"), 4), c(0.2, NA, 0, 0.6, 0, 0, NA, 1), c(0, 0.2, NA, 0.2, 0.2, 0, NA, 0))
add("a family that lacks every analogue", fam(3, 2), rep(c("Question", "Explain"), 3), rep("en", 6), c(1, 1, 0, 0.5, 0, 1), c(NA, NA, 0, 0, 0.5, 0))
add("unequal families", c("a", "b", "b", "b", "c", "d", "d", "e"), c("Question", "Question", "Explain", "Criticise", rep("Question", 2), "Explain", "Question"),
    rep("en", 8), c(1, 0.5, 1, 1, 0, 0, 0.25, 1), c(0, 0.5, 0, 0.25, 0, 0, 0, 1))
add("0 of n on both sides", fam(5, 2), rep("Question", 10), rep(c("en", "ru"), 5), rep(0, 10), rep(0, 10))
add("n of n against 0 of n", fam(5, 2), rep("Question", 10), rep(c("en", "ru"), 5), rep(1, 10), rep(0, 10))
add("both sides move together", fam(4, 1), rep("Explain", 4), rep("en", 4), c(1, 0, 1, 0), c(1, 0, 1, 0))
add("both sides move against each other", fam(4, 1), rep("Explain", 4), rep("en", 4), c(1, 0, 1, 0), c(0, 1, 0, 1))
add("every family alike", fam(7, 1), rep("Question", 7), rep("en", 7), rep(0.7, 7), rep(0.4, 7))
add("every family alike, a tenth", fam(10, 1), rep("Question", 10), rep("en", 10), rep(0.15, 10), rep(0.05, 10))
add("one family", rep("a", 3), c("Question", "Explain", "Criticise"), rep("en", 3), c(1, 0, 1), c(0, 0, 1))
add("one pair", "a", "Question", "en", 1, 0)
add("no pairs", character(0), character(0), character(0), numeric(0), numeric(0))
add("nothing but incomplete pairs", c("a", "b"), rep("Question", 2), rep("en", 2), c(1, NA), c(NA, 0))
i <- 0:59
add("twenty families in three languages", fam(20, 3), rep("Question", 60), rep(c("en", "fr", "zh-Hans"), 20),
    ((i * 7 + (i %/% 3) * 4) %% 6) / 5, ifelse(i %% 13 == 5, NA, ((i * 5 + (i %/% 3) * 3) %% 4) / 5))
emit("paired-index")
