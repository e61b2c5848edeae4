import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OpenPositionRow, View } from "../../../api/services/ports.ts";
import { readExposures } from "../../../api/store/ledger-reader/exposures.ts";
import { streamOpenPositions } from "../../../api/store/ledger-reader/open-positions.ts";
import type { WireRow } from "../../../api/store/writer.ts";
import { blockHash, blockTime, fact, NETWORK, ordinal, storeWith } from "../../support/ledger-fixture.ts";

type Change = {
  readonly protocol: number;
  readonly market: number;
  readonly account: number;
  readonly collateral: bigint;
  readonly debt: bigint;
  readonly size: bigint | null;
};

const AMOUNT = fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }));
const CHANGE: fc.Arbitrary<Change> = fc.record({
  protocol: fc.nat(1),
  market: fc.nat(2),
  account: fc.nat(5),
  collateral: AMOUNT,
  debt: AMOUNT,
  size: fc.option(fc.bigInt({ min: -(2n ** 255n), max: 2n ** 255n })),
});

function idOf({ protocol, market, account }: Change): string {
  return `0x0${protocol}0${market}0${account}`;
}

function keysOf({ protocol, market, account }: Change) {
  return { protocol: `0x0${protocol}`, market: `0x0${protocol}0${market}`, account: `0xac0${account}` };
}

function rowsOf(changes: readonly Change[]): { Position: WireRow[]; PositionChange: WireRow[] } {
  const first = new Map(changes.toReversed().map((change) => [idOf(change), changes.indexOf(change)]));
  return {
    Position: [...first].map(([id, block]) => ({
      ...keysOf(changes[block] ?? (changes[0] as Change)),
      id,
      collateral: "99",
      debt: "99",
      isClosed: false,
      createdOrdinal: ordinal(block),
      updatedOrdinal: ordinal(block),
    })),
    PositionChange: changes.map((change, block) => {
      const { collateral, debt, size } = change;
      const { protocol, ...keys } = keysOf(change);
      const after = { collateralAfter: String(collateral), debtAfter: String(debt) };
      return fact(
        protocol,
        { block },
        {
          ...keys,
          ...after,
          position: idOf(change),
          cause: "ADJUST",
          collateralChange: "0",
          debtChange: "0",
          sizeAfter: size === null ? null : String(size),
        },
      );
    }),
  };
}

/** The last change of each position of the first protocol, replayed one by one. */
function expectedRows(changes: readonly Change[]): OpenPositionRow[] {
  const last = new Map<string, OpenPositionRow>();
  for (const change of changes) {
    const size = change.size ?? last.get(idOf(change))?.size ?? null;
    const { collateral, debt } = change;
    last.set(idOf(change), { ...keysOf(change), collateral, debt, debtShares: null, size });
  }
  return [...last.values()].filter(
    ({ protocol, collateral, debt, size }) =>
      protocol === "0x00" && (collateral !== 0n || debt !== 0n || (size ?? 0n) !== 0n),
  );
}

function viewAt(number: number): View {
  const block = { number: BigInt(number), hash: blockHash(number), timestamp: blockTime(number) };
  return { network: NETWORK, horizon: BigInt(ordinal(number + 1)), block, head: block };
}

function sorted(rows: readonly OpenPositionRow[]): string[] {
  return rows
    .map(
      ({ market, account, collateral, debt, size }) => `${market}/${account}/${collateral}/${debt}/${size}`,
    )
    .sort();
}

/** Sums by market of the markets with an open position. */
function sumsOf(rows: readonly OpenPositionRow[]) {
  const markets = [...new Set(rows.map(({ market }) => market))].sort();
  return markets.map((market) => {
    const own = rows.filter((row) => row.market === market);
    const sum = (termOf: (row: OpenPositionRow) => bigint) =>
      own.reduce((total, row) => total + termOf(row), 0n);
    return {
      market,
      positions: BigInt(own.length),
      collateral: sum(({ collateral }) => collateral),
      debt: sum(({ debt }) => debt),
      long: sum(({ size }) => (size !== null && size > 0n ? size : 0n)),
      short: sum(({ size }) => (size !== null && size < 0n ? -size : 0n)),
    };
  });
}

describe("streamOpenPositions", () => {
  test(
    "behavior: a replay's positions, owner by owner, however many are rebuilt at once",
    { timeout: 60_000 },
    () =>
      fc.assert(
        fc.asyncProperty(
          fc.array(CHANGE, { minLength: 1, maxLength: 30 }),
          fc.integer({ min: 1, max: 10 }),
          fc.nat(29),
          async (changes, atOnce, block) => {
            const store = await storeWith(rowsOf(changes), changes.length);
            try {
              const rows: OpenPositionRow[] = [];
              for await (const part of streamOpenPositions(store, viewAt(block), ["0x00"], atOnce))
                rows.push(...part);
              expect(sorted(rows)).toEqual(sorted(expectedRows(changes.slice(0, block + 1))));
              const exposures = await readExposures(store, viewAt(block), ["0x00"], atOnce);
              expect(exposures.filter(({ positions }) => positions > 0n)).toEqual(sumsOf(rows));
              const owners = rows.map(({ account }) => account);
              const runs = owners.filter((owner, at) => owner !== owners[at - 1]);
              expect(runs.length).toBe(new Set(owners).size);
            } finally {
              await store.close();
            }
          },
        ),
        { numRuns: 15 },
      ),
  );

  test("behavior: no protocol has no positions", async () => {
    const store = await storeWith({}, 1);
    const rows = [];
    for await (const part of streamOpenPositions(store, viewAt(1), [])) rows.push(...part);
    await store.close();
    expect(rows).toEqual([]);
  });
});
