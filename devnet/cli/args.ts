import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { scenarioNamed } from "../scenarios/catalogue.ts";
import { UsageError } from "../stack/errors.ts";

/** What `seawall up` indexes. */
export type UpSource =
  | { readonly kind: "local" }
  | { readonly kind: "scenario"; readonly name: string }
  | { readonly kind: "history"; readonly dir: string }
  | { readonly kind: "network"; readonly name: string; readonly rpcUrl: string }
  | { readonly kind: "subgraph"; readonly name: string; readonly url: string };

/** The command line of `seawall up`, understood. */
export interface UpOptions {
  readonly source: UpSource;
  /** Port of the API. */
  readonly port: number;
  /** Absolute path. */
  readonly dataDir: string;
  readonly isFresh: boolean;
  readonly postgresPort: number | undefined;
  readonly graphqlPort: number | undefined;
  readonly anvilPort: number | undefined;
}

/** Given as the name of a scenario, asks for the list of them. */
export const SCENARIO_LIST = "list";

/** Help of `seawall up`. */
export const UP_USAGE = `Usage: seawall up [flags]        (npm start -- [flags])

What to index, one of:
  (nothing)                   a local chain: real protocol contracts through a price crash, then every mechanism
  --scenario NAME             another stress, played by the reference contracts; --scenario list shows all
  --history DIR               recorded history, replayed at the real addresses and times
  --network NAME --rpc URL    a real network of subgraph/networks/, through its JSON-RPC endpoint
  --subgraph URL              a subgraph that is indexed elsewhere (key in SEAWALL_SUBGRAPH_KEY); only the API starts

Where and how:
  --port N                    port of the API (4000)
  --data DIR                  data folder (.seawall); a second start resumes from it
  --fresh                     discard what the data folder has of this source and start from nothing
  --postgres-port N, --graphql-port N, --anvil-port N
                              fixed ports instead of free ones
  --help                      this text

Programs of your own: GND_BIN, ANVIL_BIN (paths), POSTGRES_URL (a database with encoding UTF8 and locale C).`;

const OPTIONS = {
  scenario: { type: "string" },
  history: { type: "string" },
  network: { type: "string" },
  rpc: { type: "string" },
  subgraph: { type: "string" },
  port: { type: "string" },
  data: { type: "string" },
  fresh: { type: "boolean" },
  "postgres-port": { type: "string" },
  "graphql-port": { type: "string" },
  "anvil-port": { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

type Values = ReturnType<typeof parse>;

const DEFAULT_PORT = 4000;
const DEFAULT_DATA = ".seawall";

/**
 * Understands the flags of `seawall up`; `null` when help was asked for.
 *
 * @param args - Arguments after the command.
 * @param cwd - Folder that relative paths start from.
 * @throws {UsageError} when a flag is unknown, lacks its value, or contradicts another.
 */
export function parseUpArgs(args: readonly string[], cwd: string): UpOptions | null {
  const values = parse(args);
  if (values.help) return null;
  return {
    source: parseSource(values, cwd),
    port: parsePort("--port", values.port) ?? DEFAULT_PORT,
    dataDir: resolve(cwd, values.data ?? DEFAULT_DATA),
    isFresh: values.fresh ?? false,
    postgresPort: parsePort("--postgres-port", values["postgres-port"]),
    graphqlPort: parsePort("--graphql-port", values["graphql-port"]),
    anvilPort: parsePort("--anvil-port", values["anvil-port"]),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${UP_USAGE}`);
  }
}

function parseSource(values: Values, cwd: string): UpSource {
  const { scenario, history, network, rpc, subgraph } = values;
  const chosen = [scenario, history, rpc, subgraph].filter((value) => value !== undefined);
  if (chosen.length > 1) throw usage("--scenario, --history, --rpc and --subgraph exclude each other");
  if (subgraph !== undefined)
    return { kind: "subgraph", name: network ?? "mainnet", url: parseUrl("--subgraph", subgraph) };
  if (history !== undefined) return { kind: "history", dir: resolve(cwd, history) };
  if ((network === undefined) !== (rpc === undefined))
    throw usage("--network NAME and --rpc URL go together");
  if (scenario !== undefined) return { kind: "scenario", name: knownScenario(scenario) };
  if (network === undefined || rpc === undefined) return { kind: "local" };
  return { kind: "network", name: network, rpcUrl: parseUrl("--rpc", rpc) };
}

function knownScenario(name: string): string {
  if (name === SCENARIO_LIST) return name;
  try {
    return scenarioNamed(name).name;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${UP_USAGE}`);
  }
}

function parseUrl(flag: string, text: string): string {
  const isHttp = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
  if (!isHttp) throw usage(`${flag} expects an http or https URL, got "${text}"`);
  return text;
}

/**
 * Understands a port number; `undefined` stays so.
 *
 * @throws {UsageError} when it is no number from 1 to 65535.
 */
export function parsePort(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw usage(`${flag} expects a port number from 1 to 65535, got "${text}"`);
}

function usage(problem: string): UsageError {
  return new UsageError(`${problem}.\n\n${UP_USAGE}`);
}
