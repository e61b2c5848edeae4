import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Condition } from "../../../api/services/ports.ts";
import { Store } from "../../../api/store/store.ts";
import { deleteNetwork } from "../../../api/store/writer.ts";
import {
  ENTITIES,
  FoldedWorld,
  type Happening,
  OWNER,
  replay,
  type Step,
  THINGS,
} from "./support/folded-world.ts";

const happening: fc.Arbitrary<Happening> = fc.record({
  entity: fc.constantFrom(...ENTITIES),
  thing: fc.nat(THINGS.length - 1),
  amount: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
  isNull: fc.boolean(),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("block" as const),
      happenings: fc.array(happening, { maxLength: 8 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("reorg" as const), depth: fc.integer({ min: 1, max: 6 }) }),
  },
);

let store: Store;

beforeAll(async () => {
  store = await Store.open(":memory:");
});

afterAll(() => store.close());

async function expectReplay(world: FoldedWorld, block: number): Promise<void> {
  const of = (entity: string) => (id: string) => replay(world.made, entity, id, block);
  const [flows, deficits, positions] = [of("FundFlow"), of("DeficitChange"), of("PositionChange")];
  const [prices, liquidations] = [of("PriceObservation"), of("Liquidation")];
  const having = (facts: typeof flows) => THINGS.filter((id) => facts(id).count > 0n);
  expect(
    (await world.rows("backstopBalance", block)).map((row) => [
      ...[
        row.id,
        row.balance,
        row.encumbered,
        row.shares,
        row.cumulativeIn,
        row.cumulativeOut,
        row.flowCount,
      ],
    ]),
  ).toEqual(
    having(flows).map((id) => {
      const { last, sum, count } = flows(id);
      const states = [last("balanceAfter"), last("encumberedAfter"), last("sharesAfter")];
      return [id, ...states, sum("direction", "IN"), sum("direction", "OUT"), count];
    }),
  );
  expect(
    (await world.rows("deficit", block)).map(({ id, open, created, covered }) => [
      id,
      open,
      created,
      covered,
    ]),
  ).toEqual(
    having(deficits).map((id) => {
      const { last, sum } = deficits(id);
      return [id, last("openAfter"), sum("action", "CREATED"), sum("action", "COVERED")];
    }),
  );
  expect(
    (await world.rows("position", block)).map(({ id, debt, debtShares, size }) => [
      id,
      debt,
      debtShares,
      size,
    ]),
  ).toEqual(
    having(positions).map((id) => [
      id,
      positions(id).last("debtAfter"),
      positions(id).last("debtSharesAfter"),
      null,
    ]),
  );
  expect((await world.rows("priceFeed", block)).map(({ id, price }) => [id, price])).toEqual(
    THINGS.map((id) => [id, prices(id).last("price")]),
  );
  expect(
    (await world.rows("market", block)).map(({ id, liquidationCount }) => [id, liquidationCount]),
  ).toEqual(THINGS.map((id) => [id, liquidations(id).count]));
}

const FOLDED = ["backstopBalance", "deficit", "position", "priceFeed", "market"] as const;
const CONDITIONS: readonly Condition[] = [
  { field: "id", operator: "in", values: ["0x02"] },
  { field: "protocol", operator: "in", values: [OWNER] },
  { field: "ordinal", operator: "atLeast", value: 0n },
];

/** The same answers as without any keyframe, with every condition and column. */
async function expectAsWithoutKeyframes(world: FoldedWorld, blocks: readonly number[]): Promise<void> {
  const answers = async () => {
    const found = [];
    for (const block of blocks)
      for (const entity of FOLDED)
        for (const condition of CONDITIONS) found.push(await world.rows(entity, block, [condition]));
    return found;
  };
  const fast = await answers();
  await store.query("DELETE FROM keyframe WHERE network = ?", [world.network]);
  expect(fast).toEqual(await answers());
}

/** Blocks to look at: the ends and what was drawn. */
const places = fc.array(fc.nat(12), { minLength: 2, maxLength: 3 });

describe("StoreLedgerReader with keyframes", () => {
  test("behavior: at blocks of any ledger, reorganised or not, the state is a replay of the facts", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), places, async (steps, drawn) => {
        const world = new FoldedWorld(store);
        await world.start();
        for (const next of steps) await world.take(next);
        const blocks = [...new Set([world.block, ...drawn.map((place) => Math.min(place, world.block))])];
        for (const block of blocks) await expectReplay(world, block);
        await expectAsWithoutKeyframes(world, blocks);
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  test("behavior: facts below a keyframe are not read, and a rollback below it takes it away", async () => {
    const world = new FoldedWorld(store);
    await world.start();
    const flow = { entity: "FundFlow", thing: 0, isNull: false } as const;
    for (const amount of [2n, 4n, 6n, 8n]) {
      await world.take({ kind: "block", happenings: [{ ...flow, amount }] });
    }
    const horizons = () =>
      store.query("SELECT horizon >> 20 AS block FROM keyframe WHERE network = ?", [world.network]);
    // Three facts make one: below the ordinal after the third, which is in block 3.
    expect(await horizons()).toEqual([{ block: 3n }]);
    await store.query("DELETE FROM fund_flow WHERE network = ? AND block_number < 4", [world.network]);
    // 2 + 4 + 6 of the keyframe and 8 of the fact that is left.
    expect((await world.rows("backstopBalance", 4)).map((row) => [row.cumulativeIn, row.flowCount])).toEqual([
      [20n, 4n],
    ]);
    await world.take({ kind: "reorg", depth: 1 });
    expect(await horizons()).toEqual([{ block: 3n }]);
    await world.take({ kind: "reorg", depth: 1 });
    expect(await horizons()).toEqual([]);
    expect(await world.rows("backstopBalance", 4)).toEqual([]);
  });

  test("behavior: a network that is forgotten takes its keyframes along and leaves those of others", async () => {
    const [first, second] = [new FoldedWorld(store), new FoldedWorld(store)];
    const happenings = [1n, 2n, 3n].map((amount) => {
      return { entity: "Liquidation", thing: 0, amount, isNull: false } as const;
    });
    for (const world of [first, second]) {
      await world.start();
      await world.take({ kind: "block", happenings });
    }
    await store.transaction((tx) => deleteNetwork(tx, store.schema, first.network));
    const kept = await store.query(
      "SELECT network FROM keyframe JOIN liquidation_keyframe USING (network, horizon) WHERE network IN (SELECT unnest(?))",
      [[first.network, second.network]],
    );
    expect(kept).toEqual([{ network: second.network }]);
  });
});
