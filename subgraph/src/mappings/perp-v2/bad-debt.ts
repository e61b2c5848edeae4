import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { DeficitAction } from "../../constants";
import { SourceContext } from "../../context";
import { DeficitStep } from "../../params/deficit-params";
import { LiquidationParams } from "../../params/liquidation-params";
import { inUnit } from "./perp-v2";

/**
 * Gives a liquidation its loss. Where the deployed vault may not settle bad debt yet, a liquidation without any has an
 * unknown loss.
 *
 * @param badDebt - In the settlement token; zero for none.
 * @returns The step that opens the deficit; null for none.
 */
export function lossOf(
  event: ethereum.Event,
  params: LiquidationParams,
  badDebt: BigInt,
  context: SourceContext,
): DeficitStep | null {
  if (badDebt.isZero()) {
    if (context.hasReached("deficitsFromBlock", event)) params.loss = badDebt;
    return null;
  }
  const loss = badDebtOf(params.account, badDebt, context);
  params.loss = loss.amount;
  return loss;
}

/** The bad debt of a trader. */
export function badDebtOf(trader: Bytes, badDebt: BigInt, context: SourceContext): DeficitStep {
  const created = new DeficitStep(DeficitAction.CREATED, inUnit(badDebt, context));
  created.account = trader;
  return created;
}
