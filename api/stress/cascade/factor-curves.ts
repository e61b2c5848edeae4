import { accountSides, pricesOf } from "../book/account-sides.ts";
import type { EquityLines } from "../book/equity-lines.ts";
import type { LossGroups } from "../book/loss-groups.ts";
import type { StressBook } from "../book/stress-book.ts";
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

/** What a book sells at each price of one factor, all other prices as they are. */
export type FactorCurves = {
  readonly supply: SupplyCurve;
  /** Accounts that pledge the factor. */
  readonly accounts: readonly FactorAccount[];
  /** Of them, those that owe so much of it that they gain by its fall; they are not in the supply. */
  readonly gainers: number;
};

/** Makes the supply of forced sales of one factor. */
export function factorCurves(
  book: StressBook,
  { factor, rule }: { readonly factor: number; readonly rule: SaleRule },
): FactorCurves {
  const { accounts, gainers } = factorAccounts(book, factor, rule);
  return { accounts, gainers, supply: supplyCurve(accounts) };
}

/** Loss of all accounts and perpetuals by the price of one factor. */
export function factorLosses(lines: EquityLines, factor: number, price: number): LossCurve {
  const all: LossLine[] = [];
  for (let line = 0; line < lines.market.length; line++) all.push(lossLine(lines, line, { factor, price }));
  return lossCurve(all);
}

/** Loss by the price of one factor of each group of markets that share layers. */
export function groupedLossCurves(
  lines: EquityLines,
  groups: LossGroups,
  { factor, price }: { readonly factor: number; readonly price: number },
): LossCurve[] {
  const grouped: LossLine[][] = groups.own.map(() => []);
  for (let line = 0; line < lines.market.length; line++) {
    const group = groups.groupOf[lines.market[line] as number] ?? 0;
    grouped[group]?.push(lossLine(lines, line, { factor, price }));
  }
  return grouped.map(lossCurve);
}

function lossLine(
  { start, factor: factors, worth }: EquityLines,
  line: number,
  { factor, price }: { readonly factor: number; readonly price: number },
): LossLine {
  let [inFactor, elsewhere] = [0, 0];
  const end = start[line + 1] as number;
  for (let part = start[line] as number; part < end; part++) {
    if (factors[part] === factor) inFactor += worth[part] as number;
    else elsewhere += worth[part] as number;
  }
  return { equityUnits: inFactor === 0 ? 0 : inFactor / price, netDebt: -elsewhere };
}

function factorAccounts(book: StressBook, factor: number, rule: SaleRule) {
  const options = { prices: pricesOf(book), factor };
  const price = options.prices[factor] ?? 0;
  const pledged = accountSides(book, book.accounts.collateral, options);
  const owed = accountSides(book, book.accounts.debt, options);
  const accounts: FactorAccount[] = [];
  let gainers = 0;
  for (let index = 0; index < book.accounts.count; index++) {
    const units = pledged.units[index] as number;
    const short = (owed.others[index] as number) - (pledged.weightedOthers[index] as number);
    if (units === 0 || Number.isNaN(short)) continue;
    const slope = (pledged.weightedUnits[index] as number) - (owed.units[index] as number);
    if (slope <= 0) {
      gainers += 1;
      continue;
    }
    const debt = (owed.others[index] as number) + (owed.units[index] as number) * price;
    const trigger = Math.max(0, short / slope);
    accounts.push({ index, units, debt, trigger, saleWorth: saleWorth(book, index, { rule, debt }) });
  }
  return { accounts, gainers };
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
