import { scenarioNamed } from "../scenarios/catalogue.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { playScenarioWorld, type ScenarioProgress, scenarioAnvilFlags } from "../scenarios/scenario-world.ts";
import { readCompletedWorld } from "../stack/data-folder.ts";
import type { ChainPlan } from "./chain-plan.ts";
import { LOCAL_POLLING_MS, orOtherVersion, startSessionChain } from "./local-plan.ts";
import type { Session } from "./session.ts";

/**
 * Plans a local chain on which a scenario is played.
 *
 * @param name - Of the scenario.
 * @throws {UnknownScenarioError} when there is none of that name.
 */
export function scenarioPlan(session: Session, name: string): ChainPlan {
  const scenario = scenarioNamed(name);
  const onProgress = (progress: ScenarioProgress) => session.progress.live(describe(scenario, progress));
  return {
    graphNetwork: "seawall-local",
    network: readCompletedWorld(session.folder)?.network ?? null,
    pollingMs: LOCAL_POLLING_MS,
    start: () => startSessionChain(session, scenarioAnvilFlags(scenario)),
    fill: async (chain) => {
      const playing = playScenarioWorld({ rpcUrl: chain.directUrl, scenario, onProgress });
      return (await orOtherVersion(session, playing)).network;
    },
  };
}

function describe({ name, blocks }: Scenario, { part, block }: ScenarioProgress): string {
  return `${name}: ${Math.round(part * 100)} % of ${blocks} blocks played · block ${block}`;
}
