import type { SourceConfig } from "../../subgraph/manifest/network.ts";
import type { ChainDriver } from "../world/chain-driver.ts";
import { unixTime } from "../world/price-path.ts";
import type { ExpectedTotals, Scenario } from "./scenario.ts";
import { ScenarioStage } from "./stage.ts";

/** A scenario that has been played. */
export interface PlayedScenario {
  /** Where the subgraph finds its contracts. */
  readonly sources: readonly SourceConfig[];
  /** Totals by the plain model. */
  readonly expected: ExpectedTotals;
}

/** Seconds between the blocks in which contracts are deployed. */
const DEPLOY_SPACING = 12;

/**
 * Plays a scenario to its end, block by block at its own times; what does not fit into a block falls into the next ones, one
 * second apart.
 *
 * @param onBlock - Called after every block with the part that is over, 0 to 1.
 * @throws {WorldTransactionError} when a contract refuses a step.
 */
export async function playScenario(
  chain: ChainDriver,
  scenario: Scenario,
  onBlock: (part: number) => void = () => undefined,
): Promise<PlayedScenario> {
  const stage = new ScenarioStage(chain, scenario.name);
  const play = scenario.prepare(stage);
  await chain.mineAll(DEPLOY_SPACING);
  const start = unixTime(scenario.start);
  for (let at = 0; at < scenario.blocks; at++) {
    const time = start + at * scenario.spacing;
    play.act(time);
    await chain.mineAt(time);
    await chain.mineAll(1);
    onBlock((at + 1) / scenario.blocks);
  }
  return { sources: stage.sources, expected: play.expected() };
}
