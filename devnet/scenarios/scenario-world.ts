import { createPublicClient, http, parseEther } from "viem";
import { ChainDriver } from "../world/chain-driver.ts";
import { unixTime } from "../world/price-path.ts";
import type { LocalWorld } from "../world/scenario.ts";
import { decodeRecord, payRecorder, queueRecord, recordAddress } from "../world/world-record.ts";
import { playScenario } from "./play-scenario.ts";
import type { ExpectedTotals, Scenario } from "./scenario.ts";

/** Seconds before the play in which contracts are deployed. */
const PRELUDE = 86_400;

/** How far a play is. */
export interface ScenarioProgress {
  /** Number of the latest block. */
  readonly block: number;
  /** Part that is over, 0 to 1. */
  readonly part: number;
}

/** Which scenario is played where, and who wants to know how far it is. */
export interface ScenarioWorldOptions {
  readonly rpcUrl: string;
  readonly scenario: Scenario;
  readonly onProgress?: (progress: ScenarioProgress) => void;
}

/** The world of a scenario as it stands on its chain at the end. */
export interface ScenarioWorld extends LocalWorld {
  /** Totals by the plain model; null when the chain held the finished play already. */
  readonly expected: ExpectedTotals | null;
}

const genesisOf = ({ start }: Scenario) => unixTime(start) - PRELUDE;

const recordName = ({ name, version }: Scenario) => `scenario ${name} version ${version}`;

/** Arguments with which anvil must start to carry a scenario: its blocks come at the scenario's times. */
export function scenarioAnvilFlags(scenario: Scenario): readonly string[] {
  return ["--timestamp", String(genesisOf(scenario))];
}

/**
 * Plays a scenario on a fresh anvil. A chain that already holds the finished play is left as it is.
 *
 * @throws {UnsuitableChainError} when the chain was not started with {@link scenarioAnvilFlags}.
 * @throws {UnfinishedWorldError} when the chain holds something else, such as a play stopped half-way.
 * @throws {WorldTransactionError} when a contract refuses a step.
 */
export async function playScenarioWorld(options: ScenarioWorldOptions): Promise<ScenarioWorld> {
  const { rpcUrl, scenario } = options;
  const client = createPublicClient({ transport: http(rpcUrl) });
  const recorded = decodeRecord(await client.getCode({ address: recordAddress(recordName(scenario)) }));
  if (recorded !== null) return { ...recorded, expected: null };
  const chain = await ChainDriver.connect(rpcUrl, genesisOf(scenario));
  try {
    return await play(chain, options);
  } finally {
    await chain.release();
  }
}

async function play(chain: ChainDriver, options: ScenarioWorldOptions): Promise<ScenarioWorld> {
  const { scenario, onProgress } = options;
  payRecorder(chain, parseEther("10"), recordName(scenario));
  const { sources, expected } = await playScenario(chain, scenario, (part) =>
    onProgress?.({ block: chain.blockNumber, part }),
  );
  const world = {
    network: { name: "seawall-local", graphNetwork: "seawall-local", chainId: chain.chainId, sources },
    blocks: chain.blockNumber + 1,
    transactions: chain.transactions + 1,
  };
  queueRecord(chain, world, recordName(scenario));
  await chain.mineAll(scenario.spacing);
  return { ...world, expected };
}
