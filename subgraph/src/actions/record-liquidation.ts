import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { LiquidationParams } from "../params/liquidation-params";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeLiquidation } from "./write-liquidation";

/**
 * Records a liquidation. One that names an auction gives that auction its debt; where the auction was never seen
 * the liquidation is recorded without it and the gap is reported.
 */
export function recordLiquidation(event: ethereum.Event, params: LiquidationParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  writeLiquidation(event, protocol, params);
  countApplied(protocol);
  protocol.save();
}
