import { approve } from "../credit/deploy-credit.ts";
import { GOVERNANCE, type ScenarioStage } from "../stage.ts";
import { InsuranceModel, LendingModel, type LendingTerms } from "./lending-model.ts";

/** Who may report prices. */
export const LENDING_REPORTERS = ["reporter-1", "reporter-2"] as const;

/** After which a report no longer counts, seconds; how many make a price; how far they may lie apart, basis points. */
const ORACLE = [7_200n, 2n, 200n] as const;
/** Place of the insurance among the layers; the pool's own lenders are the first. */
const INSURANCE_RANK = 2;
/** Cause of what fills the insurance, as the standard numbers it. */
const PREMIUM = 5;
/** More claims than there are. */
const ALL_CLAIMS = 1_000n;

/** What is lent against what, and how deposits are insured. */
export interface LendingPlan {
  readonly collateral: { readonly name: string; readonly symbol: string };
  readonly terms: LendingTerms;
  /** Most that is insured for one lender. */
  readonly insuredLimit: bigint;
  /** Reports lost deposits to the insurance. */
  readonly bank: string;
}

/** Where lenders, borrowers and the insurance of deposits act: each call is queued for the chain and told to the model. */
export class LendingDesk {
  readonly model: LendingModel;
  readonly insurance: InsuranceModel;
  /** Withdrawals that the pool refused. */
  refused = 0n;
  readonly #stage: ScenarioStage;
  readonly #plan: LendingPlan;

  constructor(stage: ScenarioStage, plan: LendingPlan) {
    this.#stage = stage;
    this.#plan = plan;
    this.model = new LendingModel(plan.terms);
    this.insurance = new InsuranceModel(plan.insuredLimit);
    deployLending(stage, plan);
  }

  /** Reports a price of the collateral by all reporters. @param price - 10^-8 dollars. */
  report(price: bigint): void {
    for (const reporter of LENDING_REPORTERS)
      this.#stage.send(reporter, "OracleAggregator", "report", [price]);
    this.model.price = price;
  }

  /** Gives somebody money that was made elsewhere, to pay contracts with. */
  endow(role: string, amount: bigint, spenders: readonly string[]): void {
    this.#stage.send(role, "USDC", "mint", [this.#stage.of(role), amount]);
    approve(this.#stage, role, "USDC", spenders);
  }

  supply(role: string, amount: bigint): void {
    this.endow(role, amount, ["LendingPool"]);
    this.#stage.send(role, "LendingPool", "supply", [amount]);
    this.model.supply(role, amount);
  }

  /** Takes everything out, or what cash there is; tries in vain when there is none. */
  withdraw(role: string): void {
    const { model } = this;
    const shares = model.sharesOf(role);
    const there = model.sharesFor(model.cash);
    if (there === 0n) {
      this.refused += 1n;
      this.#stage.attempt(role, "LendingPool", "withdraw", [shares]);
      return;
    }
    const taken = there < shares ? there : shares;
    this.#stage.send(role, "LendingPool", "withdraw", [taken]);
    model.withdraw(role, taken);
  }

  /** Borrows against collateral that is made for it. */
  borrow(role: string, collateral: bigint, amount: bigint): void {
    const { symbol } = this.#plan.collateral;
    this.#stage.send(role, symbol, "mint", [this.#stage.of(role), collateral]);
    approve(this.#stage, role, symbol, ["LendingPool"]);
    this.#stage.send(role, "LendingPool", "borrow", [collateral, amount]);
    this.model.borrow(role, collateral, amount);
  }

  /** Repays everything. */
  close(role: string): void {
    approve(this.#stage, role, "USDC", ["LendingPool"]);
    this.#stage.send(role, "LendingPool", "close");
    this.model.close(role);
  }

  liquidate(by: string, role: string): void {
    this.#stage.send(by, "LendingPool", "liquidate", [this.#stage.of(role)]);
    this.model.liquidate(role);
  }

  /** Fills the insurance. */
  insure(from: string, amount: bigint): void {
    this.endow(from, amount, ["DepositInsurance"]);
    this.#stage.send(from, "DepositInsurance", "contribute", [PREMIUM, amount]);
    this.insurance.balance += amount;
  }

  /** The bank reports what a lender lost. */
  reportLoss(role: string, lost: bigint): void {
    this.#stage.send(this.#plan.bank, "DepositInsurance", "report", [this.#stage.of(role), lost]);
    this.insurance.report(lost);
  }

  /** The insurance pays its queue. */
  payClaims(by: string): void {
    this.#stage.send(by, "DepositInsurance", "pay", [ALL_CLAIMS]);
    this.insurance.pay();
  }
}

function deployLending(stage: ScenarioStage, { collateral, terms, insuredLimit, bank }: LendingPlan): void {
  const usdc = stage.deploy("TestToken", ["USD Coin", "USDC", 6], "USDC").address;
  const pledged = stage.deploy(
    "TestToken",
    [collateral.name, collateral.symbol, 18],
    collateral.symbol,
  ).address;
  stage.deploy("OracleAggregator", [pledged, ...ORACLE]);
  for (const reporter of LENDING_REPORTERS)
    stage.send(GOVERNANCE, "OracleAggregator", "addReporter", [stage.of(reporter)]);
  stage.deploy("LendingPool", [usdc, pledged, stage.at("OracleAggregator"), terms]);
  stage.deploy("DepositInsurance", [usdc, insuredLimit, INSURANCE_RANK]);
  stage.send(GOVERNANCE, "DepositInsurance", "setBank", [stage.of(bank)]);
}
