import type { OpenPosition } from "./latent-bad-debt.ts";

/** Worth of the smallest units of a market's assets in whole units of account; null where there is no price. */
export type UnitWorths = { readonly collateral: bigint | null; readonly debt: bigint | null };

/** What one account pledges and owes; worths are in whole units of account, null where a part has no price. */
export type LatentAccount = {
  /** In the smallest unit of the debt asset. */
  readonly debt: bigint;
  readonly debtWorth: bigint | null;
  readonly hasCollateral: boolean;
  readonly collateralWorth: bigint | null;
  readonly isInShares: boolean;
};

/** Values one position. */
export function accountOf(position: OpenPosition, worths: UnitWorths): LatentAccount {
  const { collateral, debt, debtShares } = position;
  return {
    debt,
    debtWorth: times(debt, worths.debt),
    hasCollateral: collateral !== 0n,
    collateralWorth: times(collateral, worths.collateral),
    isInShares: debtShares !== null && debtShares !== 0n,
  };
}

/** Joins two positions of one account that answer for each other. */
export function joinAccounts(a: LatentAccount, b: LatentAccount): LatentAccount {
  return {
    debt: a.debt + b.debt,
    debtWorth: plus(a.debtWorth, b.debtWorth),
    hasCollateral: a.hasCollateral || b.hasCollateral,
    collateralWorth: plus(a.collateralWorth, b.collateralWorth),
    isInShares: a.isInShares || b.isInShares,
  };
}

/** Returns what the debt is worth beyond the collateral, 0 or more; null where either has no price. */
export function excessDebt({ debtWorth, collateralWorth }: LatentAccount): bigint | null {
  if (debtWorth === null || collateralWorth === null) return null;
  return debtWorth > collateralWorth ? debtWorth - collateralWorth : 0n;
}

function times(raw: bigint, worth: bigint | null): bigint | null {
  if (raw === 0n) return 0n;
  return worth === null ? null : raw * worth;
}

function plus(a: bigint | null, b: bigint | null): bigint | null {
  return a === null || b === null ? null : a + b;
}
