import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { FactName } from "../../generated/schema";
import { factNameId, protocolId } from "../ids";
import { ordinalOf } from "../math/ordinal";

/** Returns what an emitter calls a fact; null when nothing has the name. */
export function loadFactName(protocol: string, name: Bytes): FactName | null {
  return FactName.load(factNameId(protocol, name));
}

/**
 * Names a fact of this log. The caller adds what it knows besides and saves it.
 *
 * @param market - Id of the market of the fact.
 * @param fact - Id of the fact.
 */
export function newFactName(
  event: ethereum.Event,
  protocol: string,
  name: Bytes,
  market: Bytes,
  fact: Bytes,
): FactName {
  const named = new FactName(factNameId(protocol, name));
  named.protocol = protocolId(protocol);
  named.market = market;
  named.fact = fact;
  named.transactionHash = event.transaction.hash;
  named.unallocated = BigInt.zero();
  named.createdOrdinal = ordinalOf(event);
  named.updatedOrdinal = named.createdOrdinal;
  return named;
}
