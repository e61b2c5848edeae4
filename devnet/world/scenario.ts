import { createPublicClient, http, parseEther } from "viem";
import type { NetworkConfig } from "../../subgraph/manifest/network.ts";
import { WORLD_START } from "./cast.ts";
import { ChainDriver } from "./chain-driver.ts";
import { UnsuitableChainError } from "./errors.ts";
import { describeNetwork } from "./local-network.ts";
import { playAftermath } from "./phases/aftermath.ts";
import { playCrash } from "./phases/crash.ts";
import { playPrelude } from "./phases/prelude.ts";
import { playReference } from "./reference/play-reference.ts";
import { decodeRecord, payRecorder, queueRecord, recordAddress } from "./world-record.ts";

const CHAIN_ID = 31_337;

/** Creation code of a contract one byte above the limit of EIP-170: 24,577 zero bytes. */
const OVERSIZED_CONTRACT = "0x6160016000f3";

/** The local world as it stands on the chain when it is finished. */
export interface LocalWorld {
  /** Where the subgraph finds its contracts. */
  readonly network: NetworkConfig;
  /** Number of the last block. */
  readonly blocks: number;
  readonly transactions: number;
}

/** What the world is doing. */
export interface WorldProgress {
  readonly step:
    | "deploying the protocols"
    | "playing the crash"
    | "playing the aftermath"
    | "playing the reference contracts"
    | "done";
  /** Number of the latest block. */
  readonly block: number;
  /** Part of the step that is over, 0 to 1. */
  readonly part: number;
}

/** Where the chain is and who wants to know how far the world is. */
export interface LocalWorldOptions {
  readonly rpcUrl: string;
  readonly onProgress: (progress: WorldProgress) => void;
}

async function findRecord(rpcUrl: string): Promise<LocalWorld | null> {
  const client = createPublicClient({ transport: http(rpcUrl) });
  return decodeRecord(await client.getCode({ address: recordAddress() }));
}

async function requireSuitable({ client, chainId }: ChainDriver): Promise<void> {
  if (chainId !== CHAIN_ID) throw new UnsuitableChainError(`chain id ${CHAIN_ID}`, String(chainId));
  const acceptsLargeCode = await client.call({ data: OVERSIZED_CONTRACT }).then(
    () => true,
    () => false,
  );
  if (!acceptsLargeCode) throw new UnsuitableChainError("a chain without a code size limit", "one with it");
}

async function play(chain: ChainDriver, onProgress: LocalWorldOptions["onProgress"]): Promise<LocalWorld> {
  const report = (step: WorldProgress["step"], part: number) =>
    onProgress({ step, block: chain.blockNumber, part });
  report("deploying the protocols", 0);
  payRecorder(chain, parseEther("10"));
  const world = await playPrelude(chain);
  await playCrash(world, (part) => report("playing the crash", part));
  report("playing the aftermath", 0);
  await playAftermath(world);
  const reference = await playReference(chain, (part) => report("playing the reference contracts", part));
  const finished = {
    network: describeNetwork(world, reference),
    blocks: chain.blockNumber + 1,
    transactions: chain.transactions + 1,
  };
  queueRecord(chain, finished);
  await chain.mineAll();
  report("done", 1);
  return finished;
}

/**
 * Deploys the real contracts of a coverage pool, Perp v1 and Aave v3.0 on a fresh anvil and plays the crash of
 * March 2020 over them, block by block at the times of the record; then deploys the reference contracts and plays
 * those. Every run gives the same blocks and logs.
 * A chain that already holds the finished world is left as it is and gives the same answer.
 *
 * @throws {UnsuitableChainError} when the chain was not started with {@link requiredAnvilFlags}.
 * @throws {UnfinishedWorldError} when the chain holds something else, such as a world stopped half-way.
 * @throws {WorldTransactionError} when a contract refuses a step of the scenario.
 */
export async function playLocalWorld({ rpcUrl, onProgress }: LocalWorldOptions): Promise<LocalWorld> {
  const recorded = await findRecord(rpcUrl);
  if (recorded !== null) return recorded;
  const chain = await ChainDriver.connect(rpcUrl, WORLD_START);
  try {
    await requireSuitable(chain);
    return await play(chain, onProgress);
  } finally {
    await chain.release();
  }
}
