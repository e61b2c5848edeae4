import { knownAmount, optionalAmount, type TokenAmount } from "../domain/token-amount.ts";
import type { View } from "../services/ports.ts";
import type { AmountOrigin } from "../services/valuation.ts";
import type { AmountParent } from "./parents/ledger.ts";

/** A row of the ledger, or anything else with a view; a fact tells protocol, block and time. */
type Parent = {
  readonly view: View;
  readonly protocol?: unknown;
  readonly blockNumber?: unknown;
  readonly timestamp?: unknown;
};

/** Binds an amount to the block at which its asset is read, and to the row that it belongs to. */
export function scopedAmount(parent: Parent, amount: TokenAmount): AmountParent {
  return { ...amount, view: parent.view, origin: originOf(parent) };
}

/** Makes an amount that the ledger always tells. */
export function amountOf(parent: Parent, raw: bigint, asset: string): AmountParent {
  return scopedAmount(parent, knownAmount(raw, asset));
}

/** Makes an amount that the ledger may not tell: null is NO_DATA with the reason. */
export function optionalAmountOf(
  parent: Parent,
  raw: bigint | null,
  asset: string | null,
  reason: string,
): AmountParent {
  return scopedAmount(parent, optionalAmount(raw, asset, reason));
}

function originOf({ protocol, blockNumber, timestamp }: Parent): AmountOrigin {
  const isFact = typeof blockNumber === "bigint" && typeof timestamp === "bigint";
  return {
    protocol: typeof protocol === "string" ? protocol : null,
    block: isFact ? { number: blockNumber, timestamp } : null,
  };
}
