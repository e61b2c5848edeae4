import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { loadFactName } from "../store/fact-name";

/** Returns the id of the fact that an emitter has named; null when nothing has the name. */
export function findNamedFact(protocol: string, name: Bytes): Bytes | null {
  const named = loadFactName(protocol, name);
  return named === null ? (null as Bytes | null) : named.fact;
}

/**
 * Returns the fact whose loss is taken by who pays a recognised debt: the fact itself with its own transaction, later the
 * change that recognised the debt, because the fact counts what was absorbed with it and no more.
 *
 * @returns Null when nothing has the name, or its debt was never recognised.
 */
export function findRecognisedLoss(event: ethereum.Event, protocol: string, name: Bytes): Bytes | null {
  const named = loadFactName(protocol, name);
  if (named === null) return null;
  return named.transactionHash.equals(event.transaction.hash) ? named.fact : named.recognised;
}
