import type { DenominationInput } from "./denomination.ts";
import { capacityOf, missingCapacity, type RecapCapacity, type RecapPool } from "./recap-capacity.ts";
import { resources } from "./resources.ts";

/**
 * Returns what the native tokens that a protocol's backstops hold would bring in one pool: slashing them is selling them.
 * Proceeds grow with what is sold, so the best sale is that of all.
 *
 * @returns NO_DATA without a pool, native token or decimals; NOT_APPLICABLE when none, or several native tokens, are held.
 */
export function realisableValue(input: DenominationInput, pool: RecapPool | null): RecapCapacity {
  const { book, account, native } = input;
  if (pool === null) return missingCapacity("NO_DATA", "No pool was given; the ledger knows no depth.");
  if (native === null) return missingCapacity("NO_DATA", "The protocol's native token is not known.");
  const held = resources(book, account)
    .flatMap(({ holdings }) => holdings)
    .filter(({ balance, usable }) => native.includes(balance.asset) && usable.raw !== 0n);
  const assets = new Set(held.map(({ balance }) => balance.asset));
  if (assets.size !== 1) return missingCapacity("NOT_APPLICABLE", `${assets.size} native tokens are held.`);
  const untold = held.find(({ usable }) => usable.raw === null)?.usable;
  if (untold !== undefined)
    return missingCapacity(untold.status, untold.reason ?? "What is held is not known.");
  const amount = held.reduce((sum, { usable }) => sum + (usable.raw ?? 0n), 0n);
  return capacityOf(pool, amount, book.assets.get(pool.quoteAsset)?.decimals ?? null);
}
