import { describe, expect, test } from "vitest";
import {
  LedgerSchemaError,
  loadLedgerSchema,
  parseLedgerSchema,
  snakeCase,
} from "../../../api/store/ledger-schema.ts";

const SDL = `
  "What."
  enum Colour { RED GREEN }
  type Thing @entity(immutable: false) { id: Bytes! name: String events: [Happening!]! @derivedFrom(field: "thing") }
  type Happening @entity(immutable: true) {
    id: Bytes! ordinal: Int8! blockNumber: BigInt! timestamp: BigInt! thing: Thing! colour: Colour amountPaid: BigInt step: Int! isBig: Boolean!
  }
  type Point @entity(timeseries: true) { id: Int8! timestamp: Timestamp! value: BigInt! }
  type Stats @aggregation(intervals: ["hour"], source: "Point") { id: Int8! timestamp: Timestamp! }
`;

describe("parseLedgerSchema", () => {
  test("default: entities become tables, timeseries and aggregations do not", () => {
    const { tables } = parseLedgerSchema(SDL);
    expect(tables.map(({ table, kind }) => [table, kind])).toEqual([
      ["thing", "state"],
      ["happening", "fact"],
    ]);
  });

  test("behavior: column types, header fields, references, enums and nullability", () => {
    const happening = parseLedgerSchema(SDL).tables[1];
    expect(
      happening?.columns.map(({ column, type, isNullable, isReference }) => [
        column,
        type,
        isNullable,
        isReference,
      ]),
    ).toEqual([
      ["id", "VARCHAR", false, false],
      ["ordinal", "BIGINT", false, false],
      ["block_number", "BIGINT", false, false],
      ["timestamp", "BIGINT", false, false],
      ["thing", "VARCHAR", false, true],
      ["colour", "VARCHAR", true, false],
      ["amount_paid", "BIGNUM", true, false],
      ["step", "INTEGER", false, false],
      ["is_big", "BOOLEAN", false, false],
    ]);
  });

  test("behavior: the hash follows the layout, not the comments", () => {
    const plain = parseLedgerSchema(SDL).hash;
    expect(parseLedgerSchema(SDL.replace("What.", "Something else.")).hash).toBe(plain);
    expect(parseLedgerSchema(SDL.replace("step: Int!", "step: Int")).hash).not.toBe(plain);
  });

  test("behavior: every fact of schema.graphql carries the header that ingest pages by", () => {
    const facts = loadLedgerSchema().tables.filter(({ kind }) => kind === "fact");
    expect(facts.length).toBeGreaterThan(10);
    for (const { columns } of facts) {
      expect(columns.map(({ column }) => column)).toEqual(
        expect.arrayContaining(["id", "ordinal", "block_number", "block_hash", "timestamp"]),
      );
    }
  });

  test("error: LedgerSchemaError for a type without a column", () => {
    const sdl = "type A @entity(immutable: true) { id: Bytes! x: BigDecimal! }";
    expect(() => parseLedgerSchema(sdl)).toThrow(LedgerSchemaError);
    expect(() => parseLedgerSchema(sdl)).toThrow(/"A.x" has type "BigDecimal"/);
    expect(() => parseLedgerSchema("type A @entity(immutable: true) { id: [Bytes!]! }")).toThrow(
      LedgerSchemaError,
    );
  });
});

describe("snakeCase", () => {
  test("default", () => {
    expect(snakeCase("FundFlow")).toBe("fund_flow");
    expect(snakeCase("balanceAfter")).toBe("balance_after");
  });
});
