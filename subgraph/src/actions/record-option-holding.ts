import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { OptionPosition, OptionSeries } from "../../generated/schema";
import { applyHolding } from "../accounting/apply-holding";
import { countApplied } from "../accounting/count-log";
import { OptionAction, SkipReason } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { OptionHoldingParams } from "../params/option-holding-params";
import { TradeTerms } from "../params/option-terms";
import { loadOrCreateHolding } from "../store/option-holding";
import { loadOptionSeries } from "../store/option-series";
import { createOptionTrade } from "../store/option-trade";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeSkip } from "./write-skip";

/** Records the state of a numbered holding of a listed series, and what it gains where size is handed on. */
export function recordOptionHolding(event: ethereum.Event, params: OptionHoldingParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const series = loadOptionSeries(params.series);
  if (series === null) {
    const detail = `Series ${params.series.toHexString()} was never listed`;
    writeSkip(event, protocol, params.log, SkipReason.UNKNOWN_PARENT, detail);
    protocol.save();
    return;
  }
  const holding = loadOrCreateHolding(event, protocol.id, params);
  const gained = applyHolding(holding, params, ordinalOf(event));
  holding.save();
  if (params.isHandedOn && gained.gt(BigInt.zero())) writeGain(event, series, holding, params, gained);
  countApplied(protocol);
  protocol.save();
}

function writeGain(
  event: ethereum.Event,
  series: OptionSeries,
  holding: OptionPosition,
  params: OptionHoldingParams,
  gained: BigInt,
): void {
  const deal = new TradeTerms(params.protocol, params.log, params.account, params.side);
  deal.size = gained;
  deal.premiumAsset = params.quote;
  createOptionTrade(event, series, holding, deal, OptionAction.TRANSFER);
}
