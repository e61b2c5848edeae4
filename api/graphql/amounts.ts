import { knownAmount, optionalAmount, type TokenAmount } from "../domain/token-amount.ts";
import type { View } from "../services/ports.ts";
import type { AmountParent } from "./parents.ts";

type Parent = { readonly view: View };

/** Binds an amount to the block at which its asset is read. */
export function scopedAmount({ view }: Parent, amount: TokenAmount): AmountParent {
  return { ...amount, view };
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
