import { type Address, maxUint256, parseUnits } from "viem";
import type { BlockPerCall, Call } from "./block-per-call.ts";
import type { PerpV2System } from "./perp-v2.ts";

const OWNER = 0;
const MAKER = 1;
const SELLER = 2;
const KEEPER = 3;
/** Liquidated in part while the margin still pays, then in full. */
const DAVE = 4;
/** Liquidated with bad debt. */
const ALICE = 5;
/** Pledges WETH, which is sold for her debt and does not suffice. */
const CAROL = 6;
/** Bankrupt when the second market closes. */
const ERIN = 7;

/** Accounts that hold positions, by their place in the public test mnemonic. */
export const TRADERS = [MAKER, SELLER, KEEPER, DAVE, ALICE, CAROL, ERIN];

/** Long enough for every time-weighted price to be the last one: half an hour is the longest. */
const SETTLED_SECONDS = 2_000;
const TICKS = { lowerTick: 40_000, upperTick: 52_000 };
const usdc = (amount: number): bigint => parseUnits(String(amount), 6);
const wad = (amount: number): bigint => parseUnits(String(amount), 18);

/** Called after each block that may matter to the ledger. */
export type AfterBlock = (step: string, block: bigint) => Promise<void>;

/** Square root of a price, as Uniswap writes it, rounded down. */
function sqrtPrice(price: number): bigint {
  return (BigInt(Math.floor(Math.sqrt(price) * 2 ** 40)) * 2n ** 96n) / 2n ** 40n;
}

/** Plays one story on Perpetual Protocol v2; every transaction is a block of its own. */
export class PerpV2Scenario {
  readonly #chain: BlockPerCall;
  readonly #system: PerpV2System;
  readonly #afterBlock: AfterBlock;

  constructor(chain: BlockPerCall, system: PerpV2System, afterBlock: AfterBlock) {
    this.#chain = chain;
    this.#system = system;
    this.#afterBlock = afterBlock;
  }

  /** Margins, positions, a crash with three kinds of bad debt, repayments, surplus. */
  async play(): Promise<void> {
    await this.#provide();
    await this.#openPositions();
    await this.#crash();
    await this.#sellCollateral();
    await this.#closeMarket();
    await this.#refill();
    await this.#distribute();
  }

  async #provide(): Promise<void> {
    const margins = [1_000_000, 100_000, 50_000, 1_000, 1_000, 0, 1_000];
    for (const [place, margin] of margins.entries()) await this.#deposit(TRADERS[place] ?? OWNER, margin);
    await this.#mint(KEEPER, "Usdc", usdc(10_000));
    await this.#mint(CAROL, "Weth", wad(10));
    await this.#act(CAROL, "Vault", "deposit", this.#address("Weth"), wad(10));
    await this.#mint(OWNER, "Usdc", usdc(10_000));
    await this.#act(OWNER, "Usdc", "transfer", this.#address("InsuranceFund"), usdc(2_000));
    await this.#chain.wait(SETTLED_SECONDS);
    for (const market of ["A", "B"]) await this.#addLiquidity(market);
  }

  async #openPositions(): Promise<void> {
    await this.#long(DAVE, "A", 8_000);
    await this.#long(ALICE, "A", 8_000);
    await this.#long(CAROL, "A", 20_000);
    await this.#long(ERIN, "B", 8_000);
  }

  async #crash(): Promise<void> {
    await this.#fallTo(94);
    await this.#liquidate(DAVE, "A");
    for (const price of [87, 81, 75]) await this.#fallTo(price);
    await this.#liquidate(ALICE, "A");
    await this.#long(SELLER, "A", 500);
    await this.#act(KEEPER, "InsuranceFund", "repay");
    await this.#liquidate(DAVE, "A");
    await this.#close(CAROL, "A");
  }

  async #sellCollateral(): Promise<void> {
    await this.#act(OWNER, "FeedOfWeth", "setPrice", wad(400));
    const args = [this.#trader(CAROL), this.#address("Weth"), wad(10), false];
    await this.#act(KEEPER, "Vault", "liquidateCollateral", ...args);
  }

  async #closeMarket(): Promise<void> {
    await this.#act(OWNER, "B", "pause");
    await this.#act(OWNER, "B", "close", wad(80));
    await this.#act(KEEPER, "ClearingHouse", "quitMarket", this.#trader(ERIN), this.#address("B"));
  }

  /** The first payment empties the wallet and does not suffice; fees and gifts pay a part of the rest. */
  async #refill(): Promise<void> {
    await this.#act(KEEPER, "InsuranceFund", "repay");
    await this.#long(SELLER, "A", 300);
    const gift = [this.#address("InsuranceFund"), this.#address("Usdc"), usdc(5)];
    await this.#act(OWNER, "Vault", "depositFor", ...gift);
    await this.#act(OWNER, "InsuranceFund", "pause");
    await this.#act(OWNER, "InsuranceFund", "unpause");
    await this.#act(OWNER, "Usdc", "transfer", this.#address("InsuranceFund"), usdc(5_000));
    await this.#act(KEEPER, "InsuranceFund", "repay");
  }

  async #distribute(): Promise<void> {
    await this.#long(SELLER, "A", 2_345.678901);
    await this.#act(OWNER, "InsuranceFund", "setSurplusBeneficiary", this.#address("Beneficiary"));
    await this.#act(OWNER, "InsuranceFund", "setDistributionThreshold", usdc(1));
    await this.#act(KEEPER, "InsuranceFund", "distributeFee");
    await this.#long(SELLER, "A", 100);
    await this.#act(OWNER, "InsuranceFund", "deposit");
  }

  #address(name: string): Address {
    return this.#system.get(name).address;
  }

  #trader(place: number): Address {
    return this.#chain.address(place);
  }

  async #act(from: number, contract: string, functionName: string, ...args: unknown[]): Promise<void> {
    const call: Call = { functionName, args };
    const { blockNumber } = await this.#chain.call(from, this.#system.get(contract), call);
    await this.#afterBlock(`${contract}.${functionName}`, blockNumber);
  }

  async #mint(from: number, token: string, amount: bigint): Promise<void> {
    await this.#chain.call(from, this.#system.get(token), { functionName: "mint", args: [amount] });
    const args = [this.#address("Vault"), maxUint256];
    await this.#chain.call(from, this.#system.get(token), { functionName: "approve", args });
  }

  async #deposit(from: number, margin: number): Promise<void> {
    await this.#mint(from, "Usdc", usdc(margin));
    if (margin > 0) await this.#act(from, "Vault", "deposit", this.#address("Usdc"), usdc(margin));
  }

  async #addLiquidity(market: string): Promise<void> {
    await this.#act(MAKER, "ClearingHouse", "addLiquidity", {
      ...{ baseToken: this.#address(market), base: wad(5_000), quote: wad(500_000), ...TICKS },
      ...{ minBase: 0n, minQuote: 0n, useTakerBalance: false, deadline: maxUint256 },
    });
  }

  async #trade(from: number, market: string, order: object): Promise<void> {
    await this.#act(from, "ClearingHouse", "openPosition", {
      ...{ baseToken: this.#address(market), isExactInput: true, oppositeAmountBound: 0n },
      ...{ deadline: maxUint256, referralCode: `0x${"00".repeat(32)}` },
      ...order,
    });
  }

  #long(from: number, market: string, quote: number): Promise<void> {
    return this.#trade(from, market, { isBaseToQuote: false, amount: wad(quote), sqrtPriceLimitX96: 0n });
  }

  async #close(from: number, market: string): Promise<void> {
    await this.#act(from, "ClearingHouse", "closePosition", {
      ...{ baseToken: this.#address(market), sqrtPriceLimitX96: 0n, oppositeAmountBound: 0n },
      ...{ deadline: maxUint256, referralCode: `0x${"00".repeat(32)}` },
    });
  }

  /** The feed falls, the seller sells the market down to it, and the averages follow. */
  async #fallTo(price: number): Promise<void> {
    await this.#act(OWNER, "FeedOfA", "setPrice", wad(price));
    await this.#chain.wait(60);
    const sqrtPriceLimitX96 = sqrtPrice(price);
    await this.#trade(SELLER, "A", { isBaseToQuote: true, amount: wad(5_000), sqrtPriceLimitX96 });
    await this.#chain.wait(SETTLED_SECONDS);
  }

  async #liquidate(trader: number, market: string): Promise<void> {
    const args = [this.#trader(trader), this.#address(market)];
    const contract = this.#system.get("ClearingHouse");
    const abi = contract.abi.filter(
      (item) => item.type !== "function" || item.name !== "liquidate" || item.inputs.length === 2,
    );
    const call = { functionName: "liquidate", args };
    const { blockNumber } = await this.#chain.call(KEEPER, { ...contract, abi }, call);
    await this.#afterBlock("ClearingHouse.liquidate", blockNumber);
  }
}
