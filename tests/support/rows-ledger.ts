import type { LedgerSchema } from "../../api/store/ledger-schema.ts";
import type { WireRow } from "../../api/store/writer.ts";
import type { FakeRow, ServedBlock, ServedLedger, Version } from "../api/ingest/support/fake-ledger.ts";
import { blockTime, type FixtureRows, ordinal } from "./ledger-fixture.ts";

/** A ledger of given rows on a chain of empty-looking blocks, for the fake subgraph to serve. */
export class RowsLedger implements ServedLedger {
  readonly blocks: ServedBlock[] = [];
  readonly #rows: Readonly<Record<string, readonly FakeRow[]>>;
  readonly #hash: (block: number) => string;

  /**
   * @param rows - Rows by entity; fields left out are null.
   * @param head - Number of the last block.
   * @param hash - Hash of a block.
   */
  constructor(schema: LedgerSchema, rows: FixtureRows, head: number, hash: (block: number) => string) {
    this.#rows = Object.fromEntries(
      schema.tables.map(({ entity, columns }) => {
        const nothing = Object.fromEntries(columns.map(({ field }) => [field, null]));
        return [
          entity,
          (rows[entity] ?? []).map((row) => ({ ...nothing, ...row, ...ownHash(row, hash) }) as FakeRow),
        ];
      }),
    );
    this.#hash = hash;
    this.extend(head + 1);
  }

  get head(): ServedBlock {
    return this.blocks.at(-1) as ServedBlock;
  }

  /** Adds empty blocks. */
  extend(count: number): void {
    for (let left = count; left > 0; left -= 1) {
      const number = this.blocks.length;
      const parentHash = number === 0 ? `0x${"00".repeat(32)}` : this.#hash(number - 1);
      this.blocks.push({
        number,
        hash: this.#hash(number),
        parentHash,
        timestamp: Number(blockTime(number)),
      });
    }
  }

  facts(entity: string, upTo = this.head.number): FakeRow[] {
    const end = BigInt(ordinal(upTo + 1));
    return (this.#rows[entity] ?? []).filter((row) => BigInt(row.ordinal as string) < end);
  }

  state(entity: string): Version[] {
    return (this.#rows[entity] ?? []).map((row) => ({ since: 0, row }));
  }
}

/** A fact tells the hash of its block. */
function ownHash(row: WireRow, hash: (block: number) => string): { readonly blockHash?: string } {
  return row.ordinal === undefined ? {} : { blockHash: hash(Number(BigInt(row.ordinal as string) >> 20n)) };
}
