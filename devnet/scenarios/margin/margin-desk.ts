import { zeroHash } from "viem";
import { approve } from "../credit/deploy-credit.ts";
import { GOVERNANCE, type ScenarioStage } from "../stage.ts";
import { MarginModel } from "./margin-model.ts";
import type { MarginTerms } from "./margin-terms.ts";

/** Who may report prices. */
export const MARGIN_REPORTERS = ["reporter-1", "reporter-2"] as const;

/** After which a report no longer counts, seconds; how many make a price; how far they may lie apart, basis points. */
const ORACLE = [7_200n, 2n, 200n] as const;
/** Places in the waterfall. */
const [FUND_RANK, CUTS_RANK] = [1, 2];
/** Gas limit of calls that may look at all accounts several times. */
const ENGINE_GAS = 3_000_000n;
/** Cause of what the founder gives the fund, as the standard numbers it. */
const DONATION = 7;

/** Where margin is put in, traded on and liquidated: each call is queued for the chain and told to the model. */
export class MarginDesk {
  readonly model: MarginModel;
  readonly #stage: ScenarioStage;

  constructor(stage: ScenarioStage, terms: MarginTerms) {
    this.#stage = stage;
    this.model = new MarginModel(terms);
    deployMargin(stage, terms);
  }

  /** Reports a price by all reporters. @param price - 10^-8 dollars. */
  report(price: bigint): void {
    for (const reporter of MARGIN_REPORTERS)
      this.#stage.send(reporter, "OracleAggregator", "report", [price]);
    this.model.price = price;
  }

  /** Gives the insurance fund its capital. */
  fund(from: string, amount: bigint): void {
    this.#endow(from, amount, "InsuranceFund");
    this.#stage.send(from, "InsuranceFund", "contribute", [DONATION, amount]);
    this.model.fund += amount;
  }

  /** Puts in margin that was made elsewhere. */
  deposit(role: string, amount: bigint): void {
    this.#endow(role, amount, "MarginEngine");
    this.#stage.send(role, "MarginEngine", "deposit", [amount]);
    this.model.deposit(role, amount);
  }

  withdraw(role: string, amount: bigint): void {
    this.#stage.send(role, "MarginEngine", "withdraw", [amount]);
    this.model.withdraw(role, amount);
  }

  /** The taker buys a size of the maker, who has agreed. */
  trade(taker: string, maker: string, size: bigint): void {
    this.#stage.send(maker, "MarginEngine", "setTaker", [this.#stage.of(taker), true]);
    this.#stage.send(taker, "MarginEngine", "trade", [this.#stage.of(maker), size]);
    this.model.trade(taker, maker, size);
  }

  liquidate(by: string, role: string): void {
    this.#stage.send(by, "MarginEngine", "liquidate", [this.#stage.of(role)]);
    this.model.liquidate(by, role);
  }

  /** Somebody pays for bad debt that is open. */
  cover(role: string, amount: bigint): void {
    this.#endow(role, amount, "Waterfall");
    const market = this.#stage.id("MarginEngine", 1);
    this.#stage.send(role, "Waterfall", "cover", [market, zeroHash, amount]);
    this.model.cover(amount);
  }

  #endow(role: string, amount: bigint, spender: string): void {
    this.#stage.send(role, "USDC", "mint", [this.#stage.of(role), amount]);
    approve(this.#stage, role, "USDC", [spender]);
  }
}

function deployMargin(stage: ScenarioStage, terms: MarginTerms): void {
  const usdc = stage.deploy("TestToken", ["USD Coin", "USDC", 6], "USDC").address;
  const weth = stage.deploy("TestToken", ["Wrapped ether", "WETH", 18], "WETH").address;
  stage.deploy("OracleAggregator", [weth, ...ORACLE]);
  stage.deploy("Waterfall", [usdc]);
  stage.deploy("InsuranceFund", [usdc, FUND_RANK]);
  const parts = ["OracleAggregator", "Waterfall", "InsuranceFund"].map((key) => stage.at(key));
  stage.deploy("MarginEngine", [usdc, 18, ...parts, terms]);
  stage.allowGas("MarginEngine", ENGINE_GAS);
  stage.deploy("AutoDeleveraging", [stage.at("MarginEngine"), CUTS_RANK]);
  const govern = (key: string, functionName: string, args: readonly unknown[]) =>
    stage.send(GOVERNANCE, key, functionName, args);
  for (const reporter of MARGIN_REPORTERS) govern("OracleAggregator", "addReporter", [stage.of(reporter)]);
  govern("MarginEngine", "setDeleveraging", [stage.at("AutoDeleveraging")]);
  govern("Waterfall", "setRunner", [stage.id("MarginEngine", 1), stage.at("MarginEngine")]);
  govern("Waterfall", "addLayer", [stage.at("InsuranceFund")]);
  govern("InsuranceFund", "setWaterfall", [stage.at("Waterfall")]);
}
