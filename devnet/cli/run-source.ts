import { announceStack, withdrawStack } from "../stack/running-stack.ts";
import type { ChainPlan } from "./chain-plan.ts";
import { startOverSubgraph } from "./external-subgraph.ts";
import { followIndexing, watchIndexing } from "./follow-indexing.ts";
import { followReading } from "./follow-reading.ts";
import { historyPlan } from "./history-plan.ts";
import { type IndexedWorld, startIndexedWorld } from "./indexed-world.ts";
import { keepWorld } from "./keep-world.ts";
import { localPlan } from "./local-plan.ts";
import { networkPlan } from "./network-plan.ts";
import { printFirstAnswer, printUrls } from "./print-answer.ts";
import { scenarioPlan } from "./scenario-plan.ts";
import type { Session } from "./session.ts";

/**
 * Starts what a session asks for, prints the URLs and the first answer, and then watches. Never returns.
 *
 * @throws {StackError} when something cannot start or indexing stops for good.
 */
export async function runSource(session: Session): Promise<never> {
  const { source } = session.options;
  if (source.kind === "subgraph") return runOverSubgraph(session, source.name, source.url);
  if (source.kind === "history") return runPlan(session, historyPlan(session, source.dir));
  if (source.kind === "scenario") return runPlan(session, scenarioPlan(session, source.name));
  if (source.kind === "network") return runPlan(session, networkPlan(session, source.name, source.rpcUrl));
  return runPlan(session, localPlan(session));
}

async function runPlan(session: Session, plan: ChainPlan): Promise<never> {
  const started = performance.now();
  const world = await startIndexedWorld(session, plan);
  printUrls(session.progress, { api: world.api.url, subgraph: world.subgraphUrl, rpc: world.chain.rpcUrl });
  announce(session, world);
  await followIndexing(session, world);
  await keepWorld(session, world);
  await printFirstAnswer(session.progress, world.api.url, (performance.now() - started) / 1000);
  return watchIndexing(session, world);
}

/** Lets commands such as `seawall reconcile` find the parts, until everything stops. */
function announce({ options, folder, supervisor }: Session, world: IndexedWorld): void {
  const { api, chain, network, subgraphUrl: subgraph } = world;
  announceStack(options.dataDir, {
    api: api.url,
    subgraph,
    rpc: chain.rpcUrl,
    network,
    storeDir: folder.path,
  });
  supervisor.onStop(async () => withdrawStack(options.dataDir));
}

async function runOverSubgraph(session: Session, network: string, url: string): Promise<never> {
  const started = performance.now();
  const api = await startOverSubgraph(session, network, url);
  printUrls(session.progress, { api: api.url, subgraph: url, rpc: null });
  await followReading(session.progress, api);
  await printFirstAnswer(session.progress, api.url, (performance.now() - started) / 1000);
  return new Promise<never>(() => undefined);
}
