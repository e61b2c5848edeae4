import { writeCompletedWorld } from "../stack/data-folder.ts";
import type { IndexedWorld } from "./indexed-world.ts";
import type { Session } from "./session.ts";

const SAVE_INTERVAL_MS = 5_000;

/**
 * Keeps a local chain for the next start: saves it now, whenever it has new blocks, and at the end. Called when
 * everything on it is indexed, and not before: a chain that resumes no longer knows the state of past blocks, which
 * graph-node asks for while it indexes them. Without this a start begins from nothing.
 */
export async function keepWorld({ folder, supervisor }: Session, world: IndexedWorld): Promise<void> {
  const { save } = world.chain;
  if (save === undefined) return;
  await save();
  writeCompletedWorld(folder, { network: world.network, subgraph: world.build.hash });
  const timer = setInterval(() => void save().catch(() => undefined), SAVE_INTERVAL_MS);
  supervisor.onStop(async () => {
    clearInterval(timer);
    await save();
  });
}
