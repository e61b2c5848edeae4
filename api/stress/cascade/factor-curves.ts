import type { EquityLines } from "../book/equity-lines.ts";
import type { LossGroups } from "../book/loss-groups.ts";
import type { StressBook, StressLegs } from "../book/stress-book.ts";
import { type LossCurve, type LossLine, lossCurve } from "./loss-curve.ts";
import { type SupplyCurve, type SupplyPosition, supplyCurve } from "./supply-curve.ts";

/**
 * How much one liquidation sells. `ONE_ROUND`: collateral worth close factor × debt × (1 + bonus).
 * `WHOLE_DEBT`: as if the close factor were 1. `ALL_COLLATERAL`: everything pledged.
 */
export type SaleRule = "ONE_ROUND" | "WHOLE_DEBT" | "ALL_COLLATERAL";

/** One account as the price of one factor falls. */
export type FactorAccount = SupplyPosition & {
  /** Place in the book. */
  readonly index: number;
  /** Debt at the prices of the book, US dollars. */
  readonly debt: number;
};

/** What a book sells and lacks at each price of one factor, all other prices as they are. */
export type FactorCurves = {
  readonly supply: SupplyCurve;
  readonly losses: LossCurve;
  /** Accounts that pledge the factor. */
  readonly accounts: readonly FactorAccount[];
  /** Of them, those that owe so much of it that they gain by its fall; they are not in the supply. */
  readonly gainers: number;
};

/** Makes the supply of forced sales of one factor and the losses by its price. */
export function factorCurves(
  book: StressBook,
  lines: EquityLines,
  { factor, rule }: { readonly factor: number; readonly rule: SaleRule },
): FactorCurves {
  const { accounts, gainers } = factorAccounts(book, factor, rule);
  return {
    ...{ accounts, gainers },
    supply: supplyCurve(accounts),
    losses: lossCurve(lossLines(lines, factor, book.factors[factor]?.price ?? 0).map(({ line }) => line)),
  };
}

/** Loss by the price of one factor of each group of markets that share layers. */
export function groupedLossCurves(
  lines: EquityLines,
  groups: LossGroups,
  { factor, price }: { readonly factor: number; readonly price: number },
): LossCurve[] {
  const all = lossLines(lines, factor, price);
  return groups.own.map((_, group) =>
    lossCurve(all.filter(({ market }) => (groups.groupOf[market] ?? 0) === group).map(({ line }) => line)),
  );
}

function lossLines(lines: EquityLines, factor: number, price: number) {
  const found: { market: number; line: LossLine }[] = [];
  for (let i = 0; i < lines.market.length; i++) {
    let [inFactor, elsewhere] = [0, 0];
    for (let part = lines.start[i] as number; part < (lines.start[i + 1] as number); part++) {
      const worth = lines.worth[part] as number;
      if (lines.factor[part] === factor) inFactor += worth;
      else elsewhere += worth;
    }
    const line = { equityUnits: inFactor === 0 ? 0 : inFactor / price, netDebt: -elsewhere };
    found.push({ market: lines.market[i] as number, line });
  }
  return found;
}

/** One side of an account: units of the factor, the same times threshold, and all else in US dollars. */
type Side = { units: number; weighted: number; othersWeighted: number; worth: number };

function factorAccounts(book: StressBook, factor: number, rule: SaleRule) {
  const accounts: FactorAccount[] = [];
  let gainers = 0;
  for (let index = 0; index < book.accounts.count; index++) {
    const pledged = sideOf(book, book.accounts.collateral, index, factor);
    const owed = sideOf(book, book.accounts.debt, index, factor);
    if (pledged === null || owed === null || pledged.units === 0) continue;
    const slope = pledged.weighted - owed.units;
    if (slope <= 0) {
      gainers += 1;
      continue;
    }
    const price = book.factors[factor]?.price ?? 0;
    const short = owed.worth - owed.units * price - pledged.othersWeighted;
    accounts.push({
      ...{ index, units: pledged.units, debt: owed.worth },
      trigger: Math.max(0, short / slope),
      saleWorth: saleWorth(book, index, { rule, debt: owed.worth }),
    });
  }
  return { accounts, gainers };
}

/** Splits one side of an account into what moves with the factor and what does not; null where a part has no price. */
function sideOf({ markets, factors }: StressBook, legs: StressLegs, index: number, factor: number) {
  const side: Side = { units: 0, weighted: 0, othersWeighted: 0, worth: 0 };
  for (let leg = legs.start[index] as number; leg < (legs.start[index + 1] as number); leg++) {
    const of = legs.factor[leg] as number;
    const price = factors[of]?.price ?? null;
    if (price === null) return null;
    const amount = legs.amount[leg] as number;
    const threshold = markets[legs.market[leg] as number]?.terms.threshold.value ?? 0;
    side.worth += amount * price;
    if (of === factor) {
      side.units += amount;
      side.weighted += amount * threshold;
    } else side.othersWeighted += amount * threshold * price;
  }
  return side;
}

function saleWorth(
  { accounts, markets }: StressBook,
  index: number,
  { rule, debt }: { readonly rule: SaleRule; readonly debt: number },
): number | null {
  if (rule === "ALL_COLLATERAL") return null;
  const terms = markets[accounts.markets[index] as number]?.terms;
  const part = rule === "WHOLE_DEBT" ? 1 : (terms?.closeFactor.value ?? 1);
  return part * debt * (1 + (terms?.bonus.value ?? 0));
}
