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
  case(name, list(rate = r, rateVariance = vr, sensitivity = se, sensitivityVariance = vse, specificity = sp, specificityVariance = vsp),
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
emit("rogan-gladen")
