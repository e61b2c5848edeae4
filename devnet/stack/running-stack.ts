import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { NetworkConfig } from "../../subgraph/manifest/network.ts";

/** Where the parts of a running stack are, for commands that look at it. */
export interface RunningStack {
  /** URL of the API. */
  readonly api: string;
  /** GraphQL of the subgraph. */
  readonly subgraph: string;
  /** JSON-RPC of the chain. */
  readonly rpc: string;
  /** The contracts that are indexed. */
  readonly network: NetworkConfig;
  /** Folder of the API's store. */
  readonly storeDir: string;
}

function fileOf(dataDir: string): string {
  return join(dataDir, "run", "stack.json");
}

/** Tells other commands of this machine where the stack is. */
export function announceStack(dataDir: string, stack: RunningStack): void {
  const path = fileOf(dataDir);
  writeFileSync(`${path}.partial`, JSON.stringify(stack, null, 2), { mode: 0o600 });
  renameSync(`${path}.partial`, path);
}

/** Withdraws {@link announceStack}. */
export function withdrawStack(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true });
}

/** Returns what a stack announced; null when none runs on the data folder. A killed one may have left it. */
export function findStack(dataDir: string): RunningStack | null {
  try {
    return JSON.parse(readFileSync(fileOf(dataDir), "utf8")) as RunningStack;
  } catch {
    return null;
  }
}
