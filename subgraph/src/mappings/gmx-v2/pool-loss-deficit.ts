import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { DeficitAction, LossLayerKind } from "../../constants";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { poolMarket, usd } from "./gmx-v2";
import { PositionEvent } from "./position-event";

/** The loss of a position that its pool takes at once: the pool is never paid, and every share of it is worth less. */
export function poolLossDeficit(position: PositionEvent, loss: BigInt, emitter: Bytes): DeficitParams {
  const created = new DeficitStep(DeficitAction.CREATED, loss);
  const spread = new DeficitStep(DeficitAction.SOCIALISED, loss);
  created.account = position.account;
  spread.layer = LossLayerKind.SOCIALISED;
  spread.rank = 2;
  return new DeficitParams(poolMarket(position.market, emitter), usd(emitter), [created, spread]);
}
