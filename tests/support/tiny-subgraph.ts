import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { stringify } from "yaml";
import { runTask } from "../../devnet/stack/child.ts";

const NODE_MODULES = resolve(import.meta.dirname, "../../node_modules");

/** Address of the contract that the tiny subgraph indexes. */
export const PINGER = "0x00000000000000000000000000000000000000aa";

/** keccak256("Ping(uint256)"), `cast sig-event "Ping(uint256)"`. */
const TOPIC = "48257dc961b6f792c2b78a080dacfed693b660960a702de21cee364e20270e2f";

/** Runtime code: stores the first word of the call data and emits it as `Ping(uint256)`. */
export const PINGER_CODE = `0x600035600052${`7f${TOPIC}`}60206000a100`;

const ABI = [
  {
    type: "event",
    name: "Ping",
    inputs: [{ name: "value", type: "uint256", indexed: false }],
    anonymous: false,
  },
];

const SCHEMA = `type Ping @entity(immutable: true) {
  id: Bytes!
  value: BigInt!
  block: BigInt!
}
`;

const MAPPING = `import { Ping as PingEvent } from "../generated/Pinger/Pinger";
import { Ping } from "../generated/schema";

export function handlePing(event: PingEvent): void {
  const ping = new Ping(event.transaction.hash.concatI32(event.logIndex.toI32()));
  ping.value = event.params.value;
  ping.block = event.block.number;
  ping.save();
}
`;

function manifest(graphNetwork: string): object {
  const mapping = {
    kind: "ethereum/events",
    apiVersion: "0.0.9",
    language: "wasm/assemblyscript",
    file: "./src/mapping.ts",
    entities: ["Ping"],
    abis: [{ name: "Pinger", file: "./Pinger.json" }],
    eventHandlers: [{ event: "Ping(uint256)", handler: "handlePing" }],
  };
  const source = { address: PINGER, abi: "Pinger", startBlock: 0 };
  const dataSources = [{ kind: "ethereum/contract", name: "Pinger", network: graphNetwork, source, mapping }];
  return { specVersion: "1.3.0", schema: { file: "./schema.graphql" }, dataSources };
}

/**
 * Writes and compiles a subgraph of one event, and returns the path of the built manifest.
 *
 * @param folder - Empty or missing folder.
 */
export async function buildTinySubgraph(folder: string, graphNetwork: string): Promise<string> {
  mkdirSync(join(folder, "src"), { recursive: true });
  symlinkSync(NODE_MODULES, join(folder, "node_modules"));
  writeFileSync(join(folder, "Pinger.json"), JSON.stringify(ABI));
  writeFileSync(join(folder, "schema.graphql"), SCHEMA);
  writeFileSync(join(folder, "src", "mapping.ts"), MAPPING);
  writeFileSync(join(folder, "subgraph.yaml"), stringify(manifest(graphNetwork)));
  for (const args of [["codegen"], ["build", "-o", "build"]]) await graph(folder, args);
  return join(folder, "build", "subgraph.yaml");
}

function graph(folder: string, args: readonly string[]): Promise<void> {
  return runTask({
    name: "graph-cli",
    command: process.execPath,
    args: [join(NODE_MODULES, "@graphprotocol", "graph-cli", "bin", "run.js"), ...args, "--skip-migrations"],
    env: process.env,
    cwd: folder,
    logFile: join(folder, "graph-cli.log"),
  });
}
