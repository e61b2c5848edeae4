import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import {
  RECONCILED_QUANTITIES,
  RECONCILIATION_STATUSES,
  type Reconciliation,
  type ReconciliationReader,
} from "../services/reconciliation-reader.ts";

/** A file of results cannot be used. */
export class ReconciliationFileError extends Error {
  override readonly name = "ReconciliationFileError";

  constructor(path: string, line: number, cause: unknown) {
    super(
      `Line ${line} of "${path}" is not a result of this version's \`seawall reconcile\`. Remove the file, and run the command again.`,
      { cause },
    );
  }
}

const FILE = /-(\d{15})\.ndjson$/;

const INTEGER = z
  .string()
  .regex(/^-?\d+$/)
  .transform(BigInt);

const TEXT = z.string().nullable();

const LINE = z
  .object({
    format: z.literal(1),
    network: z.string(),
    run: INTEGER,
    line: z.int().nonnegative(),
    protocol: z.string(),
    id: z.string(),
    name: z.string(),
    backstop: TEXT,
    market: TEXT,
    account: TEXT,
    asset: TEXT,
    quantity: z.enum(RECONCILED_QUANTITIES),
    ledger: INTEGER,
    chain: INTEGER.nullable(),
    residual: INTEGER.nullable(),
    status: z.enum(RECONCILIATION_STATUSES),
    view: TEXT,
    reason: TEXT,
    firstBlock: INTEGER,
    firstBlockHash: z.string(),
    lastBlock: INTEGER,
    lastBlockHash: z.string(),
    blocks: z.int().positive(),
  })
  .transform(({ format: _, id, firstBlock, firstBlockHash, lastBlock, lastBlockHash, ...rest }) => ({
    ...rest,
    row: id,
    firstBlock: { number: firstBlock, hash: firstBlockHash },
    lastBlock: { number: lastBlock, hash: lastBlockHash },
  }));

/**
 * Results that `seawall reconcile` leaves in a folder: one file a run, one line a result. They are read anew for each
 * request, line by line, so a new file is seen at once and none of them is held in memory. Nothing is ever written.
 */
export class ReconciliationFiles implements ReconciliationReader {
  readonly #folder: string;

  /** @param folder - May be missing: then there are no results. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws {ReconciliationFileError} when a file is not what the command writes. */
  async *lines(): AsyncIterable<Reconciliation> {
    for (const name of await this.#names()) yield* readLines(join(this.#folder, name));
  }

  /** Newest run first. */
  async #names(): Promise<string[]> {
    const names = await readdir(this.#folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return [];
      throw error;
    });
    return names
      .filter((name) => FILE.test(name))
      .sort((a, b) => runOf(b).localeCompare(runOf(a)) || a.localeCompare(b));
  }
}

function runOf(name: string): string {
  return FILE.exec(name)?.[1] ?? "";
}

async function* readLines(path: string): AsyncIterable<Reconciliation> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    yield parseLine(path, number, line);
  }
}

function parseLine(path: string, number: number, line: string): Reconciliation {
  try {
    return LINE.parse(JSON.parse(line));
  } catch (cause) {
    throw new ReconciliationFileError(path, number, cause);
  }
}
