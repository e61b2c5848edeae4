import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { FactName } from "../../generated/schema";
import { ordinalOf } from "../math/ordinal";
import { loadFactName } from "../store/fact-name";

/** Returns the id of the fact that an emitter has named; null when nothing has the name. */
export function findNamedFact(protocol: string, name: Bytes): Bytes | null {
  const named = loadFactName(protocol, name);
  return named === null ? (null as Bytes | null) : named.fact;
}

/**
 * Returns the fact whose loss is taken by who pays a recognised debt: a liquidation while it counts the payment as absorbed,
 * which is in its own transaction; otherwise the change that recognised the debt.
 *
 * @param amount - Paid, in units of the market's debt asset.
 * @returns Null when nothing has the name, or its debt was never recognised.
 */
export function takeRecognisedLoss(
  event: ethereum.Event,
  protocol: string,
  name: Bytes,
  amount: BigInt,
): Bytes | null {
  const named = loadFactName(protocol, name);
  if (named === null) return null;
  if (!isAbsorbed(event, named, amount)) return named.recognised;
  named.unallocated = named.unallocated.minus(amount);
  named.updatedOrdinal = ordinalOf(event);
  named.save();
  return named.fact;
}

function isAbsorbed(event: ethereum.Event, named: FactName, amount: BigInt): bool {
  return named.transactionHash.equals(event.transaction.hash) && amount.le(named.unallocated);
}
