import { Address, BigInt, ethereum } from "@graphprotocol/graph-ts";
import { SourceContext } from "../../context";
import { wordAt } from "../../math/number-bytes";
import { hasAddress, isLogOf, logBeside } from "../receipt-log";

const LOG_TRADE = "LogTrade(address,address,address,uint256,uint256,bool,bytes32,bytes32)";

/** Where `marginAmount` stands in the data of LogTrade: after the contract that made the trade. */
const MARGIN_OFFSET: i32 = 32;

/**
 * Returns the margin that went with a position from one account to another. The log of the contract that made the trade
 * states the position only; the perpetual logs the margin as soon as that contract returns.
 *
 * @returns In units of the margin token; null when the receipt holds no such log of the perpetual.
 * @see dydxprotocol/perpetual contracts/protocol/v1/impl/P1Trade.sol
 */
export function takenMargin(
  event: ethereum.Event,
  maker: Address,
  taker: Address,
  context: SourceContext,
): BigInt | null {
  const perpetual = context.bytes("perpetual");
  let distance = 1;
  for (let log = logBeside(event, distance); log !== null; log = logBeside(event, ++distance)) {
    if (!isLogOf(log, perpetual, LOG_TRADE)) continue;
    return hasAddress(log, 1, maker) && hasAddress(log, 2, taker) ? wordAt(log.data, MARGIN_OFFSET) : null;
  }
  return null;
}

/**
 * Returns what a taker won against the oracle's price by taking over a position; below zero what it lost.
 *
 * @param value - Of the position at the oracle's price.
 * @param margin - Paid by the taker of a long (`isBuy`), received by the taker of a short.
 * @example gainOf(BigInt.fromI32(90), BigInt.fromI32(100), true) // -10
 */
export function gainOf(value: BigInt, margin: BigInt, isBuy: bool): BigInt {
  return isBuy ? value.minus(margin) : margin.minus(value);
}
