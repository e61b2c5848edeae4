import { ethereum } from "@graphprotocol/graph-ts";
import { DeficitStep } from "../params/deficit-params";
import { FlowParams } from "../params/flow-params";
import { LiquidationParams } from "../params/liquidation-params";
import { OverdraftParams } from "../params/overdraft-params";
import { recordLiquidation } from "./record-liquidation";
import { settleOverdraft } from "./settle-overdraft";

/**
 * Records a liquidation whose loss is charged to an account of a backstop, and what the account receives with it.
 *
 * @param credit - IN flow to the account; null for none.
 * @param loss - CREATED step; null for none.
 */
export function recordOverdraftLiquidation(
  event: ethereum.Event,
  params: LiquidationParams,
  account: OverdraftParams,
  credit: FlowParams | null,
  loss: DeficitStep | null,
): void {
  settleOverdraft(params, account, credit, loss);
  recordLiquidation(event, params);
}
