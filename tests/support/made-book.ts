import type { BackstopBalance } from "../../api/domain/entities/backstop.ts";
import type { Deficit } from "../../api/domain/entities/deficit.ts";
import type { FeedPrice } from "../../api/domain/feed-price.ts";
import type { Book, Holding, MarketExposure } from "../../api/solvency/book.ts";
import { PriceBoard } from "../../api/solvency/price-board.ts";

/** Time of a made book's block. */
export const AT = 1_700_000_000n;

/** Id of the protocol of a made book. */
export const PROTOCOL = "0x70";

const STATE = { network: "mainnet", createdOrdinal: 1n };

/** What a made book is to hold; everything that is left out is empty. */
export type BookParts = {
  /** Decimals of each asset, by id. */
  readonly assets?: Readonly<Record<string, number | null>>;
  readonly holdings?: readonly Holding[];
  readonly markets?: readonly (Partial<Book["markets"][number]> & { readonly id: string })[];
  readonly deficits?: readonly (Partial<Deficit> & { readonly market: string; readonly asset: string })[];
  readonly exposures?: readonly (Partial<MarketExposure> & { readonly market: string })[];
  readonly prices?: readonly FeedPrice[];
};

/** Makes a book of one protocol at {@link AT}. */
export function madeBook(parts: BookParts): Book {
  const { assets = {}, holdings = [], markets = [], deficits = [], exposures = [], prices = [] } = parts;
  return {
    protocol: {
      ...STATE,
      id: PROTOCOL,
      slug: "made",
      schemaVersion: "1.0.0",
      subgraphVersion: "1.0.0",
      methodologyVersion: "1.0.0",
      skippedCount: 0n,
    },
    at: AT,
    assets: new Map(
      Object.entries(assets).map(([id, decimals]) => [
        id,
        { ...STATE, id, kind: "ERC20", symbol: id, decimals },
      ]),
    ),
    markets: markets.map((market) => ({
      ...STATE,
      protocol: PROTOCOL,
      kind: "LENDING_RESERVE",
      name: market.id,
      contract: "0xc0",
      collateralAsset: null,
      debtAsset: null,
      priceFeed: null,
      status: null,
      liquidationCount: 0n,
      ...market,
    })),
    holdings,
    deficits: deficits.map((deficit) => ({
      ...STATE,
      id: `${deficit.market}${deficit.asset}`,
      protocol: PROTOCOL,
      open: 0n,
      pending: 0n,
      created: 0n,
      covered: 0n,
      socialised: 0n,
      writtenOff: 0n,
      updatedOrdinal: 1n,
      ...deficit,
    })),
    exposures: exposures.map((exposure) => ({
      positions: 1n,
      collateral: 0n,
      debt: 0n,
      long: 0n,
      short: 0n,
      ...exposure,
    })),
    prices: new PriceBoard(prices),
  };
}

/** Makes an active backstop with balances by asset; ids of balances are backstop and asset. */
export function madeHolding(
  backstop: Partial<Holding["backstop"]> & { readonly id: string },
  balances: Readonly<Record<string, Partial<BackstopBalance>>>,
): Holding {
  return {
    backstop: {
      ...STATE,
      protocol: PROTOCOL,
      kind: "STATIC_INSURANCE_FUND",
      layer: "INSURANCE_FUND",
      rank: 1,
      name: backstop.id,
      contract: "0xc0",
      market: null,
      balanceSource: "FLOWS",
      status: "ACTIVE",
      ...backstop,
    },
    balances: Object.entries(balances).map(([asset, balance]) => ({
      ...STATE,
      id: `${backstop.id}${asset}`,
      backstop: backstop.id,
      asset,
      balance: 0n,
      pendingOutflow: 0n,
      encumbered: 0n,
      disabled: 0n,
      shares: null,
      pendingShares: null,
      cumulativeIn: balance.balance ?? 0n,
      cumulativeOut: 0n,
      flowCount: 1n,
      updatedOrdinal: 1n,
      ...balance,
    })),
  };
}

/** Makes the last observation of a Chainlink feed in dollars with 8 decimals, 60 seconds before {@link AT}. */
export function madePrice(asset: string, price: bigint | null, fields: Partial<FeedPrice> = {}): FeedPrice {
  return {
    feed: `feed-${asset}`,
    protocol: PROTOCOL,
    source: "CHAINLINK",
    asset,
    coin: null,
    quote: "USD",
    decimals: 8,
    heartbeat: null,
    price,
    status: "OK",
    observedAt: AT - 60n,
    ordinal: 1n,
    ...fields,
  };
}
