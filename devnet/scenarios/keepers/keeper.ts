import { quotientUp, WAD } from "../arithmetic.ts";

/** What a keeper can do and what it shies away from. */
export interface KeeperTerms {
  readonly role: string;
  /** Seconds from when something first pays to when the keeper's transaction can be in a block. */
  readonly latency: number;
  /** Most calls in one block. */
  readonly callsPerBlock: number;
  /** Most gas of its calls in one block. */
  readonly gasPerBlock: bigint;
  /** Highest gas price that it pays, wei. */
  readonly mostGasPrice: bigint;
}

/** What gas costs in a block. */
export interface BlockCosts {
  /** Seconds. */
  readonly time: number;
  /** Base fee, wei. */
  readonly gasPrice: bigint;
  /** Price of one whole coin of the chain, in units of whatever gains are counted in. */
  readonly coinPrice: bigint;
}

/** Something that a keeper may do. */
export interface Opportunity {
  /** By which it is known again in later blocks. */
  readonly key: string;
  /** Gas that the keeper reckons with. */
  readonly gas: bigint;
  /** What it brings before gas; negative when it costs. */
  readonly gain: bigint;
}

/** How often a keeper acted, and why it did not. */
export interface KeeperCounts {
  acted: bigint;
  /** The gas price was above its highest. */
  tooDear: bigint;
  /** It did not pay after gas. */
  unprofitable: bigint;
  /** Its transaction was still on the way. */
  late: bigint;
  /** Its calls or its gas of the block were used up. */
  full: bigint;
}

/** Acts on what pays after gas, as late and as often as its terms allow. */
export class Keeper {
  readonly terms: KeeperTerms;
  readonly counts: KeeperCounts = { acted: 0n, tooDear: 0n, unprofitable: 0n, late: 0n, full: 0n };
  #costs: BlockCosts = { time: 0, gasPrice: 0n, coinPrice: 0n };
  #calls = 0;
  #gas = 0n;
  readonly #seenAt = new Map<string, number>();

  constructor(terms: KeeperTerms) {
    this.terms = terms;
  }

  get role(): string {
    return this.terms.role;
  }

  /** A new block: what it costs, with nothing used up. */
  begin(costs: BlockCosts): void {
    this.#costs = costs;
    this.#calls = 0;
    this.#gas = 0n;
  }

  /** What some gas costs in this block, in the unit of gains, rounded up. */
  costOf(gas: bigint): bigint {
    return quotientUp(gas * this.#costs.gasPrice * this.#costs.coinPrice, WAD);
  }

  /** Whether the keeper does it in this block; if so its calls and its gas are used up by that. */
  takes(opportunity: Opportunity): boolean {
    const obstacle = this.#obstacle(opportunity);
    this.counts[obstacle ?? "acted"] += 1n;
    if (obstacle !== null) return false;
    this.#seenAt.delete(opportunity.key);
    this.#calls += 1;
    this.#gas += opportunity.gas;
    return true;
  }

  #obstacle({ key, gas, gain }: Opportunity): Exclude<keyof KeeperCounts, "acted"> | null {
    const { terms } = this;
    const isDear = this.#costs.gasPrice > terms.mostGasPrice;
    if (isDear || gain <= this.costOf(gas)) {
      this.#seenAt.delete(key);
      return isDear ? "tooDear" : "unprofitable";
    }
    const seenAt = this.#seenAt.get(key) ?? this.#costs.time;
    this.#seenAt.set(key, seenAt);
    if (this.#costs.time < seenAt + terms.latency) return "late";
    const isFull = this.#calls >= terms.callsPerBlock || this.#gas + gas > terms.gasPerBlock;
    return isFull ? "full" : null;
  }
}
