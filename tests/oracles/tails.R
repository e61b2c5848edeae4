# Writes tails.json: generalised Pareto tails by evd and fExtremes, BCa intervals and the stationary bootstrap by boot, regression quantiles by
# quantreg. Every sample is a formula, so that the tests make the same one.
#
# Run: Rscript tests/oracles/tails.R FILE, with FILE that of tails.json.
suppressMessages({library(evd); library(fExtremes); library(boot); library(quantreg)})
number <- function(x) paste0("[", paste(sprintf("%.15g", x), collapse = ", "), "]")
weyl <- function(n, step) ((1:n) * step) %% 1
u <- weyl(2000, 0.6180339887498949)
losses <- 3 * ((1 - u)^-0.4 - 1) / 0.4 - 1

threshold <- 4
fit <- fpot(losses, threshold)
shape <- confint(profile(fit, which = "shape", trace = FALSE, mesh = 0.001))
scale <- confint(profile(fit, which = "scale", trace = FALSE, mesh = 0.01))
mle <- gpdFit(losses, u = threshold, type = "mle")
risk <- gpdRiskMeasures(mle, prob = 0.99)

# BCa and percentile intervals of the variance of independent values: 20,000 resamples, R's random numbers.
values <- losses[1:300]
set.seed(3)
b <- boot(values, function(x, i) var(x[i]), 20000)
ci <- boot.ci(b, type = c("perc", "bca"))

# Expected shortfall under the stationary bootstrap.
es <- function(x) { s <- sort(x, decreasing = TRUE); w <- length(x) / 40; k <- floor(w + 1e-9); (sum(s[1:k]) + (w - k) * s[k + 1]) / w }
series <- as.numeric(stats::filter(losses[1:1000], rep(1 / 3, 3), sides = 1))[3:1000]
set.seed(4)
r <- tsboot(series, es, R = 4000, sim = "geom", l = 10)

v <- weyl(400, 0.41421356237309515)
y <- 2 * u[1:400] + (1 + u[1:400]) * v
lines <- sapply(c(0.05, 0.5, 0.9), function(q) coef(rq(y ~ u[1:400], tau = q)))

cat(sprintf('{
 "versions": { "R": "%s", "evd": "%s", "fExtremes": "%s", "boot": "%s", "quantreg": "%s" },
 "gpd": { "threshold": %g, "evd": %s, "deviance": %.15g, "shapeInterval": %s, "scaleInterval": %s, "fExtremes": %s, "risk99": %s },
 "extremalIndex": %.15g,
 "variance": { "percentile": %s, "bca": %s },
 "shortfall": { "value": %.15g, "interval": %s },
 "quantileRegression": %s
}
', getRversion(), packageVersion("evd"), packageVersion("fExtremes"), packageVersion("boot"), packageVersion("quantreg"),
  threshold, number(fit$estimate), fit$deviance, number(shape), number(scale), number(mle@fit$par.ests), number(risk[1, 2:3]),
  exi(series, quantile(series, 0.9, names = FALSE), r = 0), number(ci$percent[4:5]), number(ci$bca[4:5]), es(series),
  number(quantile(r$t, c(0.025, 0.975))), number(lines)), file = commandArgs(TRUE)[1])
