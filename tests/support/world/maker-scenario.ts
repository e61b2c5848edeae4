import { type Address, maxUint256, numberToHex, parseEther, parseUnits, stringToHex } from "viem";
import type { BlockPerCall } from "./block-per-call.ts";
import type { MakerSystem } from "./maker.ts";

/** Holds a large vault, saves, bids. */
const ALICE = 1;
/** Liquidated. */
const BOB = 2;
/** Bids against Alice. */
const CAROL = 3;
const KEEPER = 4;

const ILK = stringToHex("ETH-A", { size: 32 });
const DAY = 86_400;
/** Auctions of Bob's collateral, in the order of their bites. */
const [RAISED, LOWERED, CHEAP, GIVEN_UP, OPEN_AT_THE_END] = [1n, 2n, 3n, 4n, 5n];
/** Of internal dai. */
const rad = (amount: number): bigint => parseUnits(String(amount), 45);

/** Numbers of the collateral auctions of the story. */
export const FLIPS = [RAISED, LOWERED, CHEAP, GIVEN_UP, OPEN_AT_THE_END];
/** Numbers of its debt auctions and of its surplus auctions. */
export const FLOPS = [1n, 2n];
export const FLAPS = [1n, 2n];
/** The one kind of vault of the story. */
export const STORY_ILK = ILK;

/** Called after each block that may matter to the ledger. */
export type AfterCall = (step: string, block: bigint) => Promise<void>;

/** Plays one story on all of Maker; every transaction is a block of its own. */
export class MakerScenario {
  readonly #chain: BlockPerCall;
  readonly #maker: MakerSystem;
  readonly #afterCall: AfterCall;

  constructor(chain: BlockPerCall, maker: MakerSystem, afterCall: AfterCall) {
    this.#chain = chain;
    this.#maker = maker;
    this.#afterCall = afterCall;
  }

  /** Vaults, savings, surplus sold, a crash, auctions of all kinds, bad debt, new MKR, the shutdown. */
  async play(): Promise<void> {
    await this.#openVaults();
    await this.#earn();
    await this.#sellSurplus();
    await this.#bite();
    await this.#auctionCollateral();
    await this.#pay();
    await this.#sellMkr();
    await this.#shutDown();
    await this.#settle();
  }

  async #openVaults(): Promise<void> {
    await this.#act(KEEPER, "MCD_JUG", "drip", ILK);
    await this.#open(ALICE, 1_000, 60_000);
    await this.#open(CAROL, 300, 10_000);
    await this.#open(BOB, 90, 8_900);
    for (const auctions of ["MCD_FLIP_ETH_A", "MCD_FLOP"])
      for (const account of [ALICE, CAROL]) await this.#allow(account, auctions);
    for (const [account, amount] of [
      [ALICE, "100"],
      [CAROL, "100"],
      [KEEPER, "60000"],
    ] as const) {
      await this.#act(this.#maker.deployer, "MCD_GOV", "mint", this.#account(account), parseEther(amount));
      for (const spender of ["MCD_FLAP", "MCD_ESM"]) await this.#approve(account, "MCD_GOV", spender);
    }
  }

  /** Fees come in, and what savers earn is the Vow's expense. */
  async #earn(): Promise<void> {
    const saved = parseEther("20000");
    await this.#allow(ALICE, "MCD_JOIN_DAI");
    await this.#act(ALICE, "MCD_JOIN_DAI", "exit", this.#account(ALICE), saved);
    await this.#approve(ALICE, "MCD_DAI", "DSR_MANAGER");
    await this.#act(ALICE, "DSR_MANAGER", "join", this.#account(ALICE), saved);
    await this.#chain.wait(30 * DAY);
    await this.#act(KEEPER, "MCD_POT", "drip");
    await this.#act(KEEPER, "MCD_JUG", "drip", ILK);
    await this.#govern("MCD_JUG", "file", ILK, DUTY, 1_000_000_003_022_265_980_097_387_650n);
  }

  async #sellSurplus(): Promise<void> {
    await this.#act(KEEPER, "MCD_VOW", "heal", rad(5));
    await this.#healAll();
    await this.#govern("MCD_VOW", "file", stringToHex("bump", { size: 32 }), rad(20));
    await this.#act(KEEPER, "MCD_VOW", "flap");
    await this.#act(ALICE, "MCD_FLAP", "tend", 1n, rad(20), parseEther("1"));
    await this.#act(CAROL, "MCD_FLAP", "tend", 1n, rad(20), parseEther("1.5"));
    await this.#chain.wait(DAY);
    await this.#act(this.#maker.deployer, "MCD_GOV", "setOwner", this.#at("MCD_FLAP"));
    await this.#act(KEEPER, "MCD_FLAP", "deal", 1n);
    await this.#act(KEEPER, "MCD_VOW", "flap");
    await this.#chain.wait(3 * DAY);
    await this.#act(KEEPER, "MCD_FLAP", "tick", 2n);
    await this.#act(ALICE, "MCD_FLAP", "tend", 2n, rad(20), parseEther("0.5"));
  }

  async #bite(): Promise<void> {
    await this.#price(100);
    await this.#govern("MCD_VOW", "file", stringToHex("wait", { size: 32 }), 3_600n);
    for (const _ of FLIPS) {
      await this.#chain.wait(60);
      await this.#act(KEEPER, "MCD_CAT", "bite", ILK, this.#account(BOB));
    }
  }

  async #auctionCollateral(): Promise<void> {
    await this.#tend(CAROL, RAISED, rad(300));
    await this.#tend(ALICE, RAISED, rad(400));
    const tab = (await this.#bid("MCD_FLIP_ETH_A", LOWERED))[7] as bigint;
    await this.#tend(ALICE, LOWERED, tab);
    await this.#dent(CAROL, LOWERED, 90n, tab);
    await this.#dent(ALICE, LOWERED, 80n, tab);
    await this.#tend(CAROL, GIVEN_UP, rad(100));
    await this.#chain.wait(2 * 3_600);
    for (const auction of [RAISED, LOWERED]) await this.#act(KEEPER, "MCD_FLIP_ETH_A", "deal", auction);
    await this.#act(KEEPER, "MCD_FLIP_ETH_A", "tick", CHEAP);
    await this.#tend(CAROL, CHEAP, 1n);
    await this.#chain.wait(2 * 3_600);
    await this.#act(KEEPER, "MCD_FLIP_ETH_A", "deal", CHEAP);
    await this.#giveUp();
    await this.#act(KEEPER, "MCD_FLIP_ETH_A", "tick", OPEN_AT_THE_END);
    await this.#tend(CAROL, OPEN_AT_THE_END, rad(200));
  }

  /** Governance takes a lot over and pays its bidder back. */
  async #giveUp(): Promise<void> {
    const { governance } = this.#maker;
    await this.#act(ALICE, "MCD_VAT", "move", this.#account(ALICE), governance, rad(100));
    await this.#govern("MCD_VAT", "hope", this.#at("MCD_FLIP_ETH_A"));
    await this.#govern("MCD_FLIP_ETH_A", "yank", GIVEN_UP);
  }

  /** What was queued at each bite becomes payable, and all surplus pays of it. */
  async #pay(): Promise<void> {
    for (const era of this.#eras) await this.#act(KEEPER, "MCD_VOW", "flog", era);
    await this.#healAll();
  }

  async #sellMkr(): Promise<void> {
    await this.#govern("MCD_VOW", "file", stringToHex("sump", { size: 32 }), rad(250));
    await this.#act(KEEPER, "MCD_VOW", "flop");
    await this.#act(ALICE, "MCD_FLOP", "dent", 1n, 9n * 10n ** 15n, rad(250));
    await this.#act(CAROL, "MCD_FLOP", "dent", 1n, 8n * 10n ** 15n, rad(250));
    await this.#chain.wait(DAY);
    await this.#act(this.#at("MCD_FLAP"), "MCD_GOV", "setOwner", this.#at("MCD_FLOP"));
    await this.#act(KEEPER, "MCD_FLOP", "deal", 1n);
    await this.#act(KEEPER, "MCD_VOW", "flop");
    await this.#chain.wait(3 * DAY);
    await this.#act(KEEPER, "MCD_FLOP", "tick", 2n);
    await this.#act(KEEPER, "MCD_JUG", "drip", ILK);
  }

  async #shutDown(): Promise<void> {
    await this.#act(KEEPER, "MCD_ESM", "join", parseEther("20000"));
    await this.#act(KEEPER, "MCD_ESM", "join", parseEther("30000"));
    await this.#act(KEEPER, "MCD_ESM", "fire");
    await this.#act(KEEPER, "MCD_FLAP", "yank", 2n);
    await this.#act(KEEPER, "MCD_FLOP", "yank", 2n);
  }

  /** The shutdown takes auctions and vaults back and pays what it can. */
  async #settle(): Promise<void> {
    await this.#act(KEEPER, "MCD_END", "cage", ILK);
    await this.#act(KEEPER, "MCD_END", "skip", ILK, OPEN_AT_THE_END);
    for (const account of [BOB, ALICE, CAROL])
      await this.#act(KEEPER, "MCD_END", "skim", ILK, this.#account(account));
    await this.#healAll();
    await this.#act(KEEPER, "MCD_END", "thaw");
  }

  readonly #eras: bigint[] = [];

  #at(name: string): Address {
    return this.#maker.get(name).address;
  }

  #account(place: number): Address {
    return this.#chain.address(place);
  }

  async #act(
    from: number | Address,
    contract: string,
    functionName: string,
    ...args: unknown[]
  ): Promise<void> {
    const { blockNumber } = await this.#chain.call(from, this.#maker.get(contract), { functionName, args });
    if (functionName === "bite") this.#eras.push(await this.#chain.timestamp());
    await this.#afterCall(`${contract}.${functionName}`, blockNumber);
  }

  #govern(contract: string, functionName: string, ...args: unknown[]): Promise<void> {
    return this.#act(this.#maker.governance, contract, functionName, ...args);
  }

  async #allow(account: number, contract: string): Promise<void> {
    await this.#act(account, "MCD_VAT", "hope", this.#at(contract));
  }

  async #approve(account: number, token: string, spender: string): Promise<void> {
    await this.#act(account, token, "approve", this.#at(spender), maxUint256);
  }

  /** Opens a vault with ether that draws dai, both in whole units. */
  async #open(account: number, ether: number, dai: number): Promise<void> {
    const value = parseEther(String(ether));
    await this.#chain.call(account, this.#maker.get("ETH"), { functionName: "deposit", value });
    await this.#approve(account, "ETH", "MCD_JOIN_ETH_A");
    const me = this.#account(account);
    await this.#act(account, "MCD_JOIN_ETH_A", "join", me, value);
    await this.#act(account, "MCD_VAT", "frob", ILK, me, me, me, value, parseEther(String(dai)));
  }

  async #price(dollars: number): Promise<void> {
    const price = numberToHex(parseEther(String(dollars)), { size: 32 });
    await this.#act(this.#maker.deployer, "PIP_ETH", "poke", price);
    await this.#act(KEEPER, "MCD_SPOT", "poke", ILK);
  }

  #bid(auctions: string, number: bigint): Promise<readonly unknown[]> {
    return this.#chain.read(this.#maker.get(auctions), "bids", [number]);
  }

  async #tend(account: number, auction: bigint, bid: bigint): Promise<void> {
    const lot = (await this.#bid("MCD_FLIP_ETH_A", auction))[1];
    await this.#act(account, "MCD_FLIP_ETH_A", "tend", auction, lot, bid);
  }

  /** Bids the whole debt for a part of the lot, in hundredths. */
  async #dent(account: number, auction: bigint, hundredths: bigint, bid: bigint): Promise<void> {
    const lot = (await this.#bid("MCD_FLIP_ETH_A", auction))[1] as bigint;
    await this.#act(account, "MCD_FLIP_ETH_A", "dent", auction, (lot * hundredths) / 100n, bid);
  }

  /** Pays as much debt as surplus and payable debt allow. */
  async #healAll(): Promise<void> {
    const vow = this.#at("MCD_VOW");
    const vat = (view: string) => this.#chain.read<bigint>(this.#maker.get("MCD_VAT"), view, [vow]);
    const queued = await this.#chain.read<bigint>(this.#maker.get("MCD_VOW"), "Sin");
    const promised = await this.#chain.read<bigint>(this.#maker.get("MCD_VOW"), "Ash");
    const [surplus, payable] = [await vat("dai"), (await vat("sin")) - queued - promised];
    await this.#act(KEEPER, "MCD_VOW", "heal", surplus < payable ? surplus : payable);
  }
}

const DUTY = stringToHex("duty", { size: 32 });
