source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "json.R"))

# True rate behind an imperfect detector: W. J. Rogan and B. Gladen, American Journal of Epidemiology 107 (1978) 71-76.
# p = (r + sp - 1) / J, J = se + sp - 1; by the delta method with r, se and sp independent
# Var(p) = [Var(r) + p^2 Var(se) + (1 - p)^2 Var(sp)] / J^2. A J below 0.1 identifies nothing.
corrected <- function(r, se, sp) (r + sp - 1) / (se + sp - 1)

add <- function(name, r, vr, se, vse, sp, vsp) {
  j <- se + sp - 1
  ok <- j >= 0.1
  p <- if (ok) corrected(r, se, sp) else NA
  v <- if (ok) (vr + p^2 * vse + (1 - p)^2 * vsp) / j^2 else NA
  if (ok) { # the gradient by central differences
    h <- 1e-5
    slope <- c(corrected(r + h, se, sp) - corrected(r - h, se, sp), corrected(r, se + h, sp) - corrected(r, se - h, sp),
               corrected(r, se, sp + h) - corrected(r, se, sp - h)) / (2 * h)
    stopifnot(abs(sum(slope^2 * c(vr, vse, vsp)) - v) < 1e-6 * (v + 1e-12))
  }
  case(name, list(kind = "formula", rate = r, rateVariance = vr, sensitivity = se, sensitivityVariance = vse, specificity = sp, specificityVariance = vsp),
       list(youden = j, unclipped = p, rate = min(1, max(0, p)), wasClipped = !is.na(p) && (p < 0 || p > 1), variance = v, standardError = sqrt(v)))
}

add("a perfect detector", 0.3, 0.002, 1, 0, 1, 0)
add("a good detector", 0.3, 0.0015, 0.9, 0.0004, 0.97, 0.0001)
add("a good detector, low rate", 0.02, 0.0002, 0.85, 0.002, 0.985, 0.00005)
add("a good detector, high rate", 0.88, 0.001, 0.92, 0.0009, 0.96, 0.0004)
add("fewer alarms than a clean run would give", 0.01, 0.0001, 0.9, 0.0004, 0.95, 0.0004)
add("more alarms than certainty would give", 0.95, 0.0006, 0.9, 0.0004, 0.99, 0.0001)
add("no alarms", 0, 0, 0.9, 0.001, 0.99, 0.0001)
add("nothing but alarms", 1, 0, 0.9, 0.001, 0.99, 0.0001)
add("a poor detector", 0.4, 0.002, 0.55, 0.003, 0.6, 0.002)
add("Youden's index 0", 0.4, 0.002, 0.6, 0.003, 0.4, 0.002)
add("Youden's index just below 0.1", 0.4, 0.002, 0.6, 0.003, 0.499, 0.002)
add("Youden's index negative", 0.4, 0.002, 0.3, 0.003, 0.5, 0.002)
# Several sources of labelled answers: sensitivity and specificity are plain means over them, their variance that of one source more, s^2 (1 + 1/K), and at
# least the binomial one of the mean, with the shares of (x + 1) / (n + 2) that do not take a source without errors for certain.
# Limits: variance estimates recovery (Zou and Donner 2008) from the limits of the three parts: the observed rate by Wilson's interval with the
# effective size r (1 - r) / Var(r) and Student's t with families - 1 degrees of freedom, a further source by mean -+ t with K - 1.
sources <- function(name, r, vr, families, tp, positives, tn, negatives, level = 0.95) {
  pooled <- function(x, n) {
    k <- length(x)
    smooth <- (x + 1) / (n + 2)
    v <- max(var(x / n) * (1 + 1 / k), sum(smooth * (1 - smooth) / n) / k^2)
    list(mean = mean(x / n), v = v, half = qt((1 + level) / 2, k - 1) * sqrt(v))
  }
  se <- pooled(tp, positives)
  sp <- pooled(tn, negatives)
  j <- se$mean + sp$mean - 1
  p <- corrected(r, se$mean, sp$mean)
  v <- (vr + p^2 * se$v + (1 - p)^2 * sp$v) / j^2
  low <- high <- NA
  if (p > 0 && p < 1 && vr > 0) {
    n <- r * (1 - r) / vr
    t2 <- qt((1 + level) / 2, families - 1)^2
    roots <- Re(polyroot(c(n * r^2, -(2 * n * r + t2), n + t2)))
    low <- max(0, p - sqrt((p - corrected(min(roots), se$mean, sp$mean))^2 + (p - corrected(r, min(1, se$mean + se$half), sp$mean))^2 +
                             (p - corrected(r, se$mean, sp$mean - sp$half))^2))
    high <- min(1, p + sqrt((p - corrected(max(roots), se$mean, sp$mean))^2 + (p - corrected(r, se$mean - se$half, sp$mean))^2 +
                              (p - corrected(r, se$mean, min(1, sp$mean + sp$half)))^2))
  }
  case(name, list(kind = "sources", rate = r, rateVariance = vr, families = families, truePositives = I(tp), positives = I(positives),
                  trueNegatives = I(tn), negatives = I(negatives), level = level),
       list(sensitivity = se$mean, specificity = sp$mean, rate = min(1, max(0, p)), wasClipped = p < 0 || p > 1, variance = v, low = low, high = high))
}

sources("three sources that differ", 0.3, 0.002, 40, c(90, 160, 280), c(100, 200, 300), c(390, 196, 588), c(400, 200, 600))
sources("five sources, a rate of a half", 0.5, 0.0015, 60, c(88, 170, 140, 95, 190), c(100, 200, 150, 100, 200), c(97, 190, 148, 99, 180), c(100, 200, 150, 100, 200))
sources("five sources at 90 %", 0.85, 0.0012, 20, c(88, 170, 140, 95, 190), c(100, 200, 150, 100, 200), c(97, 190, 148, 99, 180), c(100, 200, 150, 100, 200), 0.9)
sources("four sources that agree: the binomial variance", 0.4, 0.003, 25, c(90, 90, 90, 90), c(100, 100, 100, 100), c(190, 190, 190, 190), c(200, 200, 200, 200))
sources("four sources without an error", 0.4, 0.003, 25, c(100, 100, 60, 100), c(100, 100, 60, 100), c(200, 200, 50, 200), c(200, 200, 50, 200))
sources("fewer alarms than the sources' false alarms", 0.01, 0.0001, 40, c(90, 160, 280), c(100, 200, 300), c(380, 190, 570), c(400, 200, 600))
sources("more alarms than the sources' detector finds", 0.97, 0.0004, 40, c(90, 160, 280), c(100, 200, 300), c(390, 196, 588), c(400, 200, 600))
emit("rogan-gladen")
