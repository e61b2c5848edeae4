import { maxUint256, parseEther } from "viem";
import type { BlockPerCall, Call } from "./block-per-call.ts";
import { type LyraSystem, setEtherPrice } from "./lyra.ts";

/** The contract's `OptionType`, from the trader's side. */
export const OptionType = {
  longCall: 0,
  longPut: 1,
  shortCallBase: 2,
  shortCallQuote: 3,
  shortPutQuote: 4,
} as const;

/** Accounts of the scenario, by their index. */
export const Actor = { owner: 0, buyer: 1, seller: 2, etherSeller: 3, keeper: 4, provider: 5 } as const;

const HOUR = 3_600;
const DAY = 24 * HOUR;

type OnBlock = (step: string, block: bigint) => Promise<void>;

interface Order {
  readonly strikeId: bigint;
  readonly optionType: number;
  /** Whole options. */
  readonly amount: string;
  /** 0 for a new position. */
  readonly positionId?: bigint;
  /** Whole tokens that the position has as collateral afterwards. */
  readonly collateral?: string;
  readonly iterations?: bigint;
}

function tradeArgs(order: Order): readonly unknown[] {
  const { strikeId, optionType, amount, positionId = 0n, collateral = "0", iterations = 1n } = order;
  const wads = { amount: parseEther(amount), setCollateralTo: parseEther(collateral) };
  return [
    { strikeId, optionType, positionId, iterations, ...wads, minTotalCost: 0n, maxTotalCost: maxUint256 },
  ];
}

/** Plays trades, liquidations, expiries and settlements on a market of Lyra, one call a block. */
export class LyraScenario {
  readonly #chain: BlockPerCall;
  readonly #lyra: LyraSystem;
  readonly #onBlock: OnBlock;

  /** @param onBlock - Called after each block that changes the market. */
  constructor(chain: BlockPerCall, lyra: LyraSystem, onBlock: OnBlock) {
    this.#chain = chain;
    this.#lyra = lyra;
    this.#onBlock = onBlock;
  }

  /** Plays all of it. */
  async play(): Promise<void> {
    await this.#endow();
    await this.#openMarket();
    await this.#trade();
    await this.#handOn();
    await this.#pledgeEther();
    await this.#queue();
    await this.#liquidate();
    await this.#settleFirstBoard();
    await this.#settleSecondBoard();
    await this.#leave();
  }

  async #act(from: number, contract: string, call: Call): Promise<void> {
    const { blockNumber } = await this.#chain.call(from, this.#lyra.get(contract), call);
    await this.#onBlock(`${contract}.${call.functionName}`, blockNumber);
  }

  #open(from: number, order: Order): Promise<void> {
    return this.#act(from, "OptionMarket", { functionName: "openPosition", args: tradeArgs(order) });
  }

  #close(from: number, order: Order): Promise<void> {
    return this.#act(from, "OptionMarket", { functionName: "closePosition", args: tradeArgs(order) });
  }

  async #price(price: number): Promise<void> {
    await setEtherPrice(this.#chain, this.#lyra, price);
  }

  async #endow(): Promise<void> {
    const { get } = this.#lyra;
    const spenders = [get("OptionMarket").address, get("LiquidityPool").address];
    for (const actor of Object.values(Actor)) {
      for (const [token, amount] of [
        ["sUSD", "1000000"],
        ["sETH", "1000"],
      ] as const) {
        const mint = [this.#chain.address(actor), parseEther(amount)];
        await this.#chain.call(Actor.owner, get(token), { functionName: "mint", args: mint });
        for (const spender of spenders) {
          await this.#chain.call(actor, get(token), { functionName: "approve", args: [spender, maxUint256] });
        }
      }
    }
  }

  async #createBoard(days: number, strikes: readonly [string, string][]): Promise<void> {
    const expiry = (await this.#chain.timestamp()) + BigInt(days * DAY);
    const prices = strikes.map(([price]) => parseEther(price));
    const skews = strikes.map(([, skew]) => parseEther(skew));
    const args = [expiry, parseEther("1"), prices, skews, false];
    await this.#act(Actor.owner, "OptionMarket", { functionName: "createOptionBoard", args });
  }

  async #openMarket(): Promise<void> {
    await this.#deposit(Actor.owner, "500000");
    await this.#act(Actor.owner, "ShortPoolHedger", { functionName: "openShortAccount" });
    await this.#createBoard(30, [
      ["1500", "0.9"],
      ["2000", "1"],
      ["2500", "1.1"],
    ]);
    await this.#createBoard(60, [["2000", "1"]]);
  }

  #deposit(from: number, amount: string): Promise<void> {
    const args = [this.#chain.address(from), parseEther(amount)];
    return this.#act(from, "LiquidityPool", { functionName: "initiateDeposit", args });
  }

  #withdraw(from: number, shares: string): Promise<void> {
    const args = [this.#chain.address(from), parseEther(shares)];
    return this.#act(from, "LiquidityPool", { functionName: "initiateWithdraw", args });
  }

  /** Positions 1 to 8; some are closed in part, one only gets more collateral. */
  async #trade(): Promise<void> {
    const { longCall, longPut, shortCallBase, shortCallQuote, shortPutQuote } = OptionType;
    const { buyer, seller, etherSeller } = Actor;
    await this.#open(buyer, { strikeId: 2n, optionType: longCall, amount: "3", iterations: 3n });
    await this.#open(buyer, { strikeId: 2n, optionType: longPut, amount: "2" });
    await this.#open(seller, { strikeId: 2n, optionType: shortCallQuote, amount: "2", collateral: "2000" });
    await this.#open(seller, { strikeId: 2n, optionType: shortPutQuote, amount: "2", collateral: "2500" });
    await this.#open(etherSeller, {
      strikeId: 2n,
      optionType: shortCallBase,
      amount: "2",
      collateral: "0.9",
    });
    await this.#open(etherSeller, { strikeId: 3n, optionType: shortCallBase, amount: "2", collateral: "2" });
    await this.#open(seller, { strikeId: 3n, optionType: shortCallQuote, amount: "5", collateral: "10000" });
    await this.#open(seller, { strikeId: 4n, optionType: shortCallQuote, amount: "1", collateral: "1500" });
    const more = [4n, parseEther("250")];
    await this.#act(seller, "OptionMarket", { functionName: "addCollateral", args: more });
    const same = { strikeId: 2n, optionType: shortPutQuote, positionId: 4n, amount: "0", collateral: "2800" };
    await this.#open(seller, same);
    await this.#close(buyer, { strikeId: 2n, optionType: longCall, positionId: 1n, amount: "1" });
    await this.#close(seller, { ...same, amount: "0.5", collateral: "2400" });
    await this.#close(etherSeller, {
      ...{ strikeId: 3n, optionType: shortCallBase, positionId: 6n },
      ...{ amount: "0.5", collateral: "1.5" },
    });
  }

  /** Splits position 2 into 2 and 9, hands 9 to another account and back, merges them again, and closes them. */
  async #handOn(): Promise<void> {
    const { buyer, provider } = Actor;
    const [from, to] = [this.#chain.address(buyer), this.#chain.address(provider)];
    const split = [2n, parseEther("0.5"), 0n, from];
    await this.#act(buyer, "OptionToken", { functionName: "split", args: split });
    await this.#act(buyer, "OptionToken", { functionName: "transferFrom", args: [from, to, 9n] });
    await this.#act(provider, "OptionToken", { functionName: "transferFrom", args: [to, from, 9n] });
    await this.#act(buyer, "OptionToken", { functionName: "merge", args: [[2n, 9n]] });
    const order = { strikeId: 2n, optionType: OptionType.longPut, positionId: 2n, amount: "2" };
    await this.#close(buyer, order);
  }

  /** Positions 10 and 11: ether pledged that will not suffice at expiry. */
  async #pledgeEther(): Promise<void> {
    const order = { optionType: OptionType.shortCallBase, amount: "1", collateral: "0.5" };
    for (const strikeId of [2n, 4n]) await this.#open(Actor.etherSeller, { strikeId, ...order });
  }

  /** A deposit and two withdrawals wait a week; the hedger trades. */
  async #queue(): Promise<void> {
    const { owner, provider, keeper } = Actor;
    await this.#deposit(provider, "10000");
    await this.#withdraw(owner, "20000");
    await this.#withdraw(owner, "1000");
    await this.#act(keeper, "ShortPoolHedger", { functionName: "hedgeDelta" });
    await this.#chain.wait(8 * DAY);
    await this.#refresh([1n, 2n]);
    await this.#act(keeper, "LiquidityPool", { functionName: "processDepositQueue", args: [5n] });
    await this.#act(keeper, "LiquidityPool", { functionName: "processWithdrawalQueue", args: [5n] });
    await this.#act(keeper, "ShortPoolHedger", { functionName: "hedgeDelta" });
  }

  async #refresh(boards: readonly bigint[]): Promise<void> {
    for (const board of boards) {
      const args = [board];
      await this.#act(Actor.keeper, "OptionGreekCache", { functionName: "updateBoardCachedGreeks", args });
    }
  }

  /** Ether rises: two sellers are liquidated, one for dollars and one for ether, neither with enough collateral. */
  async #liquidate(): Promise<void> {
    const beneficiary = this.#chain.address(Actor.keeper);
    await this.#price(3_800);
    for (const position of [3n, 5n]) {
      const args = [position, beneficiary];
      await this.#act(Actor.keeper, "OptionMarket", { functionName: "liquidatePosition", args });
    }
  }

  async #settle(board: bigint, positions: readonly bigint[]): Promise<void> {
    await this.#act(Actor.keeper, "OptionMarket", { functionName: "settleExpiredBoard", args: [board] });
    for (const position of positions) {
      const args = [[position]];
      await this.#act(Actor.keeper, "ShortCollateral", { functionName: "settleOptions", args });
    }
  }

  /**
   * Collateral is one pot: at expiry the pool takes all that it is owed out of it, and gives back what the collateral of
   * 7 and 10 lacks when these are settled. Only then is there enough for 6 and 4.
   */
  async #settleFirstBoard(): Promise<void> {
    await this.#chain.wait(23 * DAY);
    await this.#price(5_000);
    await this.#settle(1n, [1n, 7n, 10n, 6n, 4n]);
    await this.#act(Actor.keeper, "LiquidityPool", { functionName: "exchangeBase" });
  }

  /** The pot does not hold what the pool is owed: it goes without at once. */
  async #settleSecondBoard(): Promise<void> {
    await this.#chain.wait(31 * DAY);
    await this.#settle(2n, [8n, 11n]);
  }

  /** Without boards nobody waits. */
  async #leave(): Promise<void> {
    await this.#withdraw(Actor.owner, "5000");
    await this.#deposit(Actor.provider, "500");
  }
}
