import { blockTime, type FixtureRows, fact, ordinal } from "./ledger-fixture.ts";
import {
  assetRow,
  backstopRow,
  feedRow,
  idOf,
  marketRow,
  observationRow,
  protocolRow,
} from "./ledger-rows.ts";

/** Blocks of a day of the fixture, 10 seconds apart. */
export const DAY_BLOCKS = 8_640;
/** Last block: the end of day 45. */
export const OPTION_HEAD = 45 * DAY_BLOCKS;
export const LYRA = idOf("lyra");
export const HEGIC = idOf("hegic");
export const PREMIA = idOf("premia");
export const ETH = "0x00000000000000000000000000000000000000e0";
export const SUSD = "0x00000000000000000000000000000000000000d0";
/** A token that nothing prices. */
export const UNPRICED = "0x00000000000000000000000000000000000000f0";
const ETH_FEED = "0x00000000000000000000000000000000000000fe";
const SUSD_FEED = "0x00000000000000000000000000000000000000fd";
const WAD = 10n ** 18n;

/** Expiry of the boards of strikes: 30 days after the head. */
export const BOARD_EXPIRY = blockTime(OPTION_HEAD) + 30n * 86_400n;
/** Expiry of the one option of `hegic`: 12 days after the head, 14 after its trade. */
export const OPTION_EXPIRY = blockTime(OPTION_HEAD) + 12n * 86_400n;

/**
 * Skews of the strikes over a base volatility of 100 %: √(w/T) of raw SVI a = .02, b = .12, ρ = −.6, m = 0, σ = .15 at F = 2000, T = 30 days, to 18 digits,
 * computed in Python; the example of metrics.md M-20.
 */
export const SKEWS: readonly (readonly [strike: number, skew: string])[] = [
  [1000, "1373299055695304960"],
  [1200, "1211656329588316416"],
  [1600, "911790889620478336"],
  [1800, "776694858978527616"],
  [2000, "679950978625175168"],
  [2200, "647542511441251584"],
  [2600, "674343233986771456"],
];

function seriesId(protocol: string, strike: number, type: string): string {
  return `${protocol}${strike.toString(16).padStart(4, "0")}${type === "PUT" ? "00" : "01"}`;
}

function series(protocol: string, strike: number, type: string, fields: Readonly<Record<string, unknown>>) {
  return {
    id: seriesId(protocol, strike, type),
    ...{
      protocol,
      market: `${protocol}aa`,
      backstop: `${protocol}bb`,
      contract: "0xc0",
      number: null,
      board: null,
    },
    ...{ type, style: "EUROPEAN", settlement: "CASH", underlying: ETH },
    ...{
      strike: (BigInt(strike) * 10n ** 8n).toString(),
      strikeDecimals: 8,
      expiry: BOARD_EXPIRY.toString(),
    },
    ...{
      size: "99",
      open: "99",
      premium: "99",
      owed: null,
      settled: "99",
      exerciseCount: "99",
      isEnded: false,
    },
    ...{ createdOrdinal: ordinal(10), updatedOrdinal: ordinal(10) },
    ...fields,
  };
}

let step = 0;

function trade(
  protocol: string,
  block: number,
  of: { strike: number; type?: string; side?: string; action?: string },
  paid: {
    size: bigint;
    premium: bigint;
    asset?: string;
  },
) {
  step += 1;
  const { strike, type = "PUT", side = "SHORT", action = "OPEN" } = of;
  const id = seriesId(protocol, strike, type);
  return fact(
    protocol,
    { block, step },
    {
      ...{ series: id, position: id, account: "0xa1", action, side, size: paid.size.toString() },
      ...{
        premiumAsset: paid.asset ?? SUSD,
        premium: paid.premium.toString(),
        fee: "0",
        impliedVolatility: null,
      },
    },
  );
}

function parameter(name: string, value: string) {
  step += 1;
  return fact(
    LYRA,
    { block: 11, step },
    { contract: "0xc0", market: `${LYRA}aa`, name, value, previous: null, raw: null, proposedAt: null },
  );
}

/** Prices of day k: 2000 on odd days, 2000 e^0.03 on even ones, so that daily returns are ±3 %. */
function dailyPrices() {
  return Array.from({ length: 41 }, (_, i) => {
    const day = i + 5;
    const price = day % 2 === 1 ? 200_000_000_000n : 206_090_906_791n;
    return observationRow(LYRA, { block: day * DAY_BLOCKS, log: 1 }, { id: ETH_FEED, asset: ETH, price });
  });
}

function places(protocol: string) {
  return {
    market: marketRow({ id: `${protocol}aa`, protocol, kind: "OPTION_UNDERLYING", name: "ETH" }),
    backstop: backstopRow({
      ...{ id: `${protocol}bb`, protocol, kind: "PUT_OPTION_BACKSTOP", layer: "OPTION_PAYOFF", name: "pool" },
      market: `${protocol}aa`,
    }),
  };
}

const OWNERS = [LYRA, HEGIC, PREMIA].map(places);
const TRADE_BLOCK = 43 * DAY_BLOCKS;

/**
 * Three option protocols on ETH at 2000 dollars. `lyra` quotes a smile of seven strikes; it wrote 2 puts at 1800 for 80 each, 10 at 1000 and a call at 2200,
 * and holds 3 puts at 1600 of which 1 was closed. `hegic` wrote an American put for a premium in ETH. `premia` took a premium in what nothing prices.
 */
export const OPTION_LEDGER: FixtureRows = {
  Protocol: ["lyra", "hegic", "premia"].map(protocolRow),
  Asset: [assetRow(ETH, "ETH", 18), assetRow(SUSD, "sUSD", 18), assetRow(UNPRICED, "X", 18)],
  Market: OWNERS.map(({ market }) => market),
  Backstop: OWNERS.map(({ backstop }) => backstop),
  PriceFeed: [feedRow(ETH_FEED, LYRA, ETH), feedRow(SUSD_FEED, LYRA, SUSD)],
  PriceObservation: [
    ...dailyPrices(),
    observationRow(LYRA, { block: TRADE_BLOCK, log: 2 }, { id: SUSD_FEED, asset: SUSD, price: 100_000_000n }),
  ],
  ParameterChange: [
    parameter("baseIv(7)", WAD.toString()),
    ...SKEWS.flatMap(([, skew], i) => [parameter(`board(${i})`, "7"), parameter(`skew(${i})`, skew)]),
  ],
  OptionSeries: [
    ...SKEWS.map(([strike], i) => series(LYRA, strike, "PUT", { number: String(i) })),
    series(LYRA, 2200, "CALL", { number: "5" }),
    series(HEGIC, 1800, "PUT", { style: "AMERICAN", expiry: OPTION_EXPIRY.toString() }),
    series(HEGIC, 1700, "PUT", { style: "AMERICAN", expiry: (blockTime(OPTION_HEAD) - 1n).toString() }),
    series(PREMIA, 1800, "PUT", {}),
  ],
  OptionTrade: [
    trade(LYRA, TRADE_BLOCK, { strike: 1800 }, { size: 2n * WAD, premium: 160n * WAD }),
    trade(LYRA, TRADE_BLOCK, { strike: 1000 }, { size: 10n * WAD, premium: WAD }),
    trade(LYRA, TRADE_BLOCK, { strike: 2200, type: "CALL" }, { size: WAD, premium: 70n * WAD }),
    trade(LYRA, TRADE_BLOCK, { strike: 1600, side: "LONG" }, { size: 3n * WAD, premium: 150n * WAD }),
    trade(
      LYRA,
      TRADE_BLOCK + 1,
      { strike: 1600, side: "LONG", action: "CLOSE" },
      { size: WAD, premium: 50n * WAD },
    ),
    trade(HEGIC, TRADE_BLOCK, { strike: 1800 }, { size: WAD, premium: 28_249_387_693_441_548n, asset: ETH }),
    trade(HEGIC, TRADE_BLOCK, { strike: 1700 }, { size: WAD, premium: WAD, asset: ETH }),
    trade(PREMIA, TRADE_BLOCK, { strike: 1800 }, { size: WAD, premium: WAD, asset: UNPRICED }),
  ],
};
