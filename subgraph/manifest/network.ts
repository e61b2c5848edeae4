import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";

const ADDRESS = z.string().regex(/^0x[0-9a-fA-F]{40}$/, "must be 0x and 40 hexadecimal digits");
const CONTEXT = z.record(z.string(), z.union([z.string(), z.int(), z.boolean()]));

const SOURCE = z.strictObject({
  protocol: z.string(),
  contract: z.string(),
  name: z
    .string()
    .regex(/^[A-Z][A-Za-z0-9]*$/, "must be PascalCase")
    .optional(),
  address: ADDRESS,
  startBlock: z.int().nonnegative(),
  context: CONTEXT.default({}),
});

const NETWORK_FILE = z.strictObject({
  name: z.string().min(1),
  graphNetwork: z.string().min(1),
  chainId: z.int().positive(),
  extends: z.string().optional(),
  startBlock: z.int().nonnegative().optional(),
  sources: z.array(SOURCE).default([]),
});

/** One contract at one address: data only, typed by the protocol's definition. */
export type SourceConfig = z.infer<typeof SOURCE>;

/** What a network's file says once its `extends` is followed. */
export interface NetworkConfig {
  readonly name: string;
  /** Name under which graph-node knows the chain. */
  readonly graphNetwork: string;
  readonly chainId: number;
  readonly sources: readonly SourceConfig[];
}

/** A file under networks/ that does not have the expected form. */
export class NetworkFileError extends Error {
  override readonly name = "NetworkFileError";

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(
      `Cannot use the network file "${path}": ${reason}. See subgraph/networks/README.md for its form.`,
      options,
    );
  }
}

function parseFile(path: string): z.infer<typeof NETWORK_FILE> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new NetworkFileError(path, cause instanceof Error ? cause.message : String(cause), { cause });
  }
  const parsed = NETWORK_FILE.safeParse(json);
  if (!parsed.success) throw new NetworkFileError(path, z.prettifyError(parsed.error).replaceAll("\n", " "));
  return parsed.data;
}

function startAt(source: SourceConfig, startBlock: number | undefined): SourceConfig {
  return startBlock === undefined ? source : { ...source, startBlock };
}

/**
 * Reads a network's file. With `extends` it has the sources of the file of that name in the same folder, then
 * its own; with `startBlock` all of them start there.
 *
 * @param path - JSON file.
 * @throws {NetworkFileError} when a file is absent, malformed, or extends itself.
 */
export function loadNetwork(path: string, seen: readonly string[] = []): NetworkConfig {
  if (seen.includes(path)) throw new NetworkFileError(path, "it extends itself");
  const { extends: parent, startBlock, sources, ...head } = parseFile(path);
  const inherited =
    parent === undefined ? [] : loadNetwork(join(dirname(path), `${parent}.json`), [...seen, path]).sources;
  return { ...head, sources: [...inherited, ...sources].map((source) => startAt(source, startBlock)) };
}
