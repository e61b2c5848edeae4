import { addTo, smaller } from "../arithmetic.ts";
import { approve } from "../credit/deploy-credit.ts";
import { GOVERNANCE, type ScenarioStage } from "../stage.ts";
import { PegModel } from "./peg-model.ts";

const KEY = "PegStabilityModule";

/** Places in the waterfall. */
const [MODULE_RANK, SURPLUS_RANK] = [1, 2];

/** Who may report prices of the gem. */
export const GEM_REPORTERS = ["reporter-1", "reporter-2"] as const;

/** Where a peg module is used: each call is queued for the chain and told to the model. */
export class PegDesk {
  readonly model: PegModel;
  /** Own coins by role, 18 decimals. */
  readonly coins = new Map<string, bigint>();
  /** Gem by role, 6 decimals. */
  readonly gems = new Map<string, bigint>();
  readonly #stage: ScenarioStage;

  /** @param ceiling - Most coins that the module issues. */
  constructor(stage: ScenarioStage, ceiling: bigint) {
    this.#stage = stage;
    this.model = new PegModel(ceiling);
    const gem = stage.deploy("TestToken", ["USD Coin", "USDC", 6], "USDC").address;
    const coin = stage.deploy("DebtToken", ["Reference dollar", "RUSD"], "RUSD").address;
    stage.deploy("OracleAggregator", [gem, 7_200n, 2n, 1_000n]);
    for (const reporter of GEM_REPORTERS)
      stage.send(GOVERNANCE, "OracleAggregator", "addReporter", [stage.of(reporter)]);
    stage.deploy("SurplusBuffer", [coin, SURPLUS_RANK, ceiling, stage.of(GOVERNANCE)]);
    stage.deploy(KEY, [gem, coin, stage.at("SurplusBuffer"), MODULE_RANK, ceiling]);
    for (const minter of [stage.at(KEY), stage.of(GOVERNANCE)])
      stage.send(GOVERNANCE, "RUSD", "setMinter", [minter, true]);
  }

  /** Reports a price of the gem. @param price - 10^-8 dollars. */
  report(price: bigint): void {
    for (const reporter of GEM_REPORTERS) this.#stage.send(reporter, "OracleAggregator", "report", [price]);
  }

  /** Gives somebody gem and coins that were made elsewhere. */
  endow(role: string, gem: bigint, coins: bigint): void {
    if (gem > 0n) this.#stage.send(role, "USDC", "mint", [this.#stage.of(role), gem]);
    if (coins > 0n) this.#stage.send(GOVERNANCE, "RUSD", "mint", [this.#stage.of(role), coins]);
    for (const token of ["USDC", "RUSD"]) approve(this.#stage, role, token, [KEY]);
    addTo(this.gems, role, gem);
    addTo(this.coins, role, coins);
  }

  /** Brings gem, as far as somebody has it and the module takes it. */
  buy(role: string, most: bigint): void {
    const gem = smaller(smaller(most, this.gems.get(role) ?? 0n), this.model.room);
    if (gem === 0n) return;
    this.#stage.send(role, KEY, "buyCoin", [gem]);
    addTo(this.gems, role, -gem);
    addTo(this.coins, role, this.model.buy(gem));
  }

  /** Brings coins, as many as somebody has; does nothing when the reserve does not reach. */
  sell(role: string, most: bigint): void {
    const coins = smaller(most, this.coins.get(role) ?? 0n);
    const gem = this.model.gemFor(coins);
    if (gem === 0n || gem > this.model.balance) return;
    this.#stage.send(role, KEY, "sellCoin", [coins]);
    addTo(this.coins, role, -coins);
    addTo(this.gems, role, gem);
    this.model.sell(coins);
  }

  /** Sets both fees, basis points. */
  setFees(inBps: bigint, outBps: bigint): void {
    this.#stage.send(GOVERNANCE, KEY, "setFees", [inBps, outBps]);
    this.model.feeInBps = inBps;
    this.model.feeOutBps = outBps;
  }

  /** Stops taking gem, or resumes. */
  setClosed(isClosed: boolean): void {
    this.#stage.send(GOVERNANCE, KEY, "setClosed", [isClosed]);
    this.model.isClosed = isClosed;
  }
}
