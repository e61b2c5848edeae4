import { type FixtureRows, fact, ordinal } from "../ledger-fixture.ts";
import { ETH_A, FLIPPER, HEGIC, HEGIC_ETH, MAKER, MYSTERY, OSM, VAT, WAD, WETH } from "./names.ts";

function protocol(id: string, slug: string, block: number) {
  return {
    id,
    slug,
    network: "mainnet",
    schemaVersion: "0.1.0",
    subgraphVersion: "0.1.0",
    methodologyVersion: "1.0.0",
    eventCount: "99",
    skippedCount: "1",
    createdOrdinal: ordinal(block),
  };
}

function market(id: string, owner: string, fields: Record<string, unknown>) {
  return {
    id,
    protocol: owner,
    contract: FLIPPER,
    collateralAsset: WETH,
    debtAsset: null,
    priceFeed: null,
    liquidationCount: "99",
    createdOrdinal: ordinal(100),
    ...fields,
  };
}

function observation(block: number, price: bigint | null) {
  return fact(
    MAKER,
    { block, log: 1 },
    {
      feed: OSM,
      asset: WETH,
      price: price === null ? null : price.toString(),
      decimals: 18,
      round: null,
      age: null,
      status: price === null ? "INVALID" : "OK",
    },
  );
}

/** Who and what: two protocols, three assets (one of unknown decimals), a feed that fails in the end. */
export const REFERENCE: FixtureRows = {
  Protocol: [protocol(MAKER, "maker", 100), protocol(HEGIC, "hegic", 100)],
  Asset: [
    { id: WETH, kind: "ERC20", symbol: "WETH", decimals: 18, createdOrdinal: ordinal(100) },
    { id: VAT, kind: "INTERNAL", symbol: "dai", decimals: 45, createdOrdinal: ordinal(100) },
    { id: MYSTERY, kind: "ERC20", symbol: null, decimals: null, createdOrdinal: ordinal(100) },
  ],
  Market: [
    market(ETH_A, MAKER, { kind: "CDP_COLLATERAL", name: "ETH-A", debtAsset: VAT, priceFeed: OSM }),
    market(HEGIC_ETH, HEGIC, { kind: "OPTION_UNDERLYING", name: "ETH" }),
  ],
  PriceFeed: [
    {
      id: OSM,
      protocol: MAKER,
      source: "MAKER_OSM",
      contract: OSM,
      asset: WETH,
      quote: "USD",
      decimals: 18,
      heartbeat: 3600,
      price: "99",
      updatedAt: "99",
      createdOrdinal: ordinal(105, 1),
      updatedOrdinal: ordinal(125, 1),
    },
  ],
  PriceObservation: [
    observation(105, 150n * WAD),
    observation(115, 120n * WAD),
    observation(125, 100n * WAD),
    observation(135, null),
  ],
  SkippedEvent: [
    fact(
      MAKER,
      { block: 145, log: 8 },
      {
        contract: FLIPPER,
        event: "Flipper.deal",
        reason: "UNKNOWN_PARENT",
        detail: "Expected an auction that was kicked, got number 9.",
      },
    ),
  ],
};
