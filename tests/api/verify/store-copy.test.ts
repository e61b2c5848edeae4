import fc from "fast-check";
import { expect, test } from "vitest";
import { appendCheckpoint } from "../../../api/store/checkpoints.ts";
import { parseLedgerSchema, type TableSpec } from "../../../api/store/ledger-schema.ts";
import { writeSource } from "../../../api/store/sources.ts";
import { Store } from "../../../api/store/store.ts";
import { appendFacts, type WireRow } from "../../../api/store/writer.ts";
import { StoreCopy } from "../../../api/verify/store-copy.ts";
import { addTallies, tallyOf, toText } from "../../../api/verify/tally.ts";

const SCHEMA = parseLedgerSchema(`
  type Other @entity(immutable: false) { id: Bytes! createdOrdinal: Int8! }
  type Fact @entity(immutable: true) {
    id: Bytes! ordinal: Int8! blockNumber: BigInt! amount: BigInt! shares: BigInt step: Int! count: Int8
    note: String other: Other isFinal: Boolean
  }
`);
const SPEC = SCHEMA.tables.find(({ entity }) => entity === "Fact") as TableSpec;

const INT8 = fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }).map(String);
const UINT256 = fc.bigInt({ min: -(2n ** 256n), max: 2n ** 256n }).map(String);

const row: fc.Arbitrary<WireRow> = fc
  .record({
    id: fc.nat().map((number) => `0x${number.toString(16)}`),
    block: fc.nat(20),
    log: fc.nat(9),
    amount: UINT256,
    shares: fc.option(UINT256),
    step: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    count: fc.option(INT8),
    note: fc.option(fc.string({ unit: "grapheme", maxLength: 12 })),
    other: fc.option(fc.constantFrom("0xaa", "0xbb").map((id) => ({ id }))),
    isFinal: fc.option(fc.boolean()),
  })
  .map(({ block, log, ...rest }) => ({
    ...rest,
    ordinal: String((BigInt(block) << 20n) + BigInt(log)),
    blockNumber: String(block),
  }));

test("behavior: SQL adds up any rows to what adding them one by one gives, in the range and not outside", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 30 }), fc.nat(20), fc.nat(20), async (rows, a, b) => {
      const store = await Store.open(":memory:", { schema: SCHEMA });
      try {
        await store.transaction(async (tx) => {
          await appendFacts(tx, SPEC, "net", rows);
          await appendFacts(tx, SPEC, "other", rows);
          await appendCheckpoint(tx, {
            network: "net",
            blockNumber: 20n,
            blockHash: "0x14",
            blockTimestamp: 0n,
          });
          await writeSource(tx, { network: "net", deployment: "QmOne", stateBlock: 20n });
        });
        const range = { from: BigInt(Math.min(a, b)), to: BigInt(Math.max(a, b)) };
        const within = rows.filter(({ blockNumber }) => {
          return BigInt(blockNumber as string) >= range.from && BigInt(blockNumber as string) <= range.to;
        });
        const expected = within.map((one) => tallyOf(SPEC, [toText(SPEC, one)]));
        const { tally } = await new StoreCopy(store).tally({ network: "net", entity: "Fact", range });
        expect(tally).toEqual(expected.reduce(addTallies, tallyOf(SPEC, [])));
      } finally {
        await store.close();
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);
