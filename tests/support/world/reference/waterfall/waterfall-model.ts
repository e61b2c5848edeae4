import {
  BondModel,
  FundModel,
  type LayerModel,
  least,
  ReinsuranceModel,
  StakeModel,
  SurplusModel,
} from "./layer-models.ts";

/** Layers in the order in which they pay. */
export const LAYERS = [
  "InsuranceFund",
  "StakedModule",
  "BondReserve",
  "SurplusBuffer",
  "ReinsuranceLayer",
] as const;

export type LayerName = (typeof LAYERS)[number];

/** What each layer could pay for a loss, and what it should. */
export interface Draw {
  readonly layer: LayerName;
  readonly capacity: bigint;
  readonly payment: bigint;
}

/** The waterfall with its layers in plain numbers; knows nothing of the contracts. */
export class WaterfallModel {
  readonly fund = new FundModel();
  readonly stake = new StakeModel();
  readonly bonds = new BondModel();
  readonly surplus = new SurplusModel();
  readonly reinsurance = new ReinsuranceModel();
  readonly layers: Readonly<Record<LayerName, LayerModel>> = {
    InsuranceFund: this.fund,
    StakedModule: this.stake,
    BondReserve: this.bonds,
    SurplusBuffer: this.surplus,
    ReinsuranceLayer: this.reinsurance,
  };
  /** Time of the block, seconds. */
  now: bigint;
  open = 0n;
  recognised = 0n;
  /** Draws of the last loss. */
  draws: readonly Draw[] = [];
  readonly #openOfLoss = new Map<bigint, bigint>();

  constructor(now: bigint) {
    this.now = now;
  }

  /** Recognises a loss and lets the layers pay in their order. */
  absorb(loss: bigint, amount: bigint): boolean {
    if (this.#openOfLoss.has(loss)) return false;
    let missing = amount;
    this.draws = LAYERS.map((layer) => {
      const capacity = this.layers[layer].capacity(amount, this.now);
      const payment = least(missing, capacity);
      this.layers[layer].pay(payment);
      missing -= payment;
      return { layer, capacity, payment };
    });
    this.open += missing;
    this.recognised += amount;
    this.#openOfLoss.set(loss, missing);
    return true;
  }

  /** Covers, socialises or gives up a part; zero names no loss. */
  close(loss: bigint, amount: bigint): boolean {
    const openOfLoss = this.#openOfLoss.get(loss);
    if (amount > this.open || (loss !== 0n && amount > (openOfLoss ?? 0n))) return false;
    this.open -= amount;
    if (openOfLoss !== undefined) this.#openOfLoss.set(loss, openOfLoss - amount);
    return true;
  }
}
