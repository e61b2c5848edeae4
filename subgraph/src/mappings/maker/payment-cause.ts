import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { FlowCause } from "../../constants";
import { wordAddress, wordAt } from "../../math/number-bytes";
import { ray } from "../../math/ray";
import { isEvent } from "../is-event";

/** Where the calldata stands in the data of a note: after its offset and length. */
const CALL: i32 = 64;
const TEND = "0x4b43ed12";
const DENT = "0x5ff3a382";

/**
 * Tells why the Vow is paid, from the log that follows in the same transaction and states the same sum.
 *
 * @param payer - Who pays in the Vat.
 * @param rad - What is paid.
 * @returns One of FlowCause; TRANSFER when no log tells.
 */
export function paymentCause(event: ethereum.Event, payer: Bytes, rad: BigInt): string {
  const receipt = event.receipt;
  if (receipt == null) return FlowCause.TRANSFER;
  for (let i = 0; i < receipt.logs.length; i++) {
    const log = receipt.logs[i];
    if (log.logIndex.le(event.logIndex)) continue;
    const cause = causeOf(log, payer, rad);
    if (cause !== null) return cause;
  }
  return FlowCause.TRANSFER;
}

function causeOf(log: ethereum.Log, payer: Bytes, rad: BigInt): string | null {
  if (log.topics.length == 0) return null;
  if (isSwapFee(log, payer, rad)) return FlowCause.FEE;
  if (isTake(log, rad) || isTend(log, payer)) return FlowCause.AUCTION_PROCEEDS;
  return isDent(log, rad) ? FlowCause.RECAPITALISATION : null;
}

function isTake(log: ethereum.Log, rad: BigInt): bool {
  return (
    isEvent(log, "Take(uint256,uint256,uint256,uint256,uint256,uint256,address)") && isWord(log, 64, rad)
  );
}

function isSwapFee(log: ethereum.Log, payer: Bytes, rad: BigInt): bool {
  if (isEvent(log, "Chug(uint256)")) return isWad(log, 0, rad);
  const isSwap =
    isEvent(log, "SellGem(address,uint256,uint256)") || isEvent(log, "BuyGem(address,uint256,uint256)");
  return isSwap && log.address.equals(payer) && isWad(log, 32, rad);
}

function isTend(log: ethereum.Log, payer: Bytes): bool {
  return isNote(log, TEND) && wordAddress(log.topics[1]).equals(payer);
}

function isDent(log: ethereum.Log, rad: BigInt): bool {
  return isNote(log, DENT) && isWord(log, CALL + 68, rad);
}

function isNote(log: ethereum.Log, selector: string): bool {
  if (log.topics.length != 4 || log.data.length < CALL + 100) return false;
  return Bytes.fromUint8Array(log.data.subarray(CALL, CALL + 4)).toHexString() == selector;
}

function isWord(log: ethereum.Log, offset: i32, value: BigInt): bool {
  const word = wordAt(log.data, offset);
  return word !== null && word.equals(value);
}

function isWad(log: ethereum.Log, offset: i32, rad: BigInt): bool {
  const word = wordAt(log.data, offset);
  return word !== null && word.times(ray()).equals(rad);
}
