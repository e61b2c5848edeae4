import { BigInt } from "@graphprotocol/graph-ts";
import { Liquidation, LiquidationPoint } from "../../generated/schema";

/** Adds a point to the series of one market's liquidations; an unknown loss counts as zero there. */
export function createLiquidationPoint(liquidation: Liquidation): void {
  const loss = liquidation.loss;
  const point = new LiquidationPoint(0);
  point.market = liquidation.market;
  point.debtRepaid = liquidation.debtRepaid;
  point.loss = loss === null ? BigInt.zero() : loss;
  point.save();
}
