import { parseEther } from "viem";
import { addTo, quotientUp, WAD } from "../arithmetic.ts";
import type { CreditModel } from "../credit/credit-model.ts";
import { ADDED_RANKS, approve } from "../credit/deploy-credit.ts";
import { GOVERNANCE, type ScenarioStage } from "../stage.ts";
import { PutModel, type PutSeries } from "./put-model.ts";

const KEY = "PutOptionBackstop";

/** A year, 10^18 = 100 %; what all series are quoted at. */
const VOLATILITY = parseEther("1.2");

/** Terms of a series before it is listed. */
export type PutTerms = Omit<PutSeries, "number" | "fixedAt" | "open">;

/** Where puts are written, bought and exercised: each call is queued for the chain and told to the model. */
export class PutDesk {
  readonly model = new PutModel();
  readonly #stage: ScenarioStage;
  readonly #credit: CreditModel;
  /** Ids that the contract has made: its backstop and its market. */
  #ids = 2;

  /** Queues the backstop as a layer of the waterfall, after those that are there. */
  constructor(stage: ScenarioStage, credit: CreditModel) {
    this.#stage = stage;
    this.#credit = credit;
    stage.deploy(KEY, [stage.at("RUSD"), stage.at("WETH"), stage.at("OracleAggregator"), ADDED_RANKS[0]]);
    stage.send(GOVERNANCE, "Waterfall", "addLayer", [stage.at(KEY)]);
    stage.send(GOVERNANCE, KEY, "setWaterfall", [stage.at("Waterfall")]);
    credit.losses.layers.push(this.model);
  }

  /** Gives the reserve its capital. */
  fund(from: string, amount: bigint): void {
    approve(this.#stage, from, "RUSD", [KEY]);
    this.#stage.send(from, KEY, "fund", [amount]);
    this.model.balance += amount;
  }

  /** Offers a series. */
  list(terms: PutTerms): PutSeries {
    const { side, isEuropean, isPhysical, strike, expiry, premium } = terms;
    const listed = {
      side: side === "LONG" ? 0 : 1,
      style: isEuropean ? 1 : 0,
      settlement: isPhysical ? 1 : 0,
      ...{ strike, expiry: BigInt(expiry), premium, impliedVolatility: VOLATILITY },
    };
    this.#stage.send(GOVERNANCE, KEY, "list", [listed]);
    this.#ids += 1;
    return { ...terms, number: this.#ids, fixedAt: null, open: new Map() };
  }

  /** Somebody takes the other side: pays the premium, or gets it and locks the strike. */
  open(series: PutSeries, account: string, size: bigint): void {
    this.#stage.send(account, KEY, "open", [this.#id(series), size]);
    this.model.open(series, account, size);
    if (series.side === "SHORT") addTo(this.#credit.coins, account, -quotientUp(size * series.premium, WAD));
  }

  /** The holder of a put that the protocol sold exercises it. */
  exercise(series: PutSeries, account: string, size: bigint): void {
    if (series.isPhysical) {
      this.#stage.send(account, "WETH", "mint", [this.#stage.of(account), size]);
      approve(this.#stage, account, "WETH", [KEY]);
    }
    this.#stage.send(account, KEY, "exercise", [this.#id(series), size]);
    this.#exercised(series, account, size);
  }

  /** The protocol exercises against a writer. */
  exerciseAgainst(series: PutSeries, account: string, size: bigint): void {
    this.#stage.send(GOVERNANCE, KEY, "exerciseAgainst", [this.#id(series), this.#stage.of(account), size]);
    this.#exercised(series, account, size);
  }

  /** Fixes the price of a European series that has expired. */
  fix(series: PutSeries): void {
    this.#stage.send(GOVERNANCE, KEY, "fix", [this.#id(series)]);
    series.fixedAt = this.#credit.price;
  }

  /** Ends what is left in a series. */
  expire(series: PutSeries, account: string): void {
    this.#stage.send(GOVERNANCE, KEY, "expire", [this.#id(series), this.#stage.of(account)]);
    this.model.expire(series, account);
  }

  #exercised(series: PutSeries, account: string, size: bigint): void {
    this.#ids += 1;
    this.model.exercise(series, account, size, this.#credit.price);
  }

  #id(series: PutSeries) {
    return this.#stage.id(KEY, series.number);
  }
}
