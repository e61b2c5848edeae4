import { zeroHash } from "viem";
import { addTo, BPS, quotientUp } from "../arithmetic.ts";
import { GOVERNANCE, type ScenarioStage } from "../stage.ts";
import type { AuctionModel } from "./auction-model.ts";
import { CreditModel } from "./credit-model.ts";
import type { CreditTerms } from "./credit-terms.ts";
import {
  approve,
  COIN_ORACLE,
  type CreditAssets,
  creditMarket,
  deployCredit,
  ETHER_FOR_DOLLARS,
  REPORTERS,
} from "./deploy-credit.ts";
import type { DebtSale } from "./loss-model.ts";

/** Share by which each bid of a debt auction is below the last. */
const STEP_BPS = 500n;

/** Where actors act: each call is queued for the chain and told to the model, in the same order. */
export class CreditDesk {
  readonly model: CreditModel;
  readonly #stage: ScenarioStage;
  readonly #assets: CreditAssets;

  constructor(stage: ScenarioStage, terms: CreditTerms, assets: CreditAssets = ETHER_FOR_DOLLARS) {
    this.#stage = stage;
    this.#assets = assets;
    this.model = new CreditModel(terms);
    deployCredit(stage, terms, assets);
  }

  /** Reports a price by all reporters. @param price - 10^-8 dollars. */
  report(price: bigint): void {
    for (const reporter of REPORTERS) this.#stage.send(reporter, "OracleAggregator", "report", [price]);
    this.model.price = price;
  }

  /**
   * Reports a price of the coin, where it is not counted at a dollar.
   *
   * @param price - 10^-8 dollars.
   * @param collateralPrice - The last one reported of the collateral, 10^-8 dollars.
   */
  reportCoin(price: bigint, collateralPrice: bigint): void {
    for (const reporter of REPORTERS) this.#stage.send(reporter, COIN_ORACLE, "report", [price]);
    this.model.price = (collateralPrice * 10n ** 8n) / price;
  }

  /** Opens a vault with collateral that is made for it. */
  open(role: string, collateral: bigint, debt: bigint): void {
    this.#bring(role, collateral);
    this.#stage.send(role, "CollateralVault", "adjust", [collateral, debt]);
    this.model.open(role, collateral, debt);
  }

  /** Adds collateral to a vault. */
  topUp(role: string, collateral: bigint): void {
    this.#bring(role, collateral);
    this.#stage.send(role, "CollateralVault", "adjust", [collateral, 0n]);
    this.model.vault(role).collateral += collateral;
  }

  /** Sends stablecoin to somebody who will pay the given contracts with it. */
  lend(from: string, to: string, amount: bigint, spenders: readonly string[]): void {
    this.#stage.send(from, this.#assets.coin.symbol, "transfer", [this.#stage.of(to), amount]);
    approve(this.#stage, to, this.#assets.coin.symbol, spenders);
    addTo(this.model.coins, to, amount);
  }

  deposit(role: string, amount: bigint): void {
    this.#stage.send(role, "StabilityPool", "deposit", [amount]);
    addTo(this.model.coins, role, -amount);
    this.model.pool.deposit(role, amount);
  }

  /** Takes everything out of the stability pool. */
  leavePool(role: string): void {
    const shares = this.model.pool.sharesOf(role);
    this.#stage.send(role, "StabilityPool", "withdraw", [shares]);
    addTo(this.model.coins, role, this.model.pool.withdraw(role, shares));
  }

  claimGain(role: string): void {
    this.#stage.send(role, "StabilityPool", "claimGain");
    this.model.pool.claimGain(role);
  }

  flag(by: string, owner: string): void {
    this.#stage.send(by, "LiquidationEngine", "flag", [this.#stage.of(owner)]);
    this.model.vault(owner).flaggedAt = this.model.time;
  }

  /** Repays of a vault's debt what it may, or what is wanted of that. */
  liquidate(by: string, owner: string, wanted = this.model.mostRepaid(this.model.vault(owner))): void {
    this.#stage.send(by, "LiquidationEngine", "liquidate", [this.#stage.of(owner), wanted]);
    this.model.liquidate(by, owner, wanted);
  }

  offset(by: string, owner: string): void {
    this.#stage.send(by, "LiquidationEngine", "offset", [this.#stage.of(owner)]);
    this.model.offset(owner);
  }

  auctionOff(by: string, owner: string): void {
    this.#stage.send(by, "LiquidationEngine", "auctionOff", [this.#stage.of(owner)]);
    this.model.auctionOff(owner);
  }

  /** Buys what an auction has left, or what is wanted of it, at the price that the model says and not more. */
  take(by: string, auction: AuctionModel, wanted = auction.lot): void {
    this.#stage.send(by, "DutchAuction", "take", [
      this.#auctionId(auction),
      wanted,
      this.model.priceOf(auction),
    ]);
    this.model.take(by, auction, wanted);
  }

  /** Starts an auction that nobody finished in time again, at the price of now. */
  restart(by: string, auction: AuctionModel): void {
    this.#stage.send(by, "LiquidationEngine", "restartAuction", [this.#auctionId(auction)]);
    this.model.restart(auction);
  }

  /** Starts a debt auction. @param lot - Most tokens for it. */
  startSale(bid: bigint, lot: bigint): void {
    this.#stage.send(GOVERNANCE, "Recapitalisation", "start", [creditMarket(this.#stage), bid, lot]);
    this.model.losses.startSale(bid, lot, this.#saleEnd());
  }

  /** Most tokens that the next bidder may ask for. */
  nextLot({ lot, bidder }: DebtSale): bigint {
    return bidder === null ? lot : lot - quotientUp(lot * STEP_BPS, BPS);
  }

  bidLower(by: string, sale: DebtSale): void {
    const lot = this.nextLot(sale);
    this.#stage.send(by, "Recapitalisation", "bidLower", [this.#saleId(sale), lot]);
    const { coins } = this.model;
    if (sale.bidder !== null) addTo(coins, sale.bidder, sale.bid);
    addTo(coins, by, -sale.bid);
    sale.lot = lot;
    sale.bidder = by;
    sale.endsAt = this.#saleEnd();
  }

  settle(by: string, sale: DebtSale): void {
    this.#stage.send(by, "Recapitalisation", "settle", [this.#saleId(sale)]);
    this.model.losses.settle(sale);
  }

  /** Somebody pays for bad debt that is open; the waterfall must be approved to take it. */
  cover(by: string, amount: bigint): void {
    this.#stage.send(by, "Waterfall", "cover", [creditMarket(this.#stage), zeroHash, amount]);
    addTo(this.model.coins, by, -amount);
    this.model.losses.cover(amount);
  }

  /** Sells new tokens to a buyer who has agreed. */
  issue(buyer: string, amount: bigint, tokens: bigint): void {
    const args = [creditMarket(this.#stage), this.#stage.of(buyer), amount, tokens];
    this.#stage.send(GOVERNANCE, "Recapitalisation", "issue", args);
    addTo(this.model.coins, buyer, -amount);
    this.model.losses.issue(amount);
  }

  /** The contract's first id is its backstop's. */
  #auctionId({ number }: AuctionModel) {
    return this.#stage.id("DutchAuction", number + 1);
  }

  #saleId({ number }: DebtSale) {
    return this.#stage.id("Recapitalisation", number + 1);
  }

  #saleEnd(): number {
    return this.model.time + this.model.terms.recapSeconds;
  }

  #bring(role: string, collateral: bigint): void {
    const { symbol } = this.#assets.collateral;
    this.#stage.send(role, symbol, "mint", [this.#stage.of(role), collateral]);
    approve(this.#stage, role, symbol, ["CollateralVault"]);
  }
}
