import { z } from "zod";

/** Value of `format` in every history.json. */
export const FORMAT = "seawall-history";

/** Version of the format that this code reads and writes. */
export const FORMAT_VERSION = 1;

/** Name of the description in a history folder. */
export const DESCRIPTION_FILE = "history.json";

const ADDRESS = z
  .string()
  .regex(/^0x[0-9a-f]{40}$/, "must be 0x and 40 lower-case hexadecimal digits")
  .transform((text) => text as `0x${string}`);
const HASH = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/, "must be 0x and 64 lower-case hexadecimal digits")
  .transform((text) => text as `0x${string}`);
const BYTES = z
  .string()
  .regex(/^0x([0-9a-f]{2})*$/, "must be 0x and an even number of lower-case hexadecimal digits")
  .transform((text) => text as `0x${string}`);
const COUNT = z.int().nonnegative();

/** One raw log, as `eth_getLogs` gives it, with the time of its block. */
export const LOG = z.strictObject({
  blockNumber: COUNT,
  timestamp: COUNT,
  transactionHash: HASH,
  transactionIndex: COUNT,
  logIndex: COUNT,
  address: ADDRESS,
  topics: z.array(HASH).max(4),
  data: BYTES,
});

/** What a contract answers to one `eth_call` at a block; `null` when it reverts. */
export const CALL = z.strictObject({
  blockNumber: COUNT,
  to: ADDRESS,
  data: BYTES,
  result: BYTES.nullable(),
});

/** One row of a source, word for word, beside the log it was made into. */
export const ROW = z.strictObject({
  blockNumber: COUNT,
  logIndex: COUNT,
  file: z.string(),
  line: z.int().positive(),
  fields: z.record(z.string(), z.string()),
});

const FILE = z.strictObject({
  name: z.string().regex(/^[\w.-]+$/, "must be a plain file name"),
  sha256: z.string(),
});

const RANGE = z.strictObject({
  fromBlock: COUNT,
  toBlock: COUNT,
  fromTimestamp: COUNT,
  toTimestamp: COUNT,
});

/** history.json. */
export const DESCRIPTION = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  name: z.string().min(1),
  description: z.string(),
  network: z.strictObject({ name: z.string().min(1), chainId: z.int().positive() }),
  contracts: z.array(z.strictObject({ address: ADDRESS, kind: z.string(), logs: COUNT })),
  range: RANGE,
  windows: z.array(RANGE.extend({ name: z.string(), description: z.string() })).default([]),
  counts: z.strictObject({ logs: COUNT, blocks: COUNT, transactions: COUNT, calls: COUNT, rows: COUNT }),
  files: z.strictObject({ logs: FILE, calls: FILE.optional(), rows: FILE.optional() }),
  provenance: z.array(
    z.strictObject({
      field: z.string(),
      status: z.enum(["recorded", "derived", "filled", "unknown"]),
      rule: z.string(),
    }),
  ),
  sources: z.array(z.strictObject({ file: z.string(), sha256: z.string() })).default([]),
});

/** One raw log; its block's time in seconds. */
export type RecordedLog = z.infer<typeof LOG>;
/** The answer to an `eth_call` at the state after a block. */
export type RecordedCall = z.infer<typeof CALL>;
/** A row of a source file with its fields as text. */
export type SourceRow = z.infer<typeof ROW>;
/** What a history folder says of itself. */
export type HistoryDescription = z.infer<typeof DESCRIPTION>;
/**
 * Where a field's value comes from: `recorded` word for word in the source, `derived` from recorded values by an
 * exact rule, `filled` by a rule because the source lacks it, `unknown` where a placeholder stands for it.
 */
export type Provenance = HistoryDescription["provenance"][number];
/** A named part of a history, such as a stress episode; both ends belong to it. */
export type HistoryWindow = HistoryDescription["windows"][number];
