import { type Anvil, startAnvil } from "../../../devnet/stack/anvil.ts";
import { requiredAnvilFlags } from "../../../devnet/world/required-anvil-flags.ts";
import { makeTempDir, type TempDir } from "../temp-dir.ts";

/** A fresh local chain of its own folder and port for one test file. */
export interface WorldChain {
  readonly rpcUrl: string;
  /** Stops the chain and starts it again from its saved state. */
  restart(): Promise<void>;
  /** Stops the chain and removes its folder. */
  stop(): Promise<void>;
}

function start(dir: TempDir): Promise<Anvil> {
  return startAnvil({ folder: dir.path, env: process.env, flags: requiredAnvilFlags });
}

/** Starts a chain that can carry the contracts of the local world. */
export async function startWorldChain(name: string): Promise<WorldChain> {
  const dir = makeTempDir(`world-${name}`);
  let anvil = await start(dir);
  return {
    get rpcUrl() {
      return anvil.rpcUrl;
    },
    restart: async () => {
      await anvil.stop();
      anvil = await start(dir);
    },
    stop: async () => {
      await anvil.stop();
      dir.remove();
    },
  };
}
