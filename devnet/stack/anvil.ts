import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Child, type Environment, type Spawn, startChild } from "./child.ts";
import { ANVIL, findBinary } from "./find-binary.ts";
import { callRpc } from "./json-rpc.ts";
import { freePort } from "./ports.ts";

/** How to start the local chain. */
export interface AnvilOptions {
  /** Folder of the chain's saved state; made when missing, resumed when not. Absolute. */
  readonly folder: string;
  readonly env: Environment;
  /** Loopback port; a free one unless given. */
  readonly port?: number;
  /** 31337 unless given. */
  readonly chainId?: number;
  /** More flags of anvil; unless given, block 0 is at 2015-07-30 15:26:13 UTC, before any real history. */
  readonly flags?: readonly string[];
  /** `<folder>/anvil.log` unless given. */
  readonly logFile?: string;
  readonly spawn?: Spawn;
}

/** A local chain that runs. */
export interface Anvil {
  readonly port: number;
  readonly rpcUrl: string;
  readonly child: Child;
  /**
   * Writes the whole chain to its folder; a chain that is killed resumes from here. Does nothing while the last
   * block is the one of the last time.
   */
  save(): Promise<void>;
  /** Saves and stops. */
  stop(): Promise<void>;
}

/** Time of Ethereum's genesis block, Unix seconds. */
const DEFAULT_FLAGS = ["--timestamp", "1438269973"];
const READY_MS = 60_000;

/**
 * Starts a local Ethereum chain that resumes where it was last saved. Blocks, receipts and logs are kept,
 * contract state of past blocks is not.
 *
 * @throws {MissingPartError} when neither the npm package nor `ANVIL_BIN` exists.
 * @throws {PartCrashedError} when it ends while starting.
 */
export async function startAnvil(options: AnvilOptions): Promise<Anvil> {
  removeAnvilCache(options.folder);
  mkdirSync(options.folder, { recursive: true });
  const port = options.port ?? (await freePort());
  const resumes = existsSync(stateFile(options.folder));
  const child = await (options.spawn ?? startChild)({
    name: "The local chain (anvil)",
    command: findBinary(ANVIL, options.env),
    args: anvilArguments(options, port),
    env: options.env,
    logFile: options.logFile ?? join(options.folder, "anvil.log"),
  });
  const rpcUrl = `http://127.0.0.1:${port}`;
  await child.waitUntil(() => chainAnswers(rpcUrl), { timeoutMs: READY_MS });
  if (resumes) await continueTime(rpcUrl);
  const save = stateSaver(rpcUrl, stateFile(options.folder));
  return { port, rpcUrl, child, save, stop: () => saveAndStop(child, save) };
}

function anvilArguments(options: AnvilOptions, port: number): string[] {
  const state = stateFile(options.folder);
  return [
    ...["--port", String(port), "--chain-id", String(options.chainId ?? 31337)],
    ...["--cache-path", cacheFolder(options.folder), "--quiet"],
    ...(existsSync(state) ? ["--load-state", state] : []),
    ...(options.flags ?? DEFAULT_FLAGS),
  ];
}

/** Removes what a stopped chain remembered of its past states: large, and of no use to the next start. */
export function removeAnvilCache(folder: string): void {
  rmSync(cacheFolder(folder), { recursive: true, force: true });
}

function cacheFolder(folder: string): string {
  return join(folder, "cache");
}

function stateFile(folder: string): string {
  return join(folder, "state.json");
}

async function chainAnswers(rpcUrl: string): Promise<true | null> {
  try {
    await callRpc(rpcUrl, "eth_chainId");
    return true;
  } catch {
    return null;
  }
}

/** Lets the chain's clock go on from its last block: anvil starts it again at the time of its flags. */
async function continueTime(rpcUrl: string): Promise<void> {
  const { timestamp } = await callRpc<{ timestamp: string }>(rpcUrl, "eth_getBlockByNumber", [
    "latest",
    false,
  ]);
  await callRpc(rpcUrl, "evm_setTime", [Number(timestamp)]);
}

/** Returns a function that saves when the chain has another head than the last time it was called. */
function stateSaver(rpcUrl: string, file: string): () => Promise<void> {
  let saved: string | null = null;
  return async () => {
    const { hash } = await callRpc<{ hash: string }>(rpcUrl, "eth_getBlockByNumber", ["latest", false]);
    if (hash === saved) return;
    await saveState(rpcUrl, file);
    saved = hash;
  };
}

/** Written beside and renamed: a run killed while saving keeps the state of before. */
async function saveState(rpcUrl: string, file: string): Promise<void> {
  const dump = await callRpc<string>(rpcUrl, "anvil_dumpState");
  const partial = `${file}.partial`;
  writeFileSync(partial, gunzipSync(Buffer.from(dump.slice(2), "hex")));
  renameSync(partial, file);
}

async function saveAndStop(child: Child, save: () => Promise<void>): Promise<void> {
  if (child.how === null) await save();
  await child.stop();
}
