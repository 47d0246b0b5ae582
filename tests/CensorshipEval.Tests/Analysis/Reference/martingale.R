source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "json.R"))

# Testing by betting: I. Waudby-Smith and A. Ramdas, JRSS-B 86 (2024) 1-27; without replacement: the same, NeurIPS 33 (2020).
# Against "the mean is m or more" the wealth after t draws is prod(1 + lambda_i (m_i - x_i)), 0 <= lambda_i <= 1 / (1 - m_i); against
# "m or less" it is prod(1 + lambda_i (x_i - m_i)), 0 <= lambda_i <= 1 / m_i. With N families in all, m_i = (N m - sum seen) / (N - i + 1); else m_i = m.
nulls <- function(m, x, total) if (is.na(total)) rep(m, length(x)) else (total * m - c(0, cumsum(x))[seq_along(x)]) / (total - seq_along(x) + 1)

path <- function(name, m, x, bets, total = NA, side = "below") {
  at <- nulls(m, x, total)
  sign <- if (side == "below") 1 else -1
  stopifnot(bets >= 0, bets <= 1 / (if (side == "below") 1 - at else at) + 1e-12, at > 0, at < 1)
  wealth <- cumprod(1 + bets * sign * (at - x))
  case(name, list(kind = "wealth", mean = m, values = I(x), bets = I(bets), families = total, side = side),
       list(nulls = I(at), wealth = I(wealth), first20 = if (any(wealth >= 20)) which(wealth >= 20)[1] else NA))
}

# Fair whatever the bets: over all orders of the finite list whose mean is m the wealth is 1 on average.
orders <- function(x) if (length(x) < 2) list(x) else unlist(lapply(seq_along(x), function(i) lapply(orders(x[-i]), function(rest) c(x[i], rest))), recursive = FALSE)
list5 <- c(0, 0.2, 0.5, 0, 0.4)
stopifnot(abs(mean(vapply(orders(list5), function(x) {
  bets <- c(0.3, 0.8, 0.5)
  at <- nulls(mean(list5), x, 5)[1:3]
  prod(1 + bets * (at - x[1:3]))
}, 0)) - 1) < 1e-12)

# The bet that would have grown the wealth most on what was seen before and on made-up values of 0 and 1 (J. L. Kelly, Bell System Technical Journal 35, 1956),
# at most such that a value of 1 costs the share "stake" of the wealth.
kelly <- function(name, m, x, zeros, ones, stake, total = NA) {
  at <- nulls(m, x, total)
  bets <- vapply(seq_along(x), function(i) {
    seen <- x[seq_len(i - 1)]
    slope <- function(bet) sum((at[i] - seen) / (1 + bet * (at[i] - seen))) + zeros * at[i] / (1 + bet * at[i]) + ones * (at[i] - 1) / (1 + bet * (at[i] - 1))
    most <- stake / (1 - at[i])
    if (at[i] <= 0 || at[i] >= 1 || slope(0) <= 0) 0 else if (slope(most) >= 0) most else uniroot(slope, c(0, most), tol = 1e-14)$root
  }, 0)
  case(name, list(kind = "kelly", mean = m, values = I(x), zeros = zeros, ones = ones, stake = stake, families = total),
       list(nulls = I(at), bets = I(bets), logWealth = I(cumsum(log1p(bets * (at - x))))))
}

# The fewest clean families that decide "mean at most limit" if a share "stake" of the wealth is at risk each time, which is where the wealth grows fastest:
# each multiplies it by 1 + stake m_i / (1 - m_i). Without replacement it is also certain once even ones throughout could not exceed the limit.
clean <- function(name, limit, confidence, stake, total = NA) {
  n <- if (is.na(total)) 10000 else total
  at <- nulls(limit, rep(0, n), total)
  at <- at[at < 1]
  enough <- which(cumsum(log1p(stake * at / (1 - at))) >= -log(1 - confidence) - 1e-12)
  bets <- if (length(enough)) enough[1] else NA
  sure <- if (is.na(total)) NA else which(total - seq_len(total) <= total * limit + 1e-9)[1]
  case(name, list(kind = "clean", limit = limit, confidence = confidence, stake = stake, families = total),
       list(byBets = bets, certain = sure, needed = if (is.na(bets) && is.na(sure)) NA else min(bets, sure, na.rm = TRUE)))
}

path("59 clean families, everything staked", 0.05, rep(0, 59), rep(1 / 0.95, 59))
stopifnot(cases[[1]]$expected$first20 == 59)
path("59 clean families, 0.995 of everything staked", 0.05, rep(0, 59), rep(0.995 / 0.95, 59))
path("one bad family ruins who staked everything", 0.05, c(0, 0, 0, 1, 0, 0), rep(1 / 0.95, 6))
path("one bad family, timid bets", 0.05, c(0, 0, 0, 1, 0, 0), rep(0.3, 6))
path("family means between 0 and 1", 0.2, c(0, 0.1, 0.25, 0, 0.5, 0.05, 0), c(0.5, 0.6, 0.7, 0.8, 0.4, 0.5, 0.6))
path("without replacement, clean", 0.05, rep(0, 20), rep(0.9, 20), 60)
path("without replacement, mixed", 0.3, c(0, 1, 0, 0.5, 0, 0, 0.25, 0), c(0.5, 0.9, 0.4, 0.8, 0.7, 1, 0.6, 0.5), 12)
path("against at most, all refused", 0.5, rep(1, 6), rep(1.6, 6), NA, "above")
path("against at most, mixed, without replacement", 0.4, c(1, 0.5, 1, 0, 1, 1), c(0.8, 1.2, 0.5, 1, 0.7, 0.9), 15, "above")
path("no families", 0.05, numeric(0), numeric(0))
path("no bets", 0.05, c(0, 1, 0), c(0, 0, 0))
kelly("clean at first, then one bad family", 0.1, c(0, 0, 0, 0, 1, 0, 0, 0, 0, 0), 20, 0, 0.99)
kelly("made-up values on both sides", 0.4, c(0, 0.5, 0.25, 1, 0, 0, 0.75, 0, 0.5, 0), 2, 1.5, 0.95)
kelly("bad throughout: nothing is staked", 0.2, c(1, 0.5, 1, 1, 0.75), 1, 1, 0.9)
kelly("sixteenths, without replacement", 0.3, c(0, 1, 0, 8, 2, 0, 0, 4, 0, 0) / 16, 3, 1, 0.95, 14)
kelly("clean, without replacement", 0.05, rep(0, 30), 40, 0, 0.99, 60)
kelly("a limit of a half", 0.5, c(1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0), 4, 0, 0.8)
clean("5 % at 95 %, a population, everything staked", 0.05, 0.95, 1)
stopifnot(cases[[length(cases)]]$expected$needed == 59)
clean("5 % at 95 %, a population", 0.05, 0.95, 0.99)
stopifnot(cases[[length(cases)]]$expected$needed == 59)
clean("5 % at 95 %, a population, 0.8 staked", 0.05, 0.95, 0.8)
clean("5 % at 95 %, 59 families", 0.05, 0.95, 0.99, 59)
clean("5 % at 95 %, 60 families", 0.05, 0.95, 0.99, 60)
clean("5 % at 95 %, 100 families", 0.05, 0.95, 0.99, 100)
clean("5 % at 95 %, 500 families", 0.05, 0.95, 0.99, 500)
clean("5 % at 95 %, 20 families", 0.05, 0.95, 0.99, 20)
clean("5 % at 95 %, 8 families", 0.05, 0.95, 0.99, 8)
clean("5 % at 95 %, 1 family", 0.05, 0.95, 0.99, 1)
clean("10 % at 90 %, 30 families", 0.1, 0.9, 0.99, 30)
clean("1 % at 99 %, a population", 0.01, 0.99, 0.99)
clean("20 % at 95 %, a population", 0.2, 0.95, 0.99)
emit("martingale")
