import { parseEther } from "viem";
import type { SourceConfig } from "../../subgraph/manifest/network.ts";
import type { ChainDriver } from "../world/chain-driver.ts";
import { unixTime } from "../world/price-path.ts";
import { OverfullBlockError } from "./errors.ts";
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

/** What each role has for gas, wei. */
const GAS_MONEY = parseEther("50");

/**
 * Plays a scenario to its end, block by block at its own times. What is queued for a block must fit into it, because the
 * model counts with the block's time.
 *
 * @param onBlock - Called after every block with the part that is over, 0 to 1.
 * @throws {OverfullBlockError} when a block cannot take everything.
 * @throws {WorldTransactionError} when a contract refuses a step.
 */
export async function playScenario(
  chain: ChainDriver,
  scenario: Scenario,
  onBlock: (part: number) => void = () => undefined,
): Promise<PlayedScenario> {
  const stage = new ScenarioStage(chain, scenario.name);
  for (const role of scenario.roles) chain.pay(stage.of(role), GAS_MONEY);
  await chain.mineAll(DEPLOY_SPACING);
  const play = scenario.prepare(stage);
  await chain.mineAll(DEPLOY_SPACING);
  const start = unixTime(scenario.start);
  for (let at = 0; at < scenario.blocks; at++) {
    const time = start + at * scenario.spacing;
    play.act(time);
    if (scenario.baseFee !== undefined) chain.setBaseFee(scenario.baseFee(time));
    await chain.mineAt(time);
    if (chain.hasQueue) throw new OverfullBlockError(scenario.name, time);
    onBlock((at + 1) / scenario.blocks);
  }
  return { sources: stage.sources, expected: play.expected() };
}
