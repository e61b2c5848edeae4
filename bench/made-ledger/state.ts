import { LOGS_PER_BLOCK, LOT, type MadeRow, ordinalOf, timeOf, UNIT } from "./facts.ts";
import { auctionId, THINGS } from "./ids.ts";

const text = (value: bigint | number): string => value.toString();
const reference = (id: string): { readonly id: string } => ({ id });
const CREATED = text(ordinalOf(1, 0));

/** State rows of one kind as of a block; `since` leaves out what did not change from that block on. */
type Lister = (at: number, since: number) => MadeRow[];

/** Rows that never change after block 1. */
function fixed(...rows: readonly MadeRow[]): Lister {
  const made = rows.map((row) => ({ ...row, createdOrdinal: CREATED }));
  return (_at, since) => (since <= 1 ? made : []);
}

/** A row that changes in every block. */
function changing(make: (at: number) => MadeRow): Lister {
  return (at, since) => {
    const updatedOrdinal = text(ordinalOf(at, LOGS_PER_BLOCK - 1));
    return since > at ? [] : [{ ...make(at), createdOrdinal: CREATED, updatedOrdinal }];
  };
}

/** The auction of one block, settled in it. */
export function auctionRow(block: number): MadeRow {
  return {
    id: auctionId(block),
    protocol: reference(THINGS.protocol),
    kind: "COLLATERAL",
    market: reference(THINGS.market),
    contract: THINGS.flipper,
    number: text(block),
    lotAsset: reference(THINGS.ether),
    bidAsset: reference(THINGS.dai),
    lotStart: text(LOT),
    lot: text(LOT),
    tab: text(2n * UNIT),
    debt: text(UNIT),
    bid: text(2n * UNIT),
    bidder: null,
    account: null,
    bidCount: 1,
    status: "SETTLED",
    liquidation: null,
    startedAt: text(timeOf(block)),
    endedAt: text(timeOf(block)),
    createdOrdinal: text(ordinalOf(block, 1)),
    updatedOrdinal: text(ordinalOf(block, 4)),
  };
}

const LISTERS: Readonly<Record<string, Lister>> = {
  Protocol: changing((at) => ({
    id: THINGS.protocol,
    slug: "maker",
    network: "bench",
    schemaVersion: "0.1.0",
    subgraphVersion: "0.1.0",
    methodologyVersion: "0.1.0",
    eventCount: text(at * LOGS_PER_BLOCK),
    skippedCount: "0",
  })),
  Asset: fixed(
    { id: THINGS.dai, kind: "INTERNAL", symbol: "DAI", decimals: 45 },
    { id: THINGS.ether, kind: "ERC20", symbol: "WETH", decimals: 18 },
  ),
  Market: changing((at) => ({
    id: THINGS.market,
    protocol: reference(THINGS.protocol),
    kind: "CDP_COLLATERAL",
    name: "ETH-A",
    contract: THINGS.flipper,
    collateralAsset: reference(THINGS.ether),
    debtAsset: reference(THINGS.dai),
    priceFeed: reference(THINGS.feed),
    liquidationCount: text(at),
  })),
  Backstop: fixed({
    id: THINGS.backstop,
    protocol: reference(THINGS.protocol),
    kind: "PROTOCOL_REVENUE_SURPLUS",
    layer: "SURPLUS_BUFFER",
    rank: 1,
    name: "Surplus buffer",
    contract: THINGS.vow,
    market: null,
    balanceSource: "FLOWS",
    status: "ACTIVE",
    statusInterval: null,
  }),
  BackstopBalance: changing((at) => ({
    id: THINGS.balance,
    backstop: reference(THINGS.backstop),
    asset: reference(THINGS.dai),
    balance: text(BigInt(at) * UNIT),
    pendingOutflow: "0",
    encumbered: "0",
    disabled: "0",
    shares: null,
    pendingShares: null,
    cumulativeIn: text(2n * BigInt(at) * UNIT),
    cumulativeOut: text(BigInt(at) * UNIT),
    flowCount: text(2 * at),
  })),
  Deficit: changing((at) => ({
    id: THINGS.deficit,
    protocol: reference(THINGS.protocol),
    market: reference(THINGS.market),
    asset: reference(THINGS.dai),
    open: "0",
    pending: "0",
    created: text(BigInt(at) * UNIT),
    covered: text(BigInt(at) * UNIT),
    socialised: "0",
    writtenOff: "0",
    openSince: null,
    lastCreatedTransaction: null,
    lastCreatedAccount: null,
    lastCreatedAmount: text(UNIT),
  })),
  PriceFeed: changing((at) => ({
    id: THINGS.feed,
    protocol: reference(THINGS.protocol),
    source: "MAKER_OSM",
    contract: THINGS.feed,
    asset: reference(THINGS.ether),
    quote: "USD",
    decimals: 18,
    heartbeat: 3600,
    price: text(BigInt(100 + (at % 50)) * 10n ** 18n),
    updatedAt: text(timeOf(at)),
  })),
};

/** State rows of one kind as of a block that changed at or after `since`; auctions are made one by one. */
export function stateOf(entity: string, at: number, since: number): MadeRow[] {
  return LISTERS[entity]?.(at, since) ?? [];
}
