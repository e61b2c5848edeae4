import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { View } from "../../../api/services/ports.ts";
import { realisedLosses } from "../../../api/solvency/realised-losses.ts";
import { StoreLedgerReader } from "../../../api/store/ledger-reader/store-ledger-reader.ts";
import { blockHash, blockTime, fact, NETWORK, ordinal, storeWith } from "../../support/ledger-fixture.ts";
import { idOf, protocolRow } from "../../support/ledger-rows.ts";

const P = idOf("losses");
const ASSETS = ["0xa0", "0xb0"] as const;
const HEAD = 60;

function view(block: number): View {
  const head = { number: BigInt(block), hash: blockHash(block), timestamp: blockTime(block) };
  return { network: NETWORK, horizon: BigInt(ordinal(block + 1)), block: head, head };
}

/** A liquidation: what layers take with it, what nobody takes, and what a layer takes of that in a later block. */
const loss = fc.record({
  asset: fc.constantFrom(...ASSETS),
  block: fc.integer({ min: 1, max: HEAD }),
  atOnce: fc.array(fc.bigInt({ min: 1n, max: 2n ** 200n }), { maxLength: 3 }),
  unresolved: fc.bigInt({ min: 0n, max: 2n ** 200n }),
  isKnown: fc.boolean(),
  laterBy: fc.option(fc.integer({ min: 1, max: 20 })),
});
type Loss = typeof loss extends fc.Arbitrary<infer T> ? T : never;

function sum(terms: readonly bigint[]): bigint {
  return terms.reduce((total, term) => total + term, 0n);
}

/** The log index is the place in the list, so that every loss has a transaction of its own. */
function liquidation({ asset, block, atOnce, unresolved, isKnown }: Loss, log: number) {
  const amounts = { debtRepaid: "1", absorbed: (isKnown ? sum(atOnce) : 0n).toString() };
  const known = { loss: (sum(atOnce) + unresolved).toString(), unresolved: unresolved.toString() };
  const untold = { loss: null, unresolved: null };
  return fact(
    P,
    { block, log },
    {
      market: "0x01",
      mode: "DIRECT",
      account: "0xa1",
      debtAsset: asset,
      ...amounts,
      ...(isKnown ? known : untold),
    },
  );
}

function allocations(one: Loss, log: number) {
  const { asset, block, atOnce, isKnown, laterBy, unresolved } = one;
  const { id } = liquidation(one, log);
  const common = { market: "0x01", loss: id, backstop: null, asset };
  const now = isKnown ? atOnce : [];
  const rows = now.map((amount, step) =>
    fact(P, { block, log, step }, { ...common, layer: "ADL", rank: step + 1, amount: amount.toString() }),
  );
  if (laterBy === null || unresolved === 0n || !isKnown) return rows;
  const later = { ...common, layer: "SOCIALISED", rank: 9, amount: unresolved.toString() };
  return [...rows, fact(P, { block: block + laterBy, log: log + 1000 }, later)];
}

const NOTHING = { residual: 0n, allocated: 0n, unresolved: 0n, later: 0n, unknown: 0n, layers: [] };

/** What a window holds, made from the generated parts. */
function expected(losses: readonly Loss[], isIn: (block: number) => boolean) {
  const inside = losses.filter(({ block }) => isIn(block));
  const known = inside.filter(({ isKnown }) => isKnown);
  const later = losses.filter(
    ({ isKnown, laterBy, block }) => isKnown && laterBy !== null && isIn(block + laterBy),
  );
  return {
    residual: 0n,
    allocated: sum(known.flatMap(({ atOnce }) => atOnce)),
    unresolved: sum(known.map(({ unresolved }) => unresolved)),
    later: sum(later.map(({ unresolved }) => unresolved)),
    unknown: BigInt(inside.length - known.length),
  };
}

describe("losses of a window", () => {
  // The ledger's second invariant, loss = absorbed + unresolved, holds of what is generated.
  test("behavior: the identity holds in any window at any block, and layers add up to what was taken", async () => {
    const bounds = fc.tuple(fc.integer({ min: 0, max: HEAD + 1 }), fc.integer({ min: 0, max: HEAD + 1 }));
    const at = fc.record({ bounds, until: fc.integer({ min: 1, max: HEAD }) });
    await fc.assert(
      fc.asyncProperty(fc.array(loss, { maxLength: 12 }), at, async (losses, { bounds: [a, b], until }) => {
        const store = await storeWith(
          {
            Protocol: [protocolRow("losses")],
            Liquidation: losses.map(liquidation),
            LossAllocation: losses.flatMap(allocations),
          },
          HEAD + 20,
        );
        const [first, end] = a < b ? [a, b] : [b, a];
        const window = { view: view(until), protocol: P, from: blockTime(first), to: blockTime(end) };
        const reader = new StoreLedgerReader(store);
        const found = realisedLosses(await reader.statedLosses(window), await reader.layerLosses(window));
        await store.close();
        const isIn = (block: number) => block >= first && block < end && block <= until;
        for (const asset of ASSETS) {
          const wanted = expected(
            losses.filter((one) => one.asset === asset),
            isIn,
          );
          const { layers, ...sums } = found.find((one) => one.asset === asset) ?? NOTHING;
          expect(sums).toMatchObject(wanted);
          expect(sum(layers.map(({ amount }) => amount))).toBe(wanted.allocated + wanted.later);
        }
      }),
      { numRuns: 20 },
    );
  }, 60_000);
});
