import type { MetricDefinition } from "../../domain/metric-definition.ts";
import { accountSides, pricesOf } from "../book/account-sides.ts";
import type { StressBook } from "../book/stress-book.ts";
import {
  type KeeperCosts,
  type KeeperProfit,
  keeperProfit,
  smallestProfitableDebt,
} from "./keeper-profit.ts";

/** Definition of keeper participation. */
export const KEEPER_PARTICIPATION: MetricDefinition = {
  id: "keeper-participation",
  title: "Keeper participation: which liquidations pay, and who made those of the past",
  formula:
    "π = seized − repaid − slippage · seized − z · σ · √(lag) · seized − gas · baseFee · coin price; seized = min(repaid · (1 + bonus), collateral); " +
    "unprofitableDebt(g) = Σ debt of accounts that can be liquidated and have π(g) < 0; break-even base fee = (π + gas cost) / (gas · coin price); " +
    "HHI = Σ (liquidations of one liquidator)² / (all)²; zero-bid share = settled collateral auctions won for less than a part of their debt",
  unit: "US dollars, gwei; HHI and shares are fractions",
  edgeCases: [
    "No price of the network's coin: gas has no cost in dollars, what depends on it is NO_DATA.",
    "One liquidation of each account, at the market's close factor; nobody combines several in one transaction.",
    "Break-even below zero: no base fee makes it pay, null.",
    "No volatility is given: lag risk is zero.",
    "At which bonus a liquidation was won is not in the ledger: that share is NO_DATA.",
    "No settled collateral auction in the window: zero-bid share NO_DATA.",
  ],
  sources: [
    "metrics.md M-30",
    "Black Thursday (12 March 2020): liquidations that nobody else bid for",
    "Clopper and Pearson, Biometrika 26 (1934)",
  ],
  since: "1.2.0",
};

/** What participation is computed for. */
export type ParticipationRequest = {
  /** Price after over price before of each factor by index; 1 for those left out. */
  readonly multipliers: readonly number[];
  /** Units of gas of one liquidation. */
  readonly gas: number;
  /** US dollars for one unit of gas at a base fee of one gwei; null where the coin has no price. */
  readonly usdPerGwei: number | null;
  readonly baseFeeGwei: number;
  readonly slippage: number;
  readonly lagRisk: number;
  /** Base fees at which the unprofitable debt is told, gwei. */
  readonly baseFees: readonly number[];
};

/** One account that can be liquidated. */
export type KeeperPosition = Omit<KeeperProfit, "profit"> & {
  readonly owner: string;
  /** Id of the market. */
  readonly market: string;
  readonly debt: number;
  readonly collateral: number;
  /** Null where gas has no price. */
  readonly profit: number | null;
  /** Base fee at which it pays just nothing, gwei; null where none does or gas has no price. */
  readonly breakEvenGwei: number | null;
};

/** Debt that nobody has a reason to liquidate at one base fee. */
export type UnprofitableDebt = {
  readonly baseFeeGwei: number;
  readonly accounts: number;
  /** US dollars. */
  readonly debt: number;
};

/** Which liquidations pay. */
export type Participation = {
  /** Accounts with debt that could be valued. */
  readonly valued: number;
  readonly unvalued: number;
  /** Accounts that can be liquidated, least profitable first. */
  readonly positions: readonly KeeperPosition[];
  /** US dollars. */
  readonly liquidatableDebt: number;
  /** At the base fee that was asked for; null where gas has no price. */
  readonly unprofitable: UnprofitableDebt | null;
  /** At each of the base fees; empty where gas has no price. */
  readonly byBaseFee: readonly UnprofitableDebt[];
  /** Smallest debt whose liquidation pays, by market that has debtors; null where none does or gas has no price. */
  readonly markets: readonly { readonly market: string; readonly smallestDebt: number | null }[];
};

/** Computes which accounts of a book can be liquidated and for which of them that pays. */
export function keeperParticipation(book: StressBook, request: ParticipationRequest): Participation {
  const { usdPerGwei, baseFeeGwei, baseFees } = request;
  const options = { prices: pricesOf(book, request.multipliers), factor: -1 };
  const pledged = accountSides(book, book.accounts.collateral, options);
  const owed = accountSides(book, book.accounts.debt, options);
  const positions: KeeperPosition[] = [];
  let valued = 0;
  for (let index = 0; index < book.accounts.count; index++) {
    const [collateral, debt] = [pledged.others[index] as number, owed.others[index] as number];
    if (Number.isNaN(collateral + debt)) continue;
    valued += 1;
    if ((pledged.weightedOthers[index] as number) >= debt) continue;
    positions.push(positionOf(book, index, { collateral, debt, request }));
  }
  const costs = usdPerGwei === null ? null : usdPerGwei * request.gas;
  const sorted = positions.sort((a, b) => a.margin - b.margin);
  const at = (fee: number) => (costs === null ? null : unprofitableAt(sorted, fee, costs));
  return {
    ...{ valued, unvalued: book.accounts.count - valued },
    positions: sorted,
    liquidatableDebt: positions.reduce((sum, { debt }) => sum + debt, 0),
    unprofitable: at(baseFeeGwei),
    byBaseFee: baseFees.flatMap((fee) => at(fee) ?? []),
    markets: smallestDebts(book, request, costs),
  };
}

type AccountState = {
  readonly collateral: number;
  readonly debt: number;
  readonly request: ParticipationRequest;
};

function positionOf(
  { accounts, markets }: StressBook,
  index: number,
  { collateral, debt, request }: AccountState,
): KeeperPosition {
  const market = markets[accounts.markets[index] as number];
  const account = {
    ...{ debt, collateral },
    closeFactor: market?.terms.closeFactor.value ?? 1,
    bonus: market?.terms.bonus.value ?? 0,
  };
  const { usdPerGwei, gas, baseFeeGwei, slippage, lagRisk } = request;
  const gasUsd = usdPerGwei === null ? 0 : usdPerGwei * gas * baseFeeGwei;
  const { repaid, seized, margin, profit } = keeperProfit(account, { gasUsd, slippage, lagRisk });
  return {
    owner: accounts.owners[index] ?? "",
    market: market?.id ?? "",
    debt,
    collateral,
    repaid,
    seized,
    margin,
    profit: usdPerGwei === null ? null : profit,
    breakEvenGwei: usdPerGwei === null || margin < 0 ? null : margin / (usdPerGwei * gas),
  };
}

/** @param sorted - Least margin first. */
function unprofitableAt(
  sorted: readonly KeeperPosition[],
  baseFeeGwei: number,
  usdPerGweiOfAll: number,
): UnprofitableDebt {
  const cost = baseFeeGwei * usdPerGweiOfAll;
  const first = sorted.findIndex(({ margin }) => margin >= cost);
  const accounts = first === -1 ? sorted.length : first;
  let debt = 0;
  for (let at = 0; at < accounts; at++) debt += sorted[at]?.debt ?? 0;
  return { baseFeeGwei, accounts, debt };
}

function smallestDebts(
  { accounts, markets }: StressBook,
  { slippage, lagRisk, baseFeeGwei }: ParticipationRequest,
  usdPerGweiOfAll: number | null,
) {
  const costs: KeeperCosts | null =
    usdPerGweiOfAll === null ? null : { gasUsd: usdPerGweiOfAll * baseFeeGwei, slippage, lagRisk };
  return [...new Set(accounts.markets)]
    .sort((a, b) => a - b)
    .flatMap((index) => {
      const market = markets[index];
      if (market === undefined) return [];
      const { closeFactor, bonus } = market.terms;
      const terms = { closeFactor: closeFactor.value, bonus: bonus.value };
      return [
        { market: market.id, smallestDebt: costs === null ? null : smallestProfitableDebt(terms, costs) },
      ];
    });
}
