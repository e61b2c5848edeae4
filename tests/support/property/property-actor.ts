import type { LocalWorld } from "../../../devnet/world/scenario.ts";
import { BlockMiner } from "../e2e/block-miner.ts";
import { callOfAct } from "./call-of-act.ts";
import { type Contracts, findContracts } from "./contracts.ts";
import { endow } from "./endowments.ts";
import type { Step } from "./step.ts";

/** Plays steps on the finished local world, from the same block each time. */
export class PropertyActor {
  readonly miner: BlockMiner;
  readonly #contracts: Contracts;
  /** The block on which every sequence begins. */
  readonly ground: number;
  /** Number of the highest block that was taken back. */
  #highestLost = 0;

  constructor(miner: BlockMiner, contracts: Contracts, ground: number) {
    this.miner = miner;
    this.#contracts = contracts;
    this.ground = ground;
  }

  /** Connects and prepares the actors. */
  static async connect(rpcUrl: string, world: LocalWorld): Promise<PropertyActor> {
    const miner = await BlockMiner.connect(rpcUrl);
    const contracts = await endow(miner, await findContracts(miner, world));
    return new PropertyActor(miner, contracts, (await miner.head()).number);
  }

  /**
   * Takes everything since the ground back, then plays the steps. Ends above every block that was taken back:
   * graph-node follows a chain only when it grows.
   */
  async play(steps: readonly Step[]): Promise<void> {
    await this.#takeBack(Number.POSITIVE_INFINITY);
    for (const step of steps) {
      if (step.kind === "take back") await this.#takeBack(step.depth);
      else await this.#mine(step);
    }
    const { number } = await this.miner.head();
    if (number <= this.#highestLost) await this.miner.client.mine({ blocks: this.#highestLost + 1 - number });
  }

  async #mine({ acts, wait }: Extract<Step, { kind: "block" }>): Promise<void> {
    const calls = acts.map((act) => callOfAct(this.#contracts, act));
    await this.miner.mine(calls, wait);
  }

  async #takeBack(depth: number): Promise<void> {
    const { number } = await this.miner.head();
    const most = Math.min(depth, number - this.ground);
    if (most === 0) return;
    this.#highestLost = Math.max(this.#highestLost, number);
    await this.miner.takeBack(most);
  }
}
