import type { OptionSeriesResolvers } from "../../generated/resolvers.ts";
import { optionalAmountOf } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

const UNTOLD = "The chain does not tell.";
const NOTHING_TRADED = "Nothing was traded, so the asset is unknown.";
const NOTHING_PAID = "Nothing ended, so the asset is unknown.";

/** Fields of `OptionSeries` that are not plain properties of its parent. */
export const OptionSeries: OptionSeriesResolvers = {
  protocol: (series, _, context) => lookUp(context, "protocol", series, series.protocol),
  market: (series, _, context) => lookUp(context, "market", series, series.market),
  backstop: (series, _, context) => lookUp(context, "backstop", series, series.backstop),
  underlying: (series, _, context) => lookUp(context, "asset", series, series.underlying),
  size: (series) => optionalAmountOf(series, series.size, series.underlying, UNTOLD),
  open: (series) => optionalAmountOf(series, series.open, series.underlying, UNTOLD),
  premium: (series) =>
    optionalAmountOf(
      series,
      whenAsset(series.premiumAsset, series.premium),
      series.premiumAsset,
      NOTHING_TRADED,
    ),
  owed: (series) =>
    optionalAmountOf(
      series,
      whenAsset(series.payoffAsset, series.owed),
      series.payoffAsset,
      series.payoffAsset === null ? NOTHING_PAID : UNTOLD,
    ),
  settled: (series) =>
    optionalAmountOf(series, whenAsset(series.payoffAsset, series.settled), series.payoffAsset, NOTHING_PAID),
};

function whenAsset(asset: string | null, raw: bigint | null): bigint | null {
  return asset === null ? null : raw;
}
