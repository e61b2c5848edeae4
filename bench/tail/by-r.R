# Prints milliseconds and results of R's own programs on a column of losses: tsboot of boot, fpot of evd with its profile intervals.
# Usage: Rscript by-r.R LOSSES RESAMPLES BLOCK THRESHOLD
suppressMessages({library(boot); library(evd)})
args <- commandArgs(TRUE)
x <- scan(args[1], quiet = TRUE)
es <- function(x) { s <- sort(x, decreasing = TRUE); w <- length(x) / 40; k <- floor(w + 1e-9); (sum(s[1:k]) + (w - k) * s[k + 1]) / w }
ms <- function(f) { times <- sapply(1:3, function(i) system.time(f())[["elapsed"]] * 1000); min(times) }
set.seed(1)
b <- NULL
bootMs <- ms(function() b <<- tsboot(x, es, R = as.integer(args[2]), sim = "geom", l = as.numeric(args[3])))
fit <- NULL
fitMs <- ms(function() fit <<- fpot(x, as.numeric(args[4])))
ends <- NULL
profileMs <- ms(function() invisible(capture.output(ends <<- confint(profile(fit, trace = FALSE)))))
q <- quantile(b$t, c(0.025, 0.975), names = FALSE)
cat(sprintf('{"bootMs":%g,"es":[%.9g,%.9g,%.9g],"fitMs":%g,"shape":%.9g,"profileMs":%g,"shapeEnds":[%.9g,%.9g]}',
  bootMs, es(x), q[1], q[2], fitMs, fit$estimate[["shape"]], profileMs, ends["shape", 1], ends["shape", 2]))
