import { join } from "node:path";
import type { NetworkConfig } from "../../subgraph/manifest/network.ts";
import { removeAnvilCache, startAnvil } from "../stack/anvil.ts";
import { readCompletedWorld } from "../stack/data-folder.ts";
import { StackError } from "../stack/errors.ts";
import { startOrphanKeeper } from "../stack/orphan-keeper.ts";
import { claimPort } from "../stack/ports.ts";
import { UnfinishedWorldError } from "../world/errors.ts";
import { requiredAnvilFlags } from "../world/required-anvil-flags.ts";
import { playLocalWorld, type WorldProgress } from "../world/scenario.ts";
import type { ChainPlan, RunningChain } from "./chain-plan.ts";
import type { Session } from "./session.ts";

/** Milliseconds; a local chain costs nothing to look at. */
export const LOCAL_POLLING_MS = 200;

/** Plans a local chain with real protocol contracts, played through a price crash. */
export function localPlan(session: Session): ChainPlan {
  return {
    graphNetwork: "seawall-local",
    network: readCompletedWorld(session.folder)?.network ?? null,
    pollingMs: LOCAL_POLLING_MS,
    start: () => startSessionChain(session, requiredAnvilFlags),
    fill: (chain) => playWorld(session, chain),
  };
}

/**
 * Starts the chain of a session on its folder, port and log, with what keeps its lost blocks in front of it; its cache
 * of past states goes when it stops.
 */
export async function startSessionChain(session: Session, flags?: readonly string[]): Promise<RunningChain> {
  const { folder, env, options, supervisor } = session;
  supervisor.onStop(async () => removeAnvilCache(folder.anvil));
  const port = await claimPort(options.anvilPort, "--anvil-port");
  const anvil = await startAnvil({
    folder: folder.anvil,
    env,
    logFile: join(folder.logs, "anvil.log"),
    spawn: supervisor.start,
    ...(flags === undefined ? {} : { flags }),
  });
  const keeper = await startOrphanKeeper(anvil.rpcUrl, port);
  supervisor.onStop(() => keeper.stop());
  return { rpcUrl: keeper.url, directUrl: anvil.rpcUrl, save: anvil.save };
}

async function playWorld(session: Session, chain: RunningChain): Promise<NetworkConfig> {
  const { network } = await orOtherVersion(
    session,
    playLocalWorld({
      rpcUrl: chain.directUrl,
      onProgress: (progress) => session.progress.live(describeWorld(progress)),
    }),
  );
  return network;
}

/**
 * Waits for a world that is played on the session's chain.
 *
 * @throws {StackError} when the chain holds something else: what another version played.
 */
export async function orOtherVersion<T>(session: Session, playing: Promise<T>): Promise<T> {
  try {
    return await playing;
  } catch (error) {
    if (!(error instanceof UnfinishedWorldError)) throw error;
    throw new StackError(
      `The data folder "${session.folder.path}" holds the local world of another version. ` +
        "Run again with --fresh to build it anew, or choose another folder with --data DIR.",
      { cause: error },
    );
  }
}

function describeWorld({ step, part, block }: WorldProgress): string {
  return `local world: ${step} · ${Math.round(part * 100)} % · block ${block}`;
}
