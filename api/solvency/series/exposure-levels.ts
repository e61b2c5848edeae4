import { rational } from "../../domain/rational.ts";
import { knownAmount, missingAmount, type TokenAmount } from "../../domain/token-amount.ts";
import { knownWorth, sumWorths, type Worth } from "../../domain/worth.ts";
import type { Book, MarketExposure } from "../book.ts";
import { UnitOfAccount } from "../unit-of-account.ts";
import { assetUnit, type LevelMetric, type SeriesParams, type Subject } from "./series-metric.ts";

const SOURCES = ["metrics.md M-01", "schema.graphql: PositionChange"];
const OF_ASSET = "US dollars; whole units of the asset where one is asked for";

/** Debt that nobody has covered. */
export const OPEN_BAD_DEBT_SERIES: LevelMetric = {
  ...amounts("open-bad-debt", ["deficits"], {
    read: (book, subject) => deficitsOf(book, subject).map(({ open, asset }) => knownAmount(open, asset)),
    priced: (end, subject) => deficitsOf(end, subject).map(({ asset }) => asset),
  }),
  definition: {
    id: "open-bad-debt",
    title: "Open bad debt",
    formula: "Σ over deficits of created − covered − socialised − writtenOff",
    unit: OF_ASSET,
    edgeCases: [
      "No deficit was ever recognised: zero.",
      "What has no price, or one older than allowed, is left out: PARTIAL_COVERAGE.",
    ],
    sources: ["metrics.md M-08", "metric bad-debt"],
    since: "1.1.0",
  },
};

/** What the owners of open positions owe. */
export const DEBT_SERIES: LevelMetric = {
  ...amounts("debt", ["positions"], {
    read: (book, subject) =>
      exposuresOf(book, subject).flatMap(({ market, debt }) =>
        amountIn(debt, assetsOf(book, market).debtAsset),
      ),
    priced: (end, subject) => marketsOf(end, subject).map(({ debtAsset }) => debtAsset),
  }),
  definition: {
    id: "debt",
    title: "Debt of open positions",
    formula: "Σ over open positions of debt, as of each position's last change",
    unit: OF_ASSET,
    edgeCases: ["No open position: zero.", "Interest shows when a position changes."],
    sources: SOURCES,
    since: "1.1.0",
  },
};

/** What secures open positions. */
export const COLLATERAL_SERIES: LevelMetric = {
  ...amounts("collateral", ["positions"], {
    read: (book, subject) =>
      exposuresOf(book, subject).flatMap(({ market, collateral }) =>
        amountIn(collateral, assetsOf(book, market).collateralAsset),
      ),
    priced: (end, subject) => marketsOf(end, subject).map(({ collateralAsset }) => collateralAsset),
  }),
  definition: {
    id: "collateral",
    title: "Collateral of open positions",
    formula: "Σ over open positions of collateral, as of each position's last change",
    unit: OF_ASSET,
    edgeCases: ["No open position: zero."],
    sources: SOURCES,
    since: "1.1.0",
  },
};

/** Sizes of long positions. */
export const LONG_OPEN_INTEREST_SERIES: LevelMetric = counted(
  { id: "open-interest-long", title: "Long open interest", formula: "Σ over open positions of max(size, 0)" },
  "base units of the market",
  ({ long }) => long,
);

/** Sizes of short positions. */
export const SHORT_OPEN_INTEREST_SERIES: LevelMetric = counted(
  {
    id: "open-interest-short",
    title: "Short open interest",
    formula: "Σ over open positions of max(−size, 0)",
  },
  "base units of the market",
  ({ short }) => short,
);

/** Number of open positions. */
export const POSITIONS_SERIES: LevelMetric = {
  ...counted(
    {
      id: "positions",
      title: "Open positions",
      formula: "number of positions with collateral, debt or size",
    },
    "positions",
    ({ positions }) => positions,
  ),
  subjects: ["PROTOCOL", "MARKET"],
};

function amounts(
  what: string,
  parts: readonly ["deficits"] | readonly ["positions"],
  {
    read,
    priced,
  }: { readonly read: (book: Book, subject: Subject) => TokenAmount[] } & Pick<LevelMetric, "priced">,
): Omit<LevelMetric, "definition"> {
  return {
    kind: "LEVEL",
    subjects: ["PROTOCOL", "MARKET"],
    asset: "OPTIONAL",
    parts: ({ asset }) => (asset === null ? [...parts, "prices"] : parts),
    priced,
    unit: assetUnit,
    read: (book, subject, params) => worthOfAll(book, read(book, subject), params, what),
  };
}

function counted(
  { id, title, formula }: Pick<LevelMetric["definition"], "id" | "title" | "formula">,
  unit: string,
  of: (exposure: MarketExposure) => bigint,
): LevelMetric {
  return {
    kind: "LEVEL",
    definition: {
      ...{ id, title, formula, unit, sources: SOURCES, since: "1.1.0" },
      edgeCases: ["No open position: zero."],
    },
    subjects: ["MARKET"],
    asset: "NONE",
    parts: () => ["positions"],
    priced: () => [],
    unit: () => unit,
    read: (book, subject) =>
      knownWorth(rational(exposuresOf(book, subject).reduce((sum, row) => sum + of(row), 0n)), unit),
  };
}

function worthOfAll(book: Book, all: readonly TokenAmount[], params: SeriesParams, what: string): Worth {
  const { asset, maxPriceAge } = params;
  const account = new UnitOfAccount(book, asset === null ? [] : [asset], maxPriceAge);
  const wanted = all.filter((amount) => asset === null || amount.asset === asset);
  return sumWorths(
    wanted.map((amount) => account.worthOf(amount)),
    account.unit,
    `terms of ${what}`,
  );
}

function exposuresOf({ exposures }: Book, { kind, id }: Subject): MarketExposure[] {
  return exposures.filter(({ market }) => kind === "PROTOCOL" || market === id);
}

function deficitsOf({ deficits }: Book, { kind, id }: Subject): Book["deficits"] {
  return deficits.filter(({ market }) => kind === "PROTOCOL" || market === id);
}

function marketsOf({ markets }: Book, { kind, id }: Subject): Book["markets"] {
  return markets.filter((market) => kind === "PROTOCOL" || market.id === id);
}

function assetsOf({ markets }: Book, id: string) {
  const market = markets.find((one) => one.id === id);
  return { debtAsset: market?.debtAsset ?? null, collateralAsset: market?.collateralAsset ?? null };
}

function amountIn(raw: bigint, asset: string | null): TokenAmount[] {
  if (raw === 0n) return [];
  if (asset !== null) return [knownAmount(raw, asset)];
  return [missingAmount(null, "NO_DATA", "The ledger does not tell the asset.")];
}
