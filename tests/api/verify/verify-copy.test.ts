import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { UnknownBlockError } from "../../../api/ingest/ingest-errors.ts";
import { SubgraphClient } from "../../../api/ingest/subgraph-client.ts";
import { LedgerSync } from "../../../api/ingest/sync.ts";
import { parseLedgerSchema } from "../../../api/store/ledger-schema.ts";
import { Store } from "../../../api/store/store.ts";
import { firstDifference } from "../../../api/verify/first-difference.ts";
import { differencesOf, formatResult, resultJson } from "../../../api/verify/format-result.ts";
import { VerifyError } from "../../../api/verify/ledger-copy.ts";
import { StoreCopy } from "../../../api/verify/store-copy.ts";
import { type VerifyOptions, type VerifyResult, verifyCopy } from "../../../api/verify/verify-copy.ts";
import { FAKE_SDL, FakeLedger, type FakeRow } from "../ingest/support/fake-ledger.ts";
import { FakeSubgraph } from "../ingest/support/fake-subgraph.ts";

const SCHEMA = parseLedgerSchema(FAKE_SDL);
const BLOCKS = 60;

let fake: FakeSubgraph;
let client: SubgraphClient;
let store: Store;

beforeEach(async () => {
  fake = new FakeSubgraph(new FakeLedger());
  fake.ledger.extend(Array.from({ length: BLOCKS }, (_, at) => ({ logs: at % 4, salt: at })));
  client = new SubgraphClient({ url: await fake.start(), retry: { attempts: 1 } });
  store = await Store.open(":memory:", { schema: SCHEMA });
  await ingest();
});

afterEach(async () => {
  await fake.stop();
  await store.close();
});

async function ingest(): Promise<void> {
  await new LedgerSync({ client, store, network: "net", behindPatience: 0 }).round();
}

function verify(options: Partial<VerifyOptions> = {}): Promise<VerifyResult> {
  const copy = new StoreCopy(store);
  return verifyCopy({
    copy,
    client,
    schema: SCHEMA,
    network: "net",
    from: null,
    to: null,
    entities: [],
    ...options,
  });
}

async function change(sql: string): Promise<void> {
  await store.transaction(async (tx) => void (await tx.query(sql)));
}

/** A flow in the middle, and the block that it lies in. */
function someFlow(): { readonly row: FakeRow; readonly block: number } {
  const flows = fake.ledger.facts("FundFlow");
  const row = flows[Math.floor(flows.length / 2)] as FakeRow;
  return { row, block: Number(row["blockNumber"]) };
}

/** The result of one entity, which must be the only one that differs. */
async function onlyDifferent(entity: string, options: Partial<VerifyOptions> = {}) {
  const { entities } = await verify(options);
  const different = entities.filter(({ isEqual }) => !isEqual);
  expect(different.map((result) => result.entity)).toEqual([entity]);
  return different[0] as (typeof entities)[number];
}

describe("verifyCopy", () => {
  test("default: an honest copy is equal, and its counts and sums are those of the rows", async () => {
    const { entities, stand, notCompared } = await verify();
    expect(entities.map(({ entity, isEqual }) => [entity, isEqual])).toEqual(
      SCHEMA.tables.map(({ entity }) => [entity, true]),
    );
    expect(notCompared).toEqual([]);
    expect(stand).toMatchObject({ block: BigInt(BLOCKS - 1), hash: fake.ledger.head.hash });
    const flows = fake.ledger.facts("FundFlow");
    const { copy } = entities.find(({ entity }) => entity === "FundFlow") as (typeof entities)[number];
    expect(copy.rows).toBe(BigInt(flows.length));
    for (const field of ["amount", "shares", "balanceAfter", "ordinal", "step"]) {
      const sum = flows.reduce((total, row) => total + BigInt((row[field] as string | null) ?? 0), 0n);
      expect([field, copy.sums.get(field)]).toEqual([field, sum]);
    }
  });

  test("behavior: a tampered amount is found, located and shown", async () => {
    const { row, block } = someFlow();
    await change(`UPDATE fund_flow SET amount = amount + 5::BIGNUM WHERE id = '${row.id}'`);
    const { copy, subgraph, first } = await onlyDifferent("FundFlow");
    const amount = String(BigInt(row["amount"] as string) + 5n);
    expect(differencesOf(copy, subgraph)).toEqual([
      { number: "amount", copy: copy.sums.get("amount"), subgraph: (copy.sums.get("amount") ?? 0n) - 5n },
    ]);
    expect(first).toEqual({
      block: BigInt(block),
      rows: [
        {
          id: row.id,
          kind: "DIFFERENT",
          count: 1,
          fields: [{ field: "amount", copy: amount, subgraph: row["amount"] }],
        },
      ],
    });
  });

  test("behavior: a missing row, a row that nobody knows, and a doubled row are told apart", async () => {
    const { row, block } = someFlow();
    await change(`INSERT INTO fund_flow SELECT * FROM fund_flow WHERE id = '${row.id}'`);
    const doubled = await onlyDifferent("FundFlow");
    expect(doubled.copy.rows - doubled.subgraph.rows).toBe(1n);
    expect(doubled.first).toEqual({
      block: BigInt(block),
      rows: [{ id: row.id, kind: "REPEATED", count: 2, fields: [] }],
    });
    await change(`DELETE FROM fund_flow WHERE id = '${row.id}'`);
    const missing = await onlyDifferent("FundFlow");
    expect(missing.first).toEqual({
      block: BigInt(block),
      rows: [{ id: row.id, kind: "MISSING", count: 0, fields: [] }],
    });
    await ingestAnew();
    await change(
      `INSERT INTO price_observation VALUES ('net', '0xbad', ${20n << 20n}, 20, '0x', 0, 7::BIGNUM)`,
    );
    const unknown = await onlyDifferent("PriceObservation");
    expect(unknown.first).toEqual({
      block: 20n,
      rows: [{ id: "0xbad", kind: "UNKNOWN", count: 1, fields: [] }],
    });
  });

  test("behavior: what counts and sums do not tell is found by the content: two amounts exchanged, another text, null for 0", async () => {
    const [a, b] = fake.ledger.facts("FundFlow").slice(4, 6) as [FakeRow, FakeRow];
    await change(
      `UPDATE fund_flow SET amount = CASE id WHEN '${a.id}' THEN '${b["amount"]}' ELSE '${a["amount"]}' END::BIGNUM
       WHERE id IN ('${a.id}', '${b.id}')`,
    );
    const exchanged = await onlyDifferent("FundFlow");
    expect(differencesOf(exchanged.copy, exchanged.subgraph)).toEqual([
      { number: "content", copy: null, subgraph: null },
    ]);
    await ingestAnew();
    await change(`UPDATE fund_flow SET direction = 'OUT' WHERE id = '${a.id}'`);
    expect((await onlyDifferent("FundFlow")).first?.rows[0]?.fields).toEqual([
      { field: "direction", copy: "OUT", subgraph: "IN" },
    ]);
    await ingestAnew();
    const nullPrice = fake.ledger.facts("PriceObservation").find(({ price }) => price === null) as FakeRow;
    await change(`UPDATE price_observation SET price = 0::BIGNUM WHERE id = '${nullPrice.id}'`);
    expect((await onlyDifferent("PriceObservation")).first?.rows[0]?.fields).toEqual([
      { field: "price", copy: "0", subgraph: null },
    ]);
  });

  test("behavior: of several differences the first block is named, and only those of the range count", async () => {
    await change("UPDATE fund_flow SET step = step + 1 WHERE block_number IN (21, 33, 50)");
    expect((await onlyDifferent("FundFlow")).first?.block).toBe(21n);
    expect((await onlyDifferent("FundFlow", { from: 22n })).first?.block).toBe(33n);
    const quiet = await verify({ from: 34n, to: 49n });
    expect(quiet.entities.every(({ isEqual }) => isEqual)).toBe(true);
  });

  test("behavior: state is compared with its last version, and not where the range ends before", async () => {
    await change("UPDATE backstop_balance SET balance = balance - 1::BIGNUM WHERE backstop = '0x0003'");
    const { copy, subgraph, first } = await onlyDifferent("BackstopBalance");
    expect((copy.sums.get("balance") ?? 0n) - (subgraph.sums.get("balance") ?? 0n)).toBe(-1n);
    expect(first?.rows.map(({ id, kind }) => [id, kind])).toEqual([["0x0003ff", "DIFFERENT"]]);
    const earlier = await verify({ to: 30n });
    expect(earlier.entities.map(({ entity }) => entity)).toEqual(["FundFlow", "PriceObservation"]);
    expect(earlier.notCompared).toEqual(["Backstop", "BackstopBalance"]);
  });

  test("behavior: a block with more rows than a page is read whole, and a difference in it found", async () => {
    fake.ledger.extend([
      { logs: 900, salt: 7 },
      { logs: 2, salt: 8 },
    ]);
    await ingest();
    expect((await verify()).entities.every(({ isEqual }) => isEqual)).toBe(true);
    const last = fake.ledger
      .facts("FundFlow")
      .filter((row) => row["blockNumber"] === String(BLOCKS))
      .at(-1);
    await change(`DELETE FROM fund_flow WHERE id = '${last?.id}'`);
    expect((await onlyDifferent("FundFlow")).first).toEqual({
      block: BigInt(BLOCKS),
      rows: [{ id: last?.id, kind: "MISSING", count: 0, fields: [] }],
    });
  });

  test("behavior: the copy stays behind a chain that grows, and is compared where it stands", async () => {
    fake.ledger.extend([{ logs: 3, salt: 1 }]);
    const { stand, entities } = await verify();
    expect([stand.block, entities.every(({ isEqual }) => isEqual)]).toEqual([BigInt(BLOCKS - 1), true]);
  });

  test("behavior: one entity alone, and another network's rows do not count", async () => {
    await change("INSERT INTO fund_flow SELECT 'other', * EXCLUDE network FROM fund_flow");
    const { entities } = await verify({ entities: ["FundFlow"] });
    expect(entities.map(({ entity, isEqual }) => [entity, isEqual])).toEqual([["FundFlow", true]]);
  });

  test("error: VerifyError when the copy's block was reorganised away: not a difference", async () => {
    fake.ledger.revert(5);
    fake.ledger.extend(Array.from({ length: 8 }, () => ({ logs: 2, salt: 99 })));
    await expect(verify()).rejects.toThrow(VerifyError);
    await expect(verify()).rejects.toThrow(/is not on the subgraph's chain any more/);
  });

  test("error: what cannot be compared says what to do", async () => {
    await expect(verify({ network: "nowhere" })).rejects.toThrow(/holds nothing of network "nowhere"/);
    await expect(verify({ to: 1000n })).rejects.toThrow(/ends at block 59, before --to 1000/);
    await expect(verify({ from: 20n, to: 10n })).rejects.toThrow(/--from 20 lies behind/);
    await expect(verify({ entities: ["Flow"] })).rejects.toThrow(/no entity "Flow". Choose of Backstop/);
    fake.lag = 10;
    await expect(verify()).rejects.toThrow(UnknownBlockError);
  });

  test("behavior: the result as a table and as JSON", async () => {
    const { row, block } = someFlow();
    await change(`UPDATE fund_flow SET step = step + 2 WHERE id = '${row.id}'`);
    const result = await verify();
    const lines = formatResult(result);
    const { copy } = result.entities.find(
      ({ entity }) => entity === "FundFlow",
    ) as (typeof result.entities)[number];
    const steps = copy.sums.get("step") ?? 0n;
    const cells = (line: string | undefined) => line?.split(/ {2,}/);
    expect(cells(lines[1])).toEqual([
      "entity",
      "number",
      "copy",
      "subgraph",
      "copy - subgraph",
      "first in block",
    ]);
    expect(cells(lines[2])).toEqual([
      "FundFlow",
      "step",
      String(steps),
      String(steps - 2n),
      "2",
      String(block),
    ]);
    expect(lines[4]).toBe(`  ${row.id} has step ${Number(row["step"]) + 2} instead of ${row["step"]}`);
    expect(lines.at(-1)).toMatch(/^Different: 1 of 4 entities/);
    expect(JSON.parse(resultJson(result))).toMatchObject({
      isEqual: false,
      network: "net",
      from: "0",
      to: "59",
      blockHash: fake.ledger.head.hash,
      entities: expect.arrayContaining([
        expect.objectContaining({ entity: "Backstop", isEqual: true, differences: [], first: null }),
        expect.objectContaining({
          entity: "FundFlow",
          differences: [{ number: "step", copy: String(steps), subgraph: String(steps - 2n) }],
        }),
      ]),
    });
  });
});

describe("firstDifference", () => {
  test("behavior: it is the lowest of any different blocks, in a logarithmic number of comparisons", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1_000, max: 1_000_000 }), { minLength: 1, maxLength: 5 }),
        async (blocks) => {
          let asked = 0;
          const differs = async ({ from, to }: { from: bigint; to: bigint }) => {
            asked += 1;
            return blocks.some((block) => BigInt(block) >= from && BigInt(block) <= to);
          };
          const found = await firstDifference(differs, { from: 0n, to: 2n ** 20n - 1n });
          expect([found, asked]).toEqual([BigInt(Math.min(...blocks)), 20]);
        },
      ),
    );
  });
});

/** Puts the copy back to what the subgraph says. */
async function ingestAnew(): Promise<void> {
  await store.close();
  store = await Store.open(":memory:", { schema: SCHEMA });
  await ingest();
}
