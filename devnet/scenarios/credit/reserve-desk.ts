import { addTo } from "../arithmetic.ts";
import { GOVERNANCE, type ScenarioStage } from "../stage.ts";
import type { CreditModel } from "./credit-model.ts";
import { ADDED_RANKS, approve } from "./deploy-credit.ts";
import { FundLayer, StakeLayer } from "./reserve-layers.ts";

/** Cause of what the founder gives the fund, as the standard numbers it. */
const DONATION = 7;

/** How long stakers wait, seconds, and most of the stake that one loss takes, basis points. */
export interface StakeTerms {
  readonly cooldown: number;
  readonly maxSlashBps: bigint;
}

/** An insurance fund and a staked module behind vaults: each call is queued for the chain and told to the model. */
export class ReserveDesk {
  readonly fundModel = new FundLayer();
  readonly stakeModel: StakeLayer;
  readonly #stage: ScenarioStage;
  readonly #credit: CreditModel;
  readonly #coin: string;

  /**
   * Queues both as layers of the waterfall, after those that are there.
   *
   * @param coin - Symbol of what they hold.
   */
  constructor(
    stage: ScenarioStage,
    credit: CreditModel,
    { coin, terms }: { coin: string; terms: StakeTerms },
  ) {
    this.#stage = stage;
    this.#credit = credit;
    this.#coin = coin;
    this.stakeModel = new StakeLayer(terms.maxSlashBps);
    const [fundRank, stakeRank] = ADDED_RANKS;
    stage.deploy("InsuranceFund", [stage.at(coin), fundRank]);
    stage.deploy("StakedModule", [stage.at(coin), stakeRank, BigInt(terms.cooldown), terms.maxSlashBps]);
    for (const key of ["InsuranceFund", "StakedModule"]) {
      stage.send(GOVERNANCE, "Waterfall", "addLayer", [stage.at(key)]);
      stage.send(GOVERNANCE, key, "setWaterfall", [stage.at("Waterfall")]);
    }
    credit.losses.layers.push(this.fundModel, this.stakeModel);
  }

  /** Gives the fund its capital. */
  fund(from: string, amount: bigint): void {
    approve(this.#stage, from, this.#coin, ["InsuranceFund"]);
    this.#stage.send(from, "InsuranceFund", "contribute", [DONATION, amount]);
    this.fundModel.balance += amount;
  }

  stake(role: string, amount: bigint): void {
    this.#stage.send(role, "StakedModule", "stake", [amount]);
    addTo(this.#credit.coins, role, -amount);
    this.stakeModel.stake(role, amount);
  }

  /** Asks to leave with everything. */
  requestExit(role: string): void {
    this.#stage.send(role, "StakedModule", "requestExit", [this.stakeModel.sharesOf(role)]);
  }

  exit(role: string): void {
    this.#stage.send(role, "StakedModule", "exit");
    this.stakeModel.exit(role);
  }
}
