import { groupBy } from "../domain/group-by.ts";
import { missingRatio, type Ratio, ratio } from "../domain/ratio.ts";
import { gini } from "./gini.ts";

/** Debt that one account took over by redistribution in a window. */
export type TakenOver = {
  readonly market: string;
  readonly account: string;
  /** In the market's debt asset. */
  readonly amount: bigint;
  /** Whether a position of the account was liquidated in that market in the window. */
  readonly isDefaulter: boolean;
};

/** Debt of one market that liquidations gave to all other positions in a window. */
export type RedistributedDebt = { readonly market: string; readonly amount: bigint };

/** How the redistributed debt of one market is spread over accounts. */
export type Redistribution = {
  readonly market: string;
  /** Given out by liquidations, in the market's debt asset. */
  readonly redistributed: bigint;
  /** Taken up by accounts that were touched since, in the market's debt asset. */
  readonly takenOver: bigint;
  readonly claimants: number;
  /** Over the amounts that accounts took up. */
  readonly gini: Ratio;
  /** Share of what was taken up by accounts that were not liquidated themselves. */
  readonly borneByNonDefaulters: Ratio;
};

const UNIT = "debt taken over / debt taken over";

/**
 * Says how redistributed debt is spread, by market.
 *
 * @param debts - One for each market; a market that only has taken-over debt has zero.
 * @returns Markets by id.
 */
export function redistributions(
  debts: readonly RedistributedDebt[],
  taken: readonly TakenOver[],
): Redistribution[] {
  const byMarket = new Map(
    groupBy(taken, ({ market }) => market).map((group) => [group[0]?.market ?? "", group]),
  );
  const given = new Map(debts.map(({ market, amount }) => [market, amount]));
  const markets = [...new Set([...given.keys(), ...byMarket.keys()])].sort();
  return markets.map((market) => ({
    market,
    redistributed: given.get(market) ?? 0n,
    ...spreadOf(byMarket.get(market) ?? []),
  }));
}

function spreadOf(taken: readonly TakenOver[]): Omit<Redistribution, "market" | "redistributed"> {
  const sum = (parts: readonly TakenOver[]) => parts.reduce((total, { amount }) => total + amount, 0n);
  const takenOver = sum(taken);
  const others = sum(taken.filter(({ isDefaulter }) => !isDefaulter));
  return {
    takenOver,
    claimants: taken.length,
    gini: gini(
      taken.map(({ amount }) => amount),
      "accounts that took debt over",
    ),
    borneByNonDefaulters:
      taken.length === 0
        ? missingRatio(UNIT, "NO_DATA", "The ledger names no accounts that took debt over.")
        : ratio(others, takenOver, UNIT),
  };
}
