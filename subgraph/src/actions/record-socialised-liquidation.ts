import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { OperatingStatus } from "../constants";
import { BackstopParams } from "../params/backstop-params";
import { LiquidationParams } from "../params/liquidation-params";
import { loadBackstop } from "../store/backstop";
import { recordLiquidation } from "./record-liquidation";

/**
 * Records a liquidation in a market that spreads bad debt at once. One that states no loss left none, unless spreading
 * is switched off: then it is unknown.
 */
export function recordSocialisedLiquidation(
  event: ethereum.Event,
  params: LiquidationParams,
  spreading: BackstopParams,
): void {
  const backstop = loadBackstop(spreading.id);
  const isOff = backstop !== null && backstop.status == OperatingStatus.DISABLED;
  if (params.loss === null && !isOff) params.loss = BigInt.zero();
  recordLiquidation(event, params);
}
