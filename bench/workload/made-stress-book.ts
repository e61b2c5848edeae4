import { rational } from "../../api/domain/rational.ts";
import type { Random } from "../../api/stats/seeded-random.ts";
import { termOf } from "../../api/stress/book/market-terms.ts";
import type { StressBook, StressLegs } from "../../api/stress/book/stress-book.ts";
import { QUIET, type ReplayScenario } from "../../api/stress/replay/replay-scenario.ts";

/** Steps of the scenario. */
export const CRASH_STEPS = 1_440;
const DEPTH = 0.55;
const JUMP = 0.6;
const NOISE = 0.02;
const SHORT_TERM = 60;

type Legs = readonly { readonly factor: number; readonly amount: number }[];
type Made = { readonly pledged: readonly Legs[]; readonly owed: readonly Legs[]; readonly factors: number };

/** Accounts with 105 % to 400 % of the required collateral; factor 0 is what is owed. */
function madeAccounts(count: number, random: Random, most: number): Made {
  const pledged: Legs[] = [];
  const owed: Legs[] = [];
  for (let account = 0; account < count; account++) {
    const legs = 1 + Math.floor(random.nextUniform() * most);
    const debt = Math.exp(random.nextUniform() * 9);
    const worths = (debt / 0.8) * (1.05 + 3 * random.nextUniform());
    pledged.push(
      Array.from({ length: legs }, (_, leg) => ({ factor: 1 + leg, amount: worths / legs / 100 })),
    );
    owed.push([{ factor: 0, amount: debt }]);
  }
  return { pledged, owed, factors: most + 1 };
}

/** A day in steps of a minute that falls by up to 55 %, with noise and a jump at half of it. */
export function crashScenario(random: Random, assets: number): ReplayScenario {
  const paths = Array.from({ length: assets }, (_, asset) => ({
    asset: `a${1 + asset}`,
    multiples: Array.from({ length: CRASH_STEPS }, (_, step) => {
      const fall =
        DEPTH * Math.sin((Math.PI * Math.min(step, CRASH_STEPS * 0.6)) / (CRASH_STEPS * 0.6) / 1.4) ** 2;
      const jump = step < CRASH_STEPS / 2 ? 1 : JUMP;
      return jump * (1 - fall) * (1 + NOISE * Math.sin(step / SHORT_TERM) * random.nextUniform());
    }),
  }));
  return { ...QUIET, stepSeconds: 60, paths };
}

/** A book of made accounts with up to `most` collaterals each. */
export function madeStressBook(count: number, random: Random, most: number): StressBook {
  const { pledged, owed, factors } = madeAccounts(count, random, most);
  const exact = rational(1n);
  const terms = {
    threshold: termOf(rational(4n, 5n), "LEDGER"),
    closeFactor: termOf(exact, "LEDGER"),
    bonus: termOf(rational(1n, 20n), "LEDGER"),
  };
  const none = { decimals: 18, heartbeat: null, isFaceValue: false, reason: null, symbol: null };
  return {
    ...{ network: "made", protocol: "made", blockNumber: 1n, at: 0, perpetuals: [], claims: [], layers: [] },
    factors: Array.from({ length: Math.max(factors, 4) }, (_, factor) => ({
      ...{ ...none, asset: `a${factor}`, price: factor === 0 ? 1 : 100 },
      exactPrice: rational(factor === 0 ? 1n : 100n),
    })),
    markets: [{ id: "m", name: "m", kind: "LENDING_RESERVE", collateral: 1, debt: 0, terms }],
    accounts: {
      count: pledged.length,
      owners: [],
      markets: new Int32Array(pledged.length),
      collateral: legsOf(pledged),
      debt: legsOf(owed),
    },
    warnings: [],
  };
}

function legsOf(accounts: readonly Legs[]): StressLegs {
  const flat = accounts.flat();
  const start = new Int32Array(accounts.length + 1);
  for (const [account, legs] of accounts.entries())
    start[account + 1] = (start[account] as number) + legs.length;
  return {
    start,
    factor: Int32Array.from(flat, ({ factor }) => factor),
    market: new Int32Array(flat.length),
    amount: Float64Array.from(flat, ({ amount }) => amount),
    raw: [],
  };
}
