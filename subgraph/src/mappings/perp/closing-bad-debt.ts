import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { PositionLiquidated } from "../../../generated/PerpClearingHouse/ClearingHouse";
import { wordAddress, wordAt } from "../../math/number-bytes";
import { isEvent } from "../is-event";

const POSITION_CHANGED =
  "PositionChanged(address,address,uint256,uint256,int256,uint256,int256,int256,int256,uint256,uint256,uint256,int256)";

/** Where `badDebt` stands in the data of PositionChanged: after seven words. */
const BAD_DEBT_OFFSET: i32 = 7 * 32;

/**
 * Returns the bad debt of the position that a liquidation closed. PositionLiquidated tells only the part of the
 * liquidator's fee that the margin did not cover; the position's own bad debt stands in the PositionChanged that the
 * clearing house emits right after it.
 *
 * @returns In the accounting unit; null when the receipt holds no such log.
 */
export function closingBadDebt(event: PositionLiquidated): BigInt | null {
  const receipt = event.receipt;
  if (receipt == null) return null;
  for (let i = 0; i < receipt.logs.length; i++) {
    const log = receipt.logs[i];
    if (isClosingOf(log, event)) return wordAt(log.data, BAD_DEBT_OFFSET);
  }
  return null;
}

function isClosingOf(log: ethereum.Log, event: PositionLiquidated): bool {
  if (log.logIndex.le(event.logIndex) || !log.address.equals(event.address)) return false;
  if (log.topics.length != 3 || !isEvent(log, POSITION_CHANGED)) return false;
  const trader = wordAddress(log.topics[1]);
  const amm = wordAddress(log.topics[2]);
  return trader.equals(event.params.trader) && amm.equals(event.params.amm);
}
