import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";

/** An empty WebAssembly module: the header alone. No event of the anchor ever occurs, so no code runs. */
const EMPTY_MODULE = Buffer.from([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
const SCHEMA = "type Anchor @entity(immutable: true) {\n  id: Bytes!\n}\n";
const ABI = [{ type: "event", name: "Anchored", inputs: [], anonymous: false }];
const ADDRESS = "0x0000000000000000000000000000000000000001";

/**
 * Writes a subgraph that indexes nothing, and returns the path of its manifest. `gnd dev` removes and redeploys
 * the manifests given to it at every start, so it gets this one; the real subgraph is deployed through the admin
 * port, where it lasts.
 *
 * @param folder - Folder to write to; made when missing. Absolute.
 * @param graphNetwork - Network name as graph-node knows it.
 * @param startBlock - A block the chain has; blocks before it are not looked at.
 */
export function writeAnchorSubgraph(folder: string, graphNetwork: string, startBlock: number): string {
  mkdirSync(folder, { recursive: true });
  const manifest = join(folder, "subgraph.yaml");
  writeFileSync(join(folder, "anchor.wasm"), EMPTY_MODULE);
  writeFileSync(join(folder, "schema.graphql"), SCHEMA);
  writeFileSync(join(folder, "anchor.json"), JSON.stringify(ABI));
  writeFileSync(manifest, stringify(anchorManifest(graphNetwork, startBlock)));
  return manifest;
}

function anchorManifest(network: string, startBlock: number): object {
  const mapping = {
    kind: "ethereum/events",
    apiVersion: "0.0.9",
    language: "wasm/assemblyscript",
    file: "anchor.wasm",
    entities: ["Anchor"],
    abis: [{ name: "Anchor", file: "anchor.json" }],
    eventHandlers: [{ event: "Anchored()", handler: "handleAnchored" }],
  };
  const source = { address: ADDRESS, abi: "Anchor", startBlock };
  const dataSource = { kind: "ethereum/contract", name: "Anchor", network, source, mapping };
  return { specVersion: "1.3.0", schema: { file: "schema.graphql" }, dataSources: [dataSource] };
}
