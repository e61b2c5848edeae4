import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { SkipReason } from "../constants";
import { FactKind, factId } from "../ids";
import { LiquidationParams } from "../params/liquidation-params";
import { SkipParams } from "../params/skip-params";
import { loadFactName, newFactName } from "../store/fact-name";
import { recordLiquidation } from "./record-liquidation";
import { recordSkippedEvent } from "./record-skipped-event";

/**
 * Records a liquidation whose loss later logs refer to by name. A name that was used before is skipped.
 *
 * @param name - What the emitter calls the loss.
 */
export function recordNamedLiquidation(event: ethereum.Event, params: LiquidationParams, name: Bytes): void {
  if (loadFactName(params.protocol, name) !== null) {
    const detail = `Loss ${name.toHexString()} was stated before`;
    recordSkippedEvent(event, new SkipParams(params.protocol, params.log, SkipReason.DUPLICATE, detail));
    return;
  }
  recordLiquidation(event, params);
  const fact = factId(event, FactKind.LIQUIDATION, params.firstStep);
  const named = newFactName(event, params.protocol, name, params.market.id, fact);
  named.unallocated = params.absorbedLater;
  named.save();
}
