import { type FixtureRows, fact, ordinal } from "./ledger-fixture.ts";
import {
  assetRow,
  backstopRow,
  balanceRow,
  feedRow,
  flowRow,
  idOf,
  marketRow,
  observationRow,
  protocolRow,
} from "./ledger-rows.ts";

/** Slug of the protocol of {@link CASCADE_LEDGER}. */
export const CASCADE_PROTOCOL = "cascade";
export const WETH = "0x00000000000000000000000000000000000000e1";
export const USDC = "0x00000000000000000000000000000000000000d1";
/** Blocks in a day: ten seconds each. */
export const DAY_BLOCKS = 8640;
/** Days of prices before the head. */
const DAYS = 12;
export const CASCADE_HEAD = DAYS * DAY_BLOCKS + 100;

const PROTOCOL = idOf(CASCADE_PROTOCOL);
const MARKET = `${PROTOCOL}01`;
const FUND = `${PROTOCOL}f1`;
const STAKE = `${PROTOCOL}f2`;
const ETH_FEED = "0x00000000000000000000000000000000000000f1";
const USD_FEED = "0x00000000000000000000000000000000000000f2";
const DOLLAR = 10n ** 6n;
const WAD = 10n ** 18n;

/** The four positions of metrics.md M-28: whole units pledged and owed, price 200, threshold 0.8 (the default of a lending market). */
const POSITIONS = [
  position(1, 10n, 1400n),
  position(2, 20n, 2600n),
  position(3, 15n, 1725n),
  position(4, 50n, 5000n),
];

function address(number: number): string {
  return `0x${number.toString(16).padStart(40, "0")}`;
}

function position(number: number, collateral: bigint, debt: bigint) {
  const account = address(number);
  const id = `${MARKET}${account.slice(2)}`;
  const none = { debtShares: null, size: null };
  return {
    row: {
      ...{ id, protocol: PROTOCOL, market: MARKET, account, collateral: "99", debt: "99", ...none },
      ...{ isClosed: false, createdOrdinal: ordinal(20, number), updatedOrdinal: ordinal(20, number) },
    },
    change: fact(
      PROTOCOL,
      { block: 20, log: number },
      {
        ...{ market: MARKET, position: id, account, cause: "OPEN" },
        ...{ collateralChange: "0", debtChange: "0", sizeChange: null, sizeAfter: null },
        ...{ collateralAfter: (collateral * WAD).toString(), debtAfter: (debt * DOLLAR).toString() },
      },
    ),
  };
}

function price(feed: string, asset: string, block: number, cents: bigint) {
  return observationRow(PROTOCOL, { block }, { id: feed, asset, price: cents * 10n ** 6n });
}

/** Closing prices of the days in dollars: 200 at the end. */
const CLOSES = [200n, 210n, 189n, 200n, 220n, 200n, 180n, 190n, 210n, 200n, 205n, 200n, 200n];

/** Rows after the head, for answers that must not see them. */
export const LATER_ROWS: FixtureRows = {
  PriceObservation: [price(ETH_FEED, WETH, CASCADE_HEAD + 10, 5000n)],
};

/** One lending market with the four positions, a fund of 100 dollars, a stake of 78 dollars, and twelve days of prices. */
export const CASCADE_LEDGER: FixtureRows = {
  Protocol: [protocolRow(CASCADE_PROTOCOL)],
  Asset: [assetRow(WETH, "WETH", 18), assetRow(USDC, "USDC", 6)],
  Market: [
    marketRow({
      ...{ id: MARKET, protocol: PROTOCOL, kind: "LENDING_RESERVE", name: "market" },
      ...{ collateralAsset: WETH, debtAsset: USDC, priceFeed: ETH_FEED },
    }),
  ],
  PriceFeed: [
    { ...feedRow(ETH_FEED, PROTOCOL, WETH), heartbeat: 100_000 },
    { ...feedRow(USD_FEED, PROTOCOL, USDC), heartbeat: 100_000_000 },
  ],
  PriceObservation: [
    price(USD_FEED, USDC, 5, 100n),
    ...CLOSES.map((close, day) => price(ETH_FEED, WETH, day * DAY_BLOCKS + 10, close * 100n)),
  ],
  Position: POSITIONS.map(({ row }) => row),
  PositionChange: POSITIONS.map(({ change }) => change),
  Backstop: [
    backstopRow({
      ...{ id: FUND, protocol: PROTOCOL, name: "fund", kind: "STATIC_INSURANCE_FUND" },
      layer: "INSURANCE_FUND",
    }),
    backstopRow({
      ...{ id: STAKE, protocol: PROTOCOL, name: "stake", kind: "STAKED_SAFETY_MODULE", rank: 2 },
      layer: "STAKED_FIRST_LOSS",
    }),
  ],
  BackstopBalance: [balanceRow(FUND, USDC), balanceRow(STAKE, USDC)],
  FundFlow: [flow(FUND, 30, 100n), flow(STAKE, 31, 78n)],
};

function flow(backstop: string, block: number, dollars: bigint) {
  return flowRow(
    PROTOCOL,
    { block },
    {
      ...{ backstop, asset: USDC, direction: "IN", cause: "DEPOSIT" },
      ...{ amount: dollars * DOLLAR, after: dollars * DOLLAR },
    },
  );
}
