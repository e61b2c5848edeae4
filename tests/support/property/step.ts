import fc from "fast-check";

/** Something one of the actors tries. A contract may refuse it: then nothing happens. */
export type Act =
  | { readonly kind: "deposit cover"; readonly tokens: number }
  | { readonly kind: "ask for cover back"; readonly tokens: number }
  | { readonly kind: "claim cover"; readonly tokens: number }
  | { readonly kind: "take cover back" }
  | { readonly kind: "pay funding" }
  | {
      readonly kind: "trade";
      readonly isLong: boolean;
      readonly margin: number;
      readonly leverage: number;
    }
  | { readonly kind: "move the market"; readonly isLong: boolean; readonly margin: number }
  | { readonly kind: "close" }
  | { readonly kind: "liquidate trader" }
  | { readonly kind: "give to the fund"; readonly dollars: number }
  | { readonly kind: "pledge"; readonly ether: number }
  | { readonly kind: "borrow"; readonly dollars: number }
  | { readonly kind: "repay" }
  | { readonly kind: "liquidate loan" }
  | { readonly kind: "price"; readonly dollars: EtherPrice };

/** Prices of ether that the oracle can be told, US dollars. */
export const ETHER_PRICES = [300, 200, 140, 95, 60] as const;
export type EtherPrice = (typeof ETHER_PRICES)[number];

/** What happens next: a block, or a reorganisation. */
export type Step =
  | { readonly kind: "block"; readonly wait: number; readonly acts: readonly Act[] }
  | { readonly kind: "take back"; readonly depth: number };

const DAY = 86_400;
const isLong = fc.boolean();

function act<K extends string, F extends object>(kind: K, fields: { [N in keyof F]: fc.Arbitrary<F[N]> }) {
  return fc.record({ kind: fc.constant(kind), ...fields } as { kind: fc.Arbitrary<K> } & typeof fields);
}

const tokens = fc.integer({ min: 0, max: 50_000 });

const trade = act("trade", {
  isLong,
  margin: fc.integer({ min: 1, max: 3_000 }),
  leverage: fc.integer({ min: 1, max: 9 }),
});
const moveTheMarket = act("move the market", { isLong, margin: fc.integer({ min: 1_000, max: 900_000 }) });
const liquidateTrader = act("liquidate trader", {});
const pledge = act("pledge", { ether: fc.integer({ min: 1, max: 20 }) });
const borrow = act("borrow", { dollars: fc.integer({ min: 1, max: 3_000 }) });
const price = act("price", { dollars: fc.constantFrom(...ETHER_PRICES) });
const liquidateLoan = act("liquidate loan", {});

const ACT = fc.oneof(
  act("deposit cover", { tokens }),
  act("ask for cover back", { tokens }),
  act("claim cover", { tokens }),
  act("take cover back", {}),
  act("pay funding", {}),
  act("close", {}),
  act("give to the fund", { dollars: fc.integer({ min: 0, max: 5_000 }) }),
  act("repay", {}),
  ...[trade, moveTheMarket, liquidateTrader, pledge, borrow, price, liquidateLoan],
) as fc.Arbitrary<Act>;

/** Acts of one block: any, or those that often end in a liquidation. */
const ACTS = fc.oneof(
  { weight: 4, arbitrary: fc.array(ACT, { maxLength: 5, size: "max" }) },
  { weight: 1, arbitrary: fc.tuple(trade, moveTheMarket, liquidateTrader) },
  { weight: 1, arbitrary: fc.tuple(pledge, borrow, price, liquidateLoan) },
) as fc.Arbitrary<readonly Act[]>;

const WAIT = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(13, 600) },
  { weight: 1, arbitrary: fc.constantFrom(DAY / 24, 22 * DAY) },
);

const BLOCK: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant("block" as const),
  wait: WAIT,
  acts: ACTS,
});

const TAKE_BACK: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant("take back" as const),
  depth: fc.integer({ min: 1, max: 6 }),
});

/** Sequences of blocks and reorganisations; a smaller one has fewer steps and acts, and smaller numbers. */
export const STEPS: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof({ weight: 8, arbitrary: BLOCK }, { weight: 1, arbitrary: TAKE_BACK }),
  { minLength: 1, maxLength: 30, size: "max" },
);
