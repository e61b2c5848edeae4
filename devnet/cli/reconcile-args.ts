import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { UsageError } from "../stack/errors.ts";

/** Which blocks to compare. */
export type BlockChoice =
  | { readonly kind: "last" }
  | { readonly kind: "number"; readonly number: bigint }
  | { readonly kind: "hash"; readonly hash: string }
  /** Null: from the first block of the contracts, or to the last block of the ledger. */
  | {
      readonly kind: "range";
      readonly from: bigint | null;
      readonly to: bigint | null;
      readonly every: bigint;
    };

/** The command line of `seawall reconcile`, understood. Null: as the running stack says. */
export interface ReconcileArgs {
  readonly rpc: string | null;
  readonly api: string | null;
  readonly subgraph: string | null;
  /** Name, or path of a file. */
  readonly network: string | null;
  readonly blocks: BlockChoice;
  readonly protocol: string | null;
  readonly positions: number;
  /** Absolute path. */
  readonly out: string | null;
  /** Absolute path. */
  readonly dataDir: string;
}

/** Help of `seawall reconcile`. */
export const RECONCILE_USAGE = `Usage: seawall reconcile [flags]        (npm run seawall -- reconcile [flags])

Compares balances, shares, deficits and positions of the ledger with the contracts' own views at the same block.
Exit code: 0 all equal, 1 something differs, 2 something could not be read.

What to compare; by default what "npm start" runs on the data folder:
  --api URL           the API that answers for the ledger
  --subgraph URL      a graph-node's GraphQL instead of the API (key in SEAWALL_SUBGRAPH_KEY)
  --rpc URL           JSON-RPC of the chain; blocks of the past need an archive node
  --network NAME      a network of subgraph/networks/, or the path of a file like those
  --data DIR          data folder of the running stack (.seawall)

At which blocks; by default the ledger's last one:
  --block N|HASH      one block
  --from N, --to N    a range, both included; by default the first block of the contracts and the ledger's last
  --every N           only every Nth block of the range, and its last

Which numbers:
  --protocol SLUG     one protocol, such as keep
  --positions N       at most N positions, oldest first (100); 0 for none

  --out DIR           folder for the result; by default "reconciliations" in the running stack's store folder, from
                      which its API answers the query "reconciliations"
  --help              this text`;

const OPTIONS = {
  rpc: { type: "string" },
  api: { type: "string" },
  subgraph: { type: "string" },
  network: { type: "string" },
  data: { type: "string" },
  block: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  every: { type: "string" },
  protocol: { type: "string" },
  positions: { type: "string" },
  out: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

const DEFAULT_POSITIONS = 100;
const MAX_POSITIONS = 10_000;

type Values = ReturnType<typeof parse>;

/**
 * Understands the flags of `seawall reconcile`; `null` when help was asked for.
 *
 * @param args - Arguments after the command.
 * @param cwd - Folder that relative paths start from.
 * @throws {UsageError} when a flag is unknown, malformed or contradicts another.
 */
export function parseReconcileArgs(args: readonly string[], cwd: string): ReconcileArgs | null {
  const values = parse(args);
  if (values.help) return null;
  if (values.api !== undefined && values.subgraph !== undefined)
    throw usage("--api and --subgraph exclude each other");
  return {
    rpc: url("--rpc", values.rpc),
    api: url("--api", values.api),
    subgraph: url("--subgraph", values.subgraph),
    network: values.network ?? null,
    blocks: blocksOf(values),
    protocol: values.protocol ?? null,
    positions: Number(positiveOrZero("--positions", values.positions, MAX_POSITIONS) ?? DEFAULT_POSITIONS),
    out: values.out === undefined ? null : resolve(cwd, values.out),
    dataDir: resolve(cwd, values.data ?? ".seawall"),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${RECONCILE_USAGE}`);
  }
}

function blocksOf(values: Values): BlockChoice {
  const { block, from, to, every } = values;
  const isRange = [from, to, every].some((value) => value !== undefined);
  if (block !== undefined && isRange) throw usage("--block excludes --from, --to and --every");
  if (block !== undefined) return oneBlock(block);
  if (!isRange) return { kind: "last" };
  const step = positiveOrZero("--every", every) ?? 1n;
  if (step === 0n) throw usage("--every expects 1 or more, got 0");
  const [first, last] = [positiveOrZero("--from", from), positiveOrZero("--to", to)];
  if (first !== null && last !== null && last < first)
    throw usage(`--to ${last} lies before --from ${first}`);
  return { kind: "range", from: first, to: last, every: step };
}

function oneBlock(text: string): BlockChoice {
  if (/^0x[0-9a-fA-F]{64}$/.test(text)) return { kind: "hash", hash: text.toLowerCase() };
  if (/^\d{1,15}$/.test(text)) return { kind: "number", number: BigInt(text) };
  throw usage(`--block expects a number or a hash of 0x and 64 digits, got "${text}"`);
}

function positiveOrZero(flag: string, text: string | undefined, max = 10 ** 15): bigint | null {
  if (text === undefined) return null;
  if (/^\d{1,15}$/.test(text) && Number(text) <= max) return BigInt(text);
  throw usage(`${flag} expects a whole number from 0 to ${max}, got "${text}"`);
}

function url(flag: string, text: string | undefined): string | null {
  if (text === undefined) return null;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw usage(`${flag} expects an http or https URL, got "${text}"`);
}

function usage(problem: string): UsageError {
  return new UsageError(`${problem}.\n\n${RECONCILE_USAGE}`);
}
