import { multiplyRational, rational } from "../../domain/rational.ts";
import { toDouble } from "../../domain/to-double.ts";
import { knownWorth, missingWorth, sumWorths, type Worth } from "../../domain/worth.ts";
import type { StressBook, StressFactor, StressLegs } from "../book/stress-book.ts";

/** An amount of one asset on one side. */
export type SideAmount = {
  readonly factor: StressFactor;
  /** In the asset's smallest unit, above zero. */
  readonly raw: bigint;
  /** In whole units; null when the decimals are unknown. */
  readonly amount: number | null;
};

/** Both sides of a book, asset by asset. */
export type BalanceSides = {
  /** What accounts with debt pledge, and what backstops can pay. */
  readonly assets: readonly SideAmount[];
  /** What these accounts owe. */
  readonly debts: readonly SideAmount[];
};

const UNIT = "USD";

/** Adds up both sides of a book by asset; positions with a size, whose equity is not known, are on neither. */
export function balanceSides({ factors, accounts, layers }: StressBook): BalanceSides {
  const held = new Map<number, bigint>();
  const owed = new Map<number, bigint>();
  addLegs(held, accounts.collateral);
  addLegs(owed, accounts.debt);
  for (const { holdings } of layers) for (const { factor, raw } of holdings) add(held, factor, raw);
  return { assets: sideOf(held, factors), debts: sideOf(owed, factors) };
}

/** Values one side at the prices of the book, exact. */
export function worthOfSide(side: readonly SideAmount[], what: string): Worth {
  return sumWorths(
    side.map(({ factor, raw }) => {
      const { exactPrice, decimals, reason, symbol, asset } = factor;
      if (exactPrice === null || decimals === null) {
        return missingWorth(UNIT, "NO_DATA", `${symbol ?? asset}: ${reason ?? "no price"}`);
      }
      return knownWorth(multiplyRational(rational(raw, 10n ** BigInt(decimals)), exactPrice), UNIT);
    }),
    UNIT,
    what,
  );
}

function addLegs(sums: Map<number, bigint>, { factor, raw }: StressLegs): void {
  for (const [leg, amount] of raw.entries()) add(sums, factor[leg] as number, amount);
}

function add(sums: Map<number, bigint>, factor: number, raw: bigint): void {
  sums.set(factor, (sums.get(factor) ?? 0n) + raw);
}

function sideOf(sums: ReadonlyMap<number, bigint>, factors: readonly StressFactor[]): SideAmount[] {
  return [...sums].flatMap(([index, raw]) => {
    const factor = factors[index];
    if (factor === undefined || raw === 0n) return [];
    const amount = factor.decimals === null ? null : toDouble(rational(raw, 10n ** BigInt(factor.decimals)));
    return [{ factor, raw, amount }];
  });
}
