import { scenarioNamed } from "../../../devnet/scenarios/catalogue.ts";
import type { ExpectedTotals } from "../../../devnet/scenarios/scenario.ts";
import {
  playScenarioWorld,
  type ScenarioWorld,
  scenarioAnvilFlags,
} from "../../../devnet/scenarios/scenario-world.ts";
import { type Ledger, readLedger } from "../e2e/ledger.ts";
import { startAnvil } from "../start-anvil.ts";
import { indexLedger } from "../world/index-ledger.ts";
import { reconcileWorld, type WorldComparison } from "../world/reconcile-world.ts";

/** A scenario that was played on a chain of its own and indexed by the real graph-node. */
export interface ScenarioRun {
  readonly world: ScenarioWorld;
  /** Totals by the scenario's plain model. */
  readonly expected: ExpectedTotals;
  readonly ledger: Ledger;
  /** Of its chain. */
  readonly rpcUrl: string;
  /** Plays again on the same chain, as a second start does. */
  replay(): Promise<ScenarioWorld>;
  /** Compares the ledger with the contracts' own views at every block. */
  reconcile(): Promise<WorldComparison>;
  stop(): Promise<void>;
}

/** Plays and indexes a scenario. @param name - As `--scenario` names it. */
export async function runScenario(name: string): Promise<ScenarioRun> {
  const scenario = scenarioNamed(name);
  const anvil = await startAnvil(...scenarioAnvilFlags(scenario));
  try {
    const options = { rpcUrl: anvil.url, scenario };
    const world = await playScenarioWorld(options);
    if (world.expected === null) throw new Error("the chain was not fresh");
    const ledger = await indexLedger(world.network, anvil.url, world.blocks);
    const stop = () => ledger.stop().then(() => anvil.stop());
    return {
      world,
      expected: world.expected,
      rpcUrl: anvil.url,
      ledger: await readLedger(ledger.url),
      replay: () => playScenarioWorld(options),
      reconcile: () =>
        reconcileWorld({ ledger, network: world.network, rpcUrl: anvil.url, head: world.blocks }),
      stop,
    };
  } catch (error) {
    await anvil.stop();
    throw error;
  }
}
