import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { SourceContext } from "../../context";
import { signedWordAt, wordAt } from "../../math/number-bytes";
import { hasAddress, isLogOf, logBeside } from "../receipt-log";

const BAD_DEBT_SETTLED = "BadDebtSettled(address,uint256)";
const BORROWED = "Borrowed(address,uint256)";
const COLLATERAL_LIQUIDATED = "CollateralLiquidated(address,address,address,uint256,uint256,uint256,uint24)";
const PNL_REALIZED = "PnlRealized(address,int256)";
const POSITION_LIQUIDATED = "PositionLiquidated(address,address,uint256,uint256,uint256,address)";
const TRANSFER = "Transfer(address,address,uint256)";

/**
 * Returns the bad debt that a liquidation left: the vault settles it right after the log of the liquidation.
 *
 * @returns In the settlement token; zero when none was settled.
 */
export function badDebtAfter(event: ethereum.Event, trader: Address, context: SourceContext): BigInt {
  const next = logBeside(event, 1);
  if (next === null || !isLogOf(next, context.bytes("vault"), BAD_DEBT_SETTLED)) return BigInt.zero();
  const amount = wordAt(next.data, 0);
  return amount === null || !hasAddress(next, 1, trader) ? BigInt.zero() : amount;
}

/** Returns whether bad debt was left by the liquidation right before it, which accounts for it. */
export function isOfLiquidation(event: ethereum.Event, trader: Address, context: SourceContext): bool {
  const before = logBeside(event, -1);
  if (before === null || !hasAddress(before, 1, trader)) return false;
  if (isLogOf(before, context.bytes("clearingHouse"), POSITION_LIQUIDATED)) return true;
  return isLogOf(before, context.bytes("vault"), COLLATERAL_LIQUIDATED);
}

/** Returns whether a position was changed by its liquidation, whose log comes later in the transaction. */
export function isLiquidated(event: ethereum.Event, trader: Address, baseToken: Address): bool {
  let distance = 1;
  for (let log = logBeside(event, distance); log !== null; log = logBeside(event, ++distance)) {
    if (!isLogOf(log, event.address, POSITION_LIQUIDATED)) continue;
    if (hasAddress(log, 1, trader) && hasAddress(log, 2, baseToken)) return true;
  }
  return false;
}

/**
 * Returns the fund's part of a liquidation penalty, from the logs between an earlier liquidation of the transaction and
 * this one.
 *
 * @returns In the accounting unit; zero when the liquidator received all of it.
 */
export function fundPart(event: ethereum.Event, context: SourceContext): BigInt {
  const fund = context.bytes("insuranceFund");
  let distance = -1;
  for (let log = logBeside(event, distance); log !== null; log = logBeside(event, --distance)) {
    if (isLogOf(log, event.address, POSITION_LIQUIDATED)) break;
    if (!isPnlOf(log, context) || !hasAddress(log, 1, fund)) continue;
    const amount = signedWordAt(log.data, 0);
    if (amount !== null && isCharge(logBeside(event, distance - 1), context)) return amount;
  }
  return BigInt.zero();
}

/** Returns whether the fund's income is a penalty: the trader is charged right before. */
export function isPenalty(event: ethereum.Event, context: SourceContext): bool {
  return isCharge(logBeside(event, -1), context);
}

/** Returns whether a deposit to the fund's account came out of the fund's wallet. */
export function isFromWallet(event: ethereum.Event, context: SourceContext): bool {
  const fund = context.bytes("insuranceFund");
  const token = context.bytes("token");
  let distance = -1;
  for (let log = logBeside(event, distance); log !== null; log = logBeside(event, --distance)) {
    if (isLogOf(log, token, TRANSFER) && hasAddress(log, 2, event.address)) return hasAddress(log, 1, fund);
  }
  return false;
}

/** Returns whether a transfer is a loan to the vault, whose log comes right after and accounts for it. */
export function isLoan(event: ethereum.Event, fund: Bytes): bool {
  const next = logBeside(event, 1);
  return next !== null && isLogOf(next, fund, BORROWED);
}

function isCharge(log: ethereum.Log | null, context: SourceContext): bool {
  if (log === null || !isPnlOf(log, context)) return false;
  const amount = signedWordAt(log.data, 0);
  return amount !== null && amount.lt(BigInt.zero());
}

function isPnlOf(log: ethereum.Log, context: SourceContext): bool {
  return isLogOf(log, context.bytes("accountBalance"), PNL_REALIZED);
}
