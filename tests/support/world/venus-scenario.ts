import { type Address, maxUint256, parseUnits } from "viem";
import type { BlockPerCall } from "./block-per-call.ts";
import type { VenusSystem } from "./venus.ts";
import { MARKETS } from "./venus-parameters.ts";

const OWNER = 0;
/** Outbids the bidder. */
const RIVAL = 1;
/** Liquidated in part. */
const DAVE = 2;
/** Healed: pledges BTC and owes USDT. */
const ALICE = 3;
/** Healed: pledges USDT and owes BTC. */
const CAROL = 4;
/** Liquidated as a whole, without a loss. */
const ERIN = 5;
/** Healed when the collateral is worth nothing. */
const FRANK = 6;
const KEEPER = 7;
const BIDDER = 8;

const usdt = (amount: number): bigint => parseUnits(String(amount), 18);
const btc = (amount: number): bigint => parseUnits(String(amount), 8);
/** The oracle's price of BTC, whole US dollars. */
const dollars = (amount: number): bigint => parseUnits(String(amount), 28);

/** Called after each block that may matter to the ledger. */
export type AfterStep = (step: string, block: bigint) => Promise<void>;

interface Loan {
  readonly pledged: string;
  readonly collateral: bigint;
  readonly borrowed: string;
  readonly debt: bigint;
}

/** Plays one story on two isolated pools of Venus; every transaction is a block of its own. */
export class VenusScenario {
  readonly #chain: BlockPerCall;
  readonly #system: VenusSystem;
  readonly #afterStep: AfterStep;

  constructor(chain: BlockPerCall, system: VenusSystem, afterStep: AfterStep) {
    this.#chain = chain;
    this.#system = system;
    this.#afterStep = afterStep;
  }

  /** Loans, a crash, bad debt in both tokens, auctions of both kinds, income of the fund, sweeps. */
  async play(): Promise<void> {
    await this.#borrow();
    await this.#crash();
    await this.#heal();
    await this.#releaseIncome();
    await this.#auctionForDebt();
    await this.#auctionOfNothing();
    await this.#setParameters();
    await this.#auctionOfFund();
    await this.#sweep();
  }

  async #borrow(): Promise<void> {
    for (const account of [KEEPER, BIDDER, RIVAL]) await this.#endow(account);
    await this.#open(DAVE, "A", btc(10), usdt(100_000));
    await this.#open(ALICE, "A", btc(1), usdt(12_000));
    await this.#open(ERIN, "B", btc(0.4), usdt(3_500));
    await this.#open(FRANK, "B", btc(1), usdt(10_000));
  }

  async #crash(): Promise<void> {
    await this.#price(dollars(10_000));
    const [dave, erin] = [this.#account(DAVE), this.#account(ERIN)];
    await this.#act(KEEPER, "vUSDT-A", "liquidateBorrow", dave, usdt(40_000), this.#at("vBTC-A"));
    const order = {
      vTokenCollateral: this.#at("vBTC-B"),
      vTokenBorrowed: this.#at("vUSDT-B"),
      repayAmount: usdt(3_500),
    };
    await this.#act(KEEPER, "PoolB", "liquidateAccount", erin, [order]);
  }

  async #heal(): Promise<void> {
    await this.#price(dollars(4_000));
    await this.#act(KEEPER, "PoolA", "healAccount", this.#account(ALICE));
    await this.#price(1n);
    await this.#act(KEEPER, "PoolB", "healAccount", this.#account(FRANK));
    await this.#price(dollars(4_000));
    await this.#lend(CAROL, {
      pledged: "vUSDT-A",
      collateral: usdt(4_500),
      borrowed: "vBTC-A",
      debt: btc(0.8),
    });
    await this.#price(dollars(20_000));
    await this.#act(KEEPER, "PoolA", "healAccount", this.#account(CAROL));
  }

  /** What the pools earned, in both tokens. */
  async #releaseIncome(): Promise<void> {
    const tokens = [this.#at("USDT"), this.#at("BTC")];
    await this.#act(KEEPER, "ShareReserve", "releaseFunds", this.#at("PoolA"), tokens);
    await this.#act(KEEPER, "ShareReserve", "releaseFunds", this.#at("PoolB"), tokens);
  }

  /** The fund is small: nobody bids at first, then two bid for it with a larger and larger share of the debt. */
  async #auctionForDebt(): Promise<void> {
    await this.#start("PoolA");
    await this.#chain.mine(6);
    await this.#act(KEEPER, "Shortfall", "restartAuction", this.#at("PoolA"));
    await this.#bid(BIDDER, "PoolA", 4_000n);
    await this.#bid(RIVAL, "PoolA", 6_000n);
    await this.#close("PoolA");
  }

  /** The second pool's part of the fund is empty. */
  async #auctionOfNothing(): Promise<void> {
    await this.#start("PoolB");
    await this.#bid(BIDDER, "PoolB", 9_000n);
    await this.#close("PoolB");
  }

  async #setParameters(): Promise<void> {
    await this.#act(OWNER, "Shortfall", "pauseAuctions");
    await this.#act(OWNER, "Shortfall", "updateMinimumPoolBadDebt", usdt(200));
    await this.#act(OWNER, "Shortfall", "updateWaitForFirstBidder", 50n);
    await this.#act(OWNER, "Shortfall", "updateNextBidderBlockLimit", 4n);
    await this.#act(OWNER, "Shortfall", "updateIncentiveBps", 500n);
    await this.#act(OWNER, "Shortfall", "resumeAuctions");
  }

  /** The fund exceeds the debt: bidders pay all of it for a smaller and smaller share of the lot. */
  async #auctionOfFund(): Promise<void> {
    await this.#give("PoolA", usdt(50_000));
    await this.#start("PoolA");
    await this.#bid(BIDDER, "PoolA", 9_500n);
    await this.#bid(RIVAL, "PoolA", 8_999n);
    await this.#close("PoolA");
  }

  async #sweep(): Promise<void> {
    await this.#give("PoolB", usdt(1_000));
    const owner = this.#account(OWNER);
    await this.#act(OWNER, "RiskFund", "sweepToken", this.#at("USDT"), owner, usdt(2_000));
    const some = [this.#at("BTC"), this.#at("PoolA"), owner, 12_345n];
    await this.#act(OWNER, "RiskFund", "sweepTokenFromPool", ...some);
    await this.#start("PoolB");
  }

  #at(name: string): Address {
    return this.#system.get(name).address;
  }

  #account(place: number): Address {
    return this.#chain.address(place);
  }

  async #act(from: number, contract: string, functionName: string, ...args: unknown[]): Promise<void> {
    const call = { functionName, args };
    const { blockNumber } = await this.#chain.call(from, this.#system.get(contract), call);
    await this.#afterStep(`${contract}.${functionName}`, blockNumber);
  }

  #price(price: bigint): Promise<void> {
    return this.#act(OWNER, "Oracle", "setPrice", this.#at("BTC"), price);
  }

  #open(account: number, pool: string, collateral: bigint, debt: bigint): Promise<void> {
    return this.#lend(account, { pledged: `vBTC-${pool}`, collateral, borrowed: `vUSDT-${pool}`, debt });
  }

  async #lend(account: number, { pledged, collateral, borrowed, debt }: Loan): Promise<void> {
    const { token = "", pool = "" } = MARKETS.find(({ symbol }) => symbol === pledged) ?? {};
    await this.#approve(account, token, collateral, pledged);
    await this.#act(account, pledged, "mint", collateral);
    await this.#act(account, pool, "enterMarkets", [this.#at(pledged)]);
    await this.#act(account, borrowed, "borrow", debt);
  }

  async #approve(account: number, token: string, amount: bigint, spender: string): Promise<void> {
    const of = this.#system.get(token);
    await this.#chain.call(account, of, { functionName: "faucet", args: [amount] });
    const allowance = [this.#at(spender), maxUint256];
    await this.#chain.call(account, of, { functionName: "approve", args: allowance });
  }

  async #endow(account: number): Promise<void> {
    for (const { symbol, token } of MARKETS)
      await this.#approve(account, token, token === "BTC" ? btc(10) : usdt(100_000), symbol);
    for (const token of ["USDT", "BTC"]) await this.#approve(account, token, 0n, "Shortfall");
  }

  /** Somebody sends the converter USDT on a pool's account. */
  async #give(pool: string, amount: bigint): Promise<void> {
    await this.#chain.call(OWNER, this.#system.get("USDT"), { functionName: "faucet", args: [amount] });
    await this.#act(OWNER, "USDT", "transfer", this.#at("Converter"), amount);
    await this.#act(OWNER, "Converter", "updateAssetsState", this.#at(pool), this.#at("USDT"));
  }

  #start(pool: string): Promise<void> {
    return this.#act(KEEPER, "Shortfall", "startAuction", this.#at(pool));
  }

  async #bid(account: number, pool: string, bps: bigint): Promise<void> {
    const shortfall = this.#system.get("Shortfall");
    const [start] = await this.#chain.read<readonly [bigint]>(shortfall, "auctions", [this.#at(pool)]);
    await this.#act(account, "Shortfall", "placeBid", this.#at(pool), bps, start);
  }

  async #close(pool: string): Promise<void> {
    await this.#chain.mine(5);
    await this.#act(KEEPER, "Shortfall", "closeAuction", this.#at(pool));
  }
}
