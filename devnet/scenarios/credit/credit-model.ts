import { addTo, BPS, quotientUp, smaller, WAD } from "../arithmetic.ts";
import type { ExpectedTotals, LiquidationTotals } from "../scenario.ts";
import { type AuctionModel, auctionPrice, type Take, takePart } from "./auction-model.ts";
import type { CreditTerms } from "./credit-terms.ts";
import { LossModel } from "./loss-model.ts";
import { PoolModel } from "./pool-model.ts";

/** Collateral and debt of one owner, 18 decimals each. */
export interface VaultModel {
  collateral: bigint;
  debt: bigint;
  /** Seconds at which it was flagged; null when it is not. */
  flaggedAt: number | null;
}

/** Seconds for which a flagged vault can be liquidated after the delay. */
const FLAG_LIFE = 86_400;

/** Decimals of prices: 10^-8 dollars. */
const PRICE_UNIT = 10n ** 8n;

/**
 * What must become of vaults, their liquidation and their losses, in plain arithmetic. Knows neither chain nor ledger: its
 * rules are those that the contracts promise in words.
 */
export class CreditModel {
  readonly terms: CreditTerms;
  readonly vaults = new Map<string, VaultModel>();
  readonly pool = new PoolModel();
  readonly losses = new LossModel();
  readonly auctions: AuctionModel[] = [];
  /** Stablecoin in the hands of those who buy. */
  readonly coins = new Map<string, bigint>();
  /** Price by the protocol's oracle, 8 decimals. */
  price = 0n;
  /** Seconds. */
  time = 0;
  #totalDebt = 0n;
  #lastAuction = 0;
  #paidInAuctions = 0n;
  #endedAuctions = 0;
  readonly #liquidations = new Map<string, LiquidationTotals>();

  constructor(terms: CreditTerms) {
    this.terms = terms;
  }

  /** Value of collateral in the stablecoin. */
  valueOf(collateral: bigint): bigint {
    return (collateral * this.price) / PRICE_UNIT;
  }

  /** Value of a vault's collateral, basis points of its debt, rounded down. */
  ratioOf({ collateral, debt }: VaultModel): bigint {
    return (this.valueOf(collateral) * BPS) / debt;
  }

  /** A vault; must exist. */
  vault(role: string): VaultModel {
    const vault = this.vaults.get(role);
    if (vault === undefined) throw new Error(`"${role}" has no vault.`);
    return vault;
  }

  open(role: string, collateral: bigint, debt: bigint): void {
    const fee = quotientUp(debt * this.terms.feeBps, BPS);
    this.vaults.set(role, { collateral, debt: debt + fee, flaggedAt: null });
    this.#totalDebt += debt + fee;
    this.losses.surplus += fee;
  }

  isUnsafe({ collateral, debt }: VaultModel): boolean {
    const { baseRatioBps, slopeBps, ceiling } = this.terms;
    const required = baseRatioBps + (slopeBps * this.#totalDebt) / ceiling;
    return this.valueOf(collateral) * BPS < debt * required;
  }

  /** Whether a flag of the vault stands: it lapses a day after the vault could be liquidated. */
  isFlagged({ flaggedAt }: VaultModel): boolean {
    return flaggedAt !== null && this.time < flaggedAt + this.terms.latency + FLAG_LIFE;
  }

  /** Whether an unsafe vault may be liquidated now: flagged long enough ago. */
  isRipe(vault: VaultModel): boolean {
    const isOld = vault.flaggedAt !== null && this.time >= vault.flaggedAt + this.terms.latency;
    return isOld && this.isFlagged(vault) && this.isUnsafe(vault);
  }

  /** Whether somebody has so much stablecoin. */
  canPay(role: string, amount: bigint): boolean {
    return (this.coins.get(role) ?? 0n) >= amount;
  }

  /** A liquidator repays what it wants of what is allowed, for collateral worth that and the penalty. */
  liquidate(by: string, role: string, wanted: bigint): void {
    const vault = this.vault(role);
    const { repay, seized, loss } = this.closing(vault, wanted);
    addTo(this.coins, by, -repay);
    this.#take(vault, seized, repay + loss);
    this.#count("DIRECT", repay, seized);
    if (loss > 0n) this.losses.absorb(loss);
    if (!this.isUnsafe(vault)) vault.flaggedAt = null;
  }

  /** Most that a liquidator may repay of a vault at once: a part of the debt, or what the collateral pays for. */
  mostRepaid({ collateral, debt }: VaultModel): bigint {
    const affordable = this.#affordable(collateral);
    return affordable < debt ? affordable : quotientUp(debt * this.terms.closeFactorBps, BPS);
  }

  /** Whether a vault's collateral does not pay for debt and penalty: then it goes as a whole. */
  isShort({ collateral, debt }: VaultModel): boolean {
    return this.#affordable(collateral) < debt;
  }

  /** What a liquidator pays who repays what it wants, what it gets, and what is lost. */
  closing(
    vault: VaultModel,
    wanted = this.mostRepaid(vault),
  ): { readonly repay: bigint; readonly seized: bigint; readonly loss: bigint } {
    const { debt, collateral } = vault;
    const isShort = this.isShort(vault);
    const repay = isShort ? this.mostRepaid(vault) : wanted;
    return {
      repay,
      seized: isShort ? collateral : this.#seizedFor(vault, repay),
      loss: isShort ? debt - repay : 0n,
    };
  }

  /** What collateral pays for when a liquidator takes all of it, rounded up. */
  #affordable(collateral: bigint): bigint {
    return quotientUp(this.#costOf(collateral) * BPS, BPS + this.terms.penaltyBps);
  }

  /** Collateral for a part of the debt and the penalty, rounded down; at most all. */
  #seizedFor({ collateral }: VaultModel, repaid: bigint): bigint {
    const worth = repaid * (BPS + this.terms.penaltyBps);
    return smaller(collateral, (collateral * worth) / (this.#costOf(collateral) * BPS));
  }

  /** The stability pool takes a whole vault; its owner gets what is beyond debt and penalty. */
  offset(role: string): void {
    const vault = this.vault(role);
    const { debt, collateral } = vault;
    const value = this.valueOf(collateral);
    const fair = (debt * (BPS + this.terms.penaltyBps)) / BPS;
    const gained = value > fair ? (collateral * fair) / value : collateral;
    this.#take(vault, collateral, debt);
    this.#count("OFFSET", debt, gained);
    this.pool.offset(debt, gained);
    addTo(this.losses.byLayer, "STABILITY_POOL", debt);
    vault.flaggedAt = null;
  }

  /** The collateral of a vault is auctioned. */
  auctionOff(role: string): void {
    const vault = this.vault(role);
    const { debt, collateral: lot } = vault;
    this.#take(vault, lot, debt);
    this.#count("AUCTION", debt, lot);
    this.#lastAuction += 1;
    const [number, tab] = [this.#lastAuction, (debt * (BPS + this.terms.penaltyBps)) / BPS];
    const startPrice = this.#auctionStart();
    this.auctions.push({ number, owner: role, debt, lot, tab, raised: 0n, startPrice, startedAt: this.time });
    vault.flaggedAt = null;
  }

  /** Price of an auction now, stablecoin for one whole unit. */
  priceOf(auction: AuctionModel): bigint {
    return auctionPrice(auction, this.time, this.terms.auctionSeconds);
  }

  /** What somebody gets who takes what an auction has left, or a part of it. */
  offerOf(auction: AuctionModel, wanted = auction.lot): Take {
    return takePart(auction, wanted, this.priceOf(auction));
  }

  /** Somebody buys of an auction; when the lot is sold or the tab is raised it ends. */
  take(by: string, auction: AuctionModel, wanted: bigint): void {
    const { bought, paid } = this.offerOf(auction, wanted);
    addTo(this.coins, by, -paid);
    auction.lot -= bought;
    auction.tab -= paid;
    auction.raised += paid;
    this.#paidInAuctions += paid;
    if (auction.lot > 0n && auction.tab > 0n) return;
    this.#endedAuctions += 1;
    this.auctions.splice(this.auctions.indexOf(auction), 1);
    const gain = auction.raised - auction.debt;
    if (gain >= 0n) this.losses.surplus += gain;
    else this.losses.absorb(-gain);
  }

  /** Whether nobody finished an auction in time. */
  isExpired({ startedAt }: AuctionModel): boolean {
    return this.time >= startedAt + this.terms.auctionSeconds;
  }

  /** An auction that expired starts again at the price of now. */
  restart(auction: AuctionModel): void {
    auction.startPrice = this.#auctionStart();
    auction.startedAt = this.time;
  }

  /** Totals to compare with the ledger. @param market - Name of the vaults' market. */
  totals(market: string, coin = "RUSD", collateral = "WETH"): ExpectedTotals {
    const { losses, pool } = this;
    return {
      liquidations: Object.fromEntries(this.#liquidations),
      auctions: {
        COLLATERAL: { count: this.#endedAuctions, paid: this.#paidInAuctions },
        DEBT: { count: losses.settledSales, paid: losses.soldFor },
      },
      lossesByLayer: Object.fromEntries(losses.byLayer),
      openDeficits: { [market]: losses.open },
      balances: {
        [`Surplus buffer/${coin}`]: losses.surplus,
        [`Stability pool/${coin}`]: pool.balance,
        [`Stability pool/${collateral}`]: pool.collateral,
        [`Recapitalisation/${coin}`]: 0n,
      },
      exercises: { count: 0, paid: 0n },
    };
  }

  #auctionStart(): bigint {
    return (this.valueOf(WAD) * this.terms.auctionStartBps) / BPS;
  }

  /** Value rounded up: for what somebody pays. */
  #costOf(collateral: bigint): bigint {
    return quotientUp(collateral * this.price, PRICE_UNIT);
  }

  #take(vault: VaultModel, collateral: bigint, debt: bigint): void {
    vault.collateral -= collateral;
    vault.debt -= debt;
    this.#totalDebt -= debt;
  }

  #count(mode: string, debtRepaid: bigint, collateralSeized: bigint): void {
    const sum = this.#liquidations.get(mode) ?? { count: 0, debtRepaid: 0n, collateralSeized: 0n };
    this.#liquidations.set(mode, {
      count: sum.count + 1,
      debtRepaid: sum.debtRepaid + debtRepaid,
      collateralSeized: sum.collateralSeized + collateralSeized,
    });
  }
}
