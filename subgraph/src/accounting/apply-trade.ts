import { OptionSeries } from "../../generated/schema";
import { OptionTradeParams } from "../params/option-params";

/** Adds the premium of a purchase to its series. */
export function applyTrade(series: OptionSeries, params: OptionTradeParams): void {
  series.premium = series.premium.plus(params.premium);
}
