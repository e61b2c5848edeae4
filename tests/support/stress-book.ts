import { rational } from "../../api/domain/rational.ts";
import { termOf } from "../../api/stress/book/market-terms.ts";
import type { StressBook, StressLayer, StressLegs } from "../../api/stress/book/stress-book.ts";

/** Price of a factor in whole dollars, by name. */
export type MadeFactors = Readonly<Record<string, number>>;

/** One account: whole units pledged and owed, by name of the factor. */
export type MadeAccount = {
  readonly owner: string;
  readonly collateral: MadeFactors;
  readonly debt: MadeFactors;
};

/** A layer: whole units held, by name of the factor. */
export type MadeLayer = Partial<StressLayer> & { readonly holds: MadeFactors };

const DECIMALS = 6;
const RAW = 10n ** BigInt(DECIMALS);

/** Makes a stress book with one market: threshold 0.8, close factor 1, no bonus. Amounts with up to 6 decimals. */
export function madeStressBook(
  prices: MadeFactors,
  accounts: readonly MadeAccount[],
  layers: readonly MadeLayer[] = [],
): StressBook {
  const names = Object.keys(prices);
  const index = (name: string) => names.indexOf(name);
  const holding = (name: string, amount: number) => ({
    factor: index(name),
    ...amountOf(amount),
    reason: null,
  });
  return {
    ...{ network: "mainnet", protocol: "made", blockNumber: 7n, at: 1_600_000_000 },
    factors: names.map((name) => ({
      ...{ asset: name, symbol: name, decimals: DECIMALS, price: prices[name] ?? 0 },
      exactPrice: rational(BigInt(Math.round((prices[name] ?? 0) * 1e6)), 10n ** 6n),
      ...{ isFaceValue: false, heartbeat: null, reason: null },
    })),
    markets: [
      {
        ...{ id: "market", name: "market", kind: "LENDING_RESERVE", collateral: 0, debt: 1 },
        terms: {
          threshold: termOf(rational(4n, 5n), "SCENARIO"),
          closeFactor: termOf(rational(1n), "SCENARIO"),
          bonus: termOf(rational(0n), "SCENARIO"),
        },
      },
    ],
    accounts: {
      count: accounts.length,
      owners: accounts.map(({ owner }) => owner),
      markets: new Int32Array(accounts.length),
      collateral: legsOf(
        accounts.map(({ collateral }) => collateral),
        index,
      ),
      debt: legsOf(
        accounts.map(({ debt }) => debt),
        index,
      ),
    },
    ...{ perpetuals: [], claims: [], warnings: [] },
    layers: layers.map(({ holds, ...layer }, at) => ({
      ...{
        backstop: `0x0${at}`,
        name: `layer ${at}`,
        kind: "STATIC_INSURANCE_FUND",
        layer: "INSURANCE_FUND",
      },
      ...{ rank: at + 1, market: null, isFunded: true },
      holdings: Object.entries(holds).map(([name, amount]) => holding(name, amount)),
      ...layer,
    })),
  };
}

function amountOf(amount: number) {
  return { raw: (BigInt(Math.round(amount * 1e6)) * RAW) / 10n ** 6n, amount };
}

function legsOf(accounts: readonly MadeFactors[], index: (name: string) => number): StressLegs {
  const legs = accounts.flatMap((account) => Object.entries(account));
  const start = [0];
  for (const account of accounts) start.push((start.at(-1) ?? 0) + Object.keys(account).length);
  return {
    start: Int32Array.from(start),
    factor: Int32Array.from(legs, ([name]) => index(name)),
    market: new Int32Array(legs.length),
    amount: Float64Array.from(legs, ([, amount]) => amount),
    raw: legs.map(([, amount]) => amountOf(amount).raw),
  };
}
