import { Bytes, ethereum, Value } from "@graphprotocol/graph-ts";
import { ordinalOf } from "../math/ordinal";
import { smallNumber } from "../math/small-number";
import { Fact } from "./entity-base";

/** Writes the fields that every fact has: when and where its log stands in the chain, and whose it is. */
export function stampFact(fact: Fact, event: ethereum.Event, protocol: Bytes): void {
  fact.set("ordinal", Value.fromI64(ordinalOf(event)));
  fact.set("blockNumber", Value.fromBigInt(event.block.number));
  fact.set("blockHash", Value.fromBytes(event.block.hash));
  fact.set("timestamp", Value.fromBigInt(event.block.timestamp));
  fact.set("transactionHash", Value.fromBytes(event.transaction.hash));
  fact.set("logIndex", Value.fromI32(i32(smallNumber(event.logIndex))));
  fact.set("protocol", Value.fromBytes(protocol));
}
