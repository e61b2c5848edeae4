import { auctionId, blockHash, hexOf, THINGS } from "./ids.ts";

/** A row as graph-node serves it. */
export interface MadeRow {
  readonly id: string;
  /** Of facts only. */
  readonly ordinal?: string;
  readonly [field: string]: unknown;
}

/** Logs in every block. */
export const LOGS_PER_BLOCK = 8;
/** Seconds from block to block. */
const BLOCK_SECONDS = 13;
/** 12 March 2020, 08:00 UTC. */
const START = 1_584_000_000;

/** What every block moves: 1.23 dai as Maker counts it, with 45 decimals. */
export const UNIT = 1_234_567_890_123_456_789n * 10n ** 27n;
/** What every auction sells: 50 ether in wei. */
export const LOT = 50n * 10n ** 18n;

/** One fact: its log's place in the block, its place among the log's facts of its kind, and its own fields. */
type Draft = readonly [log: number, step: number, fields: Readonly<Record<string, unknown>>];

/** Facts of one kind in a block, in order. */
type Teller = (block: number) => readonly Draft[];

const text = (value: bigint | number): string => value.toString();
const reference = (id: string): { readonly id: string } => ({ id });
const account = (block: number, kinds: number): string => `0x${hexOf((block % kinds) + 1, 40)}`;

/** Time of a block, seconds. */
export function timeOf(block: number): number {
  return START + block * BLOCK_SECONDS;
}

/** Ordinal of a log. */
export function ordinalOf(block: number, log: number): bigint {
  return (BigInt(block) << 20n) + BigInt(log);
}

/** Id of a fact. */
export function factId(block: number, log: number, step: number): string {
  return `0x${hexOf(block, 64)}${hexOf(log, 8)}${hexOf(step, 8)}`;
}

function deficitChanges(block: number): Draft[] {
  const change = (place: readonly [log: number, step: number], action: string, after: bigint[]): Draft => [
    ...place,
    {
      market: reference(THINGS.market),
      deficit: reference(THINGS.deficit),
      asset: reference(THINGS.dai),
      action,
      amount: text(UNIT),
      excess: "0",
      openAfter: text(after[0] ?? 0n),
      pendingAfter: text(after[1] ?? 0n),
      account: account(block, 2_000),
      backstop: action === "COVERED" ? reference(THINGS.backstop) : null,
      claimsBefore: null,
    },
  ];
  return [
    change([0, 0], "CREATED", [UNIT]),
    change([0, 1], "PENDING", [UNIT, UNIT]),
    change([5, 0], "UNPENDING", [UNIT]),
    change([6, 0], "COVERED", []),
  ];
}

function auctionEvents(block: number): Draft[] {
  const event = (log: number, action: string, bid: bigint, paid: bigint): Draft => [
    log,
    0,
    {
      auction: reference(auctionId(block)),
      action,
      account: action === "KICK" ? null : account(block, 40),
      lotAfter: text(LOT),
      bidAfter: text(bid),
      paid: text(paid),
      bought: action === "SETTLE" ? text(LOT) : "0",
      statusAfter: action === "SETTLE" ? "SETTLED" : "OPEN",
    },
  ];
  const bid = 2n * UNIT;
  return [event(1, "KICK", 0n, 0n), event(3, "BID_UP", bid, bid), event(4, "SETTLE", bid, 0n)];
}

function liquidations(block: number): Draft[] {
  const fields = {
    market: reference(THINGS.market),
    mode: "AUCTION",
    account: account(block, 2_000),
    liquidator: null,
    collateralAsset: reference(THINGS.ether),
    collateralSeized: text(LOT),
    collateralReturned: null,
    debtAsset: reference(THINGS.dai),
    debtRepaid: text(UNIT),
    liquidatorFee: null,
    loss: null,
    absorbed: "0",
    unresolved: null,
    price: null,
    auction: reference(auctionId(block)),
  };
  return [[2, 0, fields]];
}

function fundFlows(block: number): Draft[] {
  const flow = (log: number, direction: string, amount: bigint, after: bigint): Draft => [
    log,
    0,
    {
      step: 0,
      backstop: reference(THINGS.backstop),
      asset: reference(THINGS.dai),
      direction,
      hold: null,
      cause: direction === "IN" ? "AUCTION_PROCEEDS" : "COVERAGE",
      amount: text(amount),
      shares: null,
      pendingShares: null,
      balanceAfter: text(after),
      pendingOutflowAfter: "0",
      encumberedAfter: "0",
      disabledAfter: "0",
      sharesAfter: null,
      pendingSharesAfter: null,
      account: account(block, 40),
      causedBy: factId(block, log, 0),
    },
  ];
  return [flow(3, "IN", 2n * UNIT, BigInt(block + 1) * UNIT), flow(6, "OUT", UNIT, BigInt(block) * UNIT)];
}

function lossAllocations(block: number): Draft[] {
  const fields = {
    market: reference(THINGS.market),
    loss: factId(block, 6, 0),
    layer: "SURPLUS_BUFFER",
    rank: 1,
    backstop: reference(THINGS.backstop),
    asset: reference(THINGS.dai),
    amount: text(UNIT),
  };
  return [[6, 0, fields]];
}

function priceObservations(block: number): Draft[] {
  const fields = {
    feed: reference(THINGS.feed),
    asset: reference(THINGS.ether),
    price: text(BigInt(100 + (block % 50)) * 10n ** 18n),
    decimals: 18,
    round: null,
    age: null,
    status: "OK",
  };
  return [[7, 0, fields]];
}

const TELLERS: Readonly<Record<string, Teller>> = {
  DeficitChange: deficitChanges,
  AuctionEvent: auctionEvents,
  Liquidation: liquidations,
  FundFlow: fundFlows,
  LossAllocation: lossAllocations,
  PriceObservation: priceObservations,
};

/** Facts of one kind that a block holds, in order; none for kinds that the ledger does not have. */
export function factsOf(entity: string, block: number): MadeRow[] {
  const drafts = TELLERS[entity]?.(block) ?? [];
  return drafts.map(([log, step, fields]) => ({
    id: factId(block, log, step),
    ordinal: text(ordinalOf(block, log)),
    blockNumber: text(block),
    blockHash: blockHash(block),
    timestamp: text(timeOf(block)),
    transactionHash: `0x${hexOf(block * LOGS_PER_BLOCK + log, 64)}`,
    logIndex: log,
    protocol: reference(THINGS.protocol),
    ...fields,
  }));
}

/** Returns whether the made ledger has facts of a kind. */
export function hasFacts(entity: string): boolean {
  return entity in TELLERS;
}
