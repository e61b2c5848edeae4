import { BigInt, ByteArray, Bytes, crypto, ethereum } from "@graphprotocol/graph-ts";
import { numberWord } from "../../math/number-bytes";
import { logBeside } from "../receipt-log";
import { EventData } from "./event-data";

const ORDER_CREATED = "OrderCreated";
const INSOLVENT_CLOSE = "InsolventClose";

/** What EventLog carries: sender, name, values. */
const EVENT_LOG =
  "(address,string,(((string,address)[],(string,address[])[]),((string,uint256)[],(string,uint256[])[])," +
  "((string,int256)[],(string,int256[])[]),((string,bool)[],(string,bool[])[])," +
  "((string,bytes32)[],(string,bytes32[])[]),((string,bytes)[],(string,bytes[])[])," +
  "((string,string)[],(string,string[])[])))";

/**
 * Returns whether an order was made in the transaction that executes it. Traders make orders one transaction ahead; only
 * liquidations and deleveragings are made and executed at once (contracts/adl/AdlUtils.sol, createAdlOrder).
 */
export function isMadeAtOnce(event: ethereum.Event, orderKey: Bytes): bool {
  let distance = -1;
  for (let log = logBeside(event, distance); log !== null; log = logBeside(event, --distance)) {
    if (isNamed(log, event.address, ORDER_CREATED) && log.topics[2].equals(orderKey)) return true;
  }
  return false;
}

/** Returns the values of the InsolventClose that an order emitted ahead of the decrease; null for none. */
export function insolvencyOf(event: ethereum.Event, orderKey: Bytes): EventData | null {
  let distance = -1;
  for (let log = logBeside(event, distance); log !== null; log = logBeside(event, --distance)) {
    if (!isNamed(log, event.address, INSOLVENT_CLOSE)) continue;
    const data = decode(log);
    if (data === null) continue;
    const key = data.bytes32("orderKey");
    if (key !== null && key.equals(orderKey)) return data;
  }
  return null;
}

function isNamed(log: ethereum.Log, emitter: Bytes, name: string): bool {
  if (!log.address.equals(emitter) || log.topics.length < 2) return false;
  if (name == ORDER_CREATED && log.topics.length < 3) return false;
  return log.topics[1].equals(Bytes.fromByteArray(crypto.keccak256(ByteArray.fromUTF8(name))));
}

/** A tuple of dynamic size is read behind its offset, which the data of a log do not have. */
function decode(log: ethereum.Log): EventData | null {
  const value = ethereum.decode(EVENT_LOG, numberWord(BigInt.fromI32(32)).concat(log.data));
  return value === null ? null : new EventData(value.toTuple()[2].toTuple());
}
