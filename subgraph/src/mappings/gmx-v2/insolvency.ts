import { BigInt } from "@graphprotocol/graph-ts";
import { EventData } from "./event-data";

/** Step in which a position failed to pay the funding of other traders. */
const FUNDING = "funding";

/**
 * Returns what a position could not pay and the pool goes without, in USD with 30 decimals. Costs are charged in order:
 * funding, profit or loss, fees, price impact; what comes after the one that cannot be paid is not charged. Funding
 * that is not paid is owed to traders, in its token: InsufficientFundingFeePayment tells it.
 *
 * @param data - Of InsolventClose.
 * @returns Null when the event does not tell: its first versions name no step.
 * @see gmx-synthetics contracts/position/DecreasePositionCollateralUtils.sol, handleEarlyReturn
 */
export function poolLoss(data: EventData): BigInt | null {
  const step = data.text("step");
  const profit = data.int("basePnlUsd");
  const rest = data.uint("remainingCostUsd");
  if (profit === null || rest === null) return null;
  const isLosing = profit.lt(BigInt.zero());
  if (step === null) return isLosing ? null : BigInt.zero();
  if (step != FUNDING) return rest;
  return isLosing ? profit.neg() : BigInt.zero();
}
