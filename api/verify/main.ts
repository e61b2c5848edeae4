import { z } from "zod";
import { SubgraphClient } from "../ingest/subgraph-client.ts";
import { type LedgerSchema, loadLedgerSchema } from "../store/ledger-schema.ts";
import { ReadOnlyStore } from "../store/read-only-store.ts";
import { ApiCopy } from "./api-copy.ts";
import { formatResult, resultJson } from "./format-result.ts";
import { type LedgerCopy, VerifyError } from "./ledger-copy.ts";
import { StoreCopy } from "./store-copy.ts";
import { verifyCopy } from "./verify-copy.ts";

const BLOCK = z.string().regex(/^\d+$/).transform(BigInt).nullable();

/** What `seawall verify` passes on as its one argument. */
const ARGUMENTS = z.object({
  /** File of the store; null to ask the API. */
  store: z.string().nullable(),
  api: z.string().nullable(),
  subgraph: z.string(),
  network: z.string().nullable(),
  from: BLOCK,
  to: BLOCK,
  entities: z.array(z.string()),
  isJson: z.boolean(),
});

/** Exit code where nothing could be compared. */
const UNCOMPARED = 2;

/**
 * Compares a copy with its subgraph and prints what differs: the result on standard output, progress on standard error.
 *
 * @returns Exit code: 0 equal, 1 different.
 */
async function main(): Promise<number> {
  const options = ARGUMENTS.parse(JSON.parse(process.argv[2] ?? "{}"));
  const schema = loadLedgerSchema();
  const file = options.store === null ? null : await ReadOnlyStore.open(options.store, schema);
  try {
    const copy = file === null ? apiCopy(options.api, schema) : new StoreCopy(file);
    const network = options.network ?? (await onlyNetwork(copy));
    const client = new SubgraphClient({ url: options.subgraph, key: process.env["SEAWALL_SUBGRAPH_KEY"] });
    const { from, to, entities } = options;
    const onEntity = ({ entity, copy: { rows } }: { entity: string; copy: { rows: bigint } }) =>
      console.error(`compared ${entity}: ${rows} rows`);
    const result = await verifyCopy({ copy, client, schema, network, from, to, entities, onEntity });
    console.log(options.isJson ? resultJson(result) : formatResult(result).join("\n"));
    return result.entities.every(({ isEqual }) => isEqual) ? 0 : 1;
  } finally {
    file?.close();
  }
}

function apiCopy(url: string | null, { hash }: LedgerSchema): LedgerCopy {
  if (url === null) throw new VerifyError("Neither a store nor an API is given.");
  return new ApiCopy(url, hash);
}

async function onlyNetwork(copy: LedgerCopy): Promise<string> {
  const [first, ...others] = await copy.networks();
  if (first === undefined) throw new VerifyError("The copy holds no network yet. Wait for its first block.");
  if (others.length === 0) return first;
  throw new VerifyError(
    `The copy holds several networks: choose one of ${[first, ...others].join(", ")} with --network.`,
  );
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(UNCOMPARED);
  },
);
