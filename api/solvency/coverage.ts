import { groupsBy } from "../domain/group-by.ts";
import type { MetricDefinition } from "../domain/metric-definition.ts";
import type { Ratio } from "../domain/ratio.ts";
import {
  missingWorth,
  positivePart,
  smallerWorth,
  subtractWorth,
  sumWorths,
  type Worth,
  worthRatio,
} from "../domain/worth.ts";
import type { Book, Holding } from "./book.ts";
import { type Exposure, type ExposureMeasure, type ValuedExposure, valueExposure } from "./exposure.ts";
import {
  type Haircuts,
  type HoldingResource,
  type LayerResources,
  resources,
  totalResources,
} from "./resources.ts";
import { UnitOfAccount } from "./unit-of-account.ts";

/** Definition of the coverage metric. */
export const COVERAGE: MetricDefinition = {
  id: "coverage",
  title: "Loss-absorbing resources against an exposure",
  formula:
    "unmatched = ΣR / ΣX; matched = Σ over assets of min(R_a, X_a) / ΣX; shortfall = max(0, X − R); R as in `resources`, each asset's worth × (10000 − haircutBps) / 10000. " +
    "X: OPEN_INTEREST = ½ Σ (long + short) × price of the market's feed; EXPOSURE_AT_DEFAULT = Σ debt; LATENT = Σ max(0, debt − collateral) per account; " +
    "TARGET_LIQUIDITY = what governance wants the fund to hold; DEMANDABLE_CLAIMS = what lenders may ask back; OPTION_PAYOFF = Σ strike × open of puts that the protocol wrote",
  unit: "ratio; worths in the one asset that everything is counted in, else US dollars",
  edgeCases: [
    "No exposure: ZERO_DENOMINATOR, because no exposure is not infinite cover.",
    "No market of the protocol can have such an exposure, or no indexed parameter states a target: NOT_APPLICABLE.",
    "A part of the exposure that is not known makes the ratio null, because it would be too high; a part of the resources that is not known leaves it with PARTIAL_COVERAGE, because it is too low.",
    "A price older than allowed is no price: STALE_INPUT.",
    "matched counts R and X of one asset id only: a token and the unit in which a contract counts it are two assets, and so are a token and its wrapper.",
    "A backstop that protects one market is compared with that market in `byMarket`, whatever it holds.",
    "EXPOSURE_AT_DEFAULT takes positions where the ledger has any, else the market's own sum, and says which; a position's debt is as of its last change.",
  ],
  sources: [
    "metrics.md M-01",
    "Maker surplus rule, 2–4 % of debt from volatile collateral: forum.makerdao.com 5431",
    "Aave Umbrella: reserves are covered one by one, governance.aave.com LlamaRisk 23527",
  ],
  since: "1.1.0",
};

/** Resources beside an exposure, both in one unit. */
export type CoverageLine = {
  readonly resources: Worth;
  readonly exposure: Worth;
  readonly ratio: Ratio;
  /** max(0, exposure − resources). */
  readonly shortfall: Worth;
};

/** How well resources cover one kind of exposure. */
export type Coverage = CoverageLine & {
  readonly measure: ExposureMeasure;
  /** Σ over assets of min(resources, exposure) / exposure. */
  readonly matchedRatio: Ratio;
  /** exposure − Σ over assets of min(resources, exposure). */
  readonly matchedShortfall: Worth;
  /** By id; null is what is payable in an asset that the ledger does not tell. */
  readonly byAsset: readonly (CoverageLine & { readonly asset: string | null })[];
  /** Markets with a backstop of their own, by id: that backstop against that market. */
  readonly byMarket: readonly (CoverageLine & { readonly market: string })[];
  readonly exposures: readonly ValuedExposure[];
};

/** What is measured: an exposure of a kind against backstops of a book. */
export type CoverageQuestion = {
  readonly book: Book;
  readonly measure: ExposureMeasure;
  /** Backstops that count. */
  readonly holdings: readonly Holding[];
  readonly exposures: readonly Exposure[];
  /** What of each asset's worth does not count; left out, everything counts. */
  readonly haircuts?: Haircuts;
  /** Oldest price in seconds; null for the feeds' own heartbeats. */
  readonly maxPriceAge: bigint | null;
};

const RATIO_UNIT = "resources / exposure";

const WHEN_NONE: Readonly<Record<ExposureMeasure, string>> = {
  OPEN_INTEREST: "The protocol has no perpetual market.",
  EXPOSURE_AT_DEFAULT: "No market of the protocol lends.",
  LATENT: "No market of the protocol lends.",
  TARGET_LIQUIDITY: "No indexed parameter states a target for what the backstop holds.",
  DEMANDABLE_CLAIMS: "The protocol has no lending reserve.",
  OPTION_PAYOFF: "The protocol has written no put that is open.",
};

/** Compares resources with an exposure. See {@link COVERAGE}. */
export function coverage(question: CoverageQuestion): Coverage {
  const account = accountOf(question);
  const layers = resources({ ...question.book, holdings: question.holdings }, account, question.haircuts);
  const valued = question.exposures.map((exposure) => valueExposure(exposure, account));
  const { unit } = account;
  const total = totalResources(layers, unit);
  const exposure =
    valued.length === 0
      ? missingWorth(unit, "NOT_APPLICABLE", WHEN_NONE[question.measure])
      : sumExposures(valued, unit);
  const byAsset = linesByAsset(layers, valued, unit);
  const matched = matchedWorth(byAsset, unit);
  return {
    ...line(total, exposure),
    measure: question.measure,
    matchedRatio: worthRatio(matched, exposure, "matched resources / exposure"),
    matchedShortfall: positivePart(subtractWorth(exposure, matched)),
    byAsset,
    byMarket: linesByMarket(layers, valued, unit),
    exposures: valued,
  };
}

/**
 * Chooses the exposures for which a backstop answers: those bound to it, and of the others those of its market, or
 * all where it stands behind all markets.
 */
export function exposuresOf({ backstop }: Holding, exposures: readonly Exposure[]): Exposure[] {
  return exposures.filter((exposure) => {
    if (exposure.backstop !== null) return exposure.backstop === backstop.id;
    return backstop.market === null || exposure.market === backstop.market;
  });
}

/** Prices at feeds and strikes are in a currency; everything else may be counted in the only asset there is. */
function accountOf({ book, holdings, exposures, maxPriceAge }: CoverageQuestion): UnitOfAccount {
  const isInCurrency = exposures.some(({ valuing }) => valuing.by !== "ASSET");
  if (isInCurrency) return new UnitOfAccount(book, [], maxPriceAge);
  const held = holdings.flatMap(({ balances }) => balances.filter(({ balance }) => balance !== 0n));
  const assets = [...held.map(({ asset }) => asset), ...exposures.map(({ amount }) => amount.asset)];
  return new UnitOfAccount(
    book,
    assets.filter((asset) => asset !== null),
    maxPriceAge,
  );
}

function line(resourcesWorth: Worth, exposure: Worth): CoverageLine {
  return {
    resources: resourcesWorth,
    exposure,
    ratio: worthRatio(resourcesWorth, exposure, RATIO_UNIT),
    shortfall: positivePart(subtractWorth(exposure, resourcesWorth)),
  };
}

function sumExposures(valued: readonly ValuedExposure[], unit: string): Worth {
  return sumWorths(
    valued.map(({ worth }) => worth),
    unit,
    "exposures",
  );
}

function sumHoldings(holdings: readonly HoldingResource[], unit: string): Worth {
  return sumWorths(
    holdings.map(({ worth }) => worth),
    unit,
    "holdings",
  );
}

function linesByAsset(
  layers: readonly LayerResources[],
  valued: readonly ValuedExposure[],
  unit: string,
): Coverage["byAsset"] {
  const held = groupsBy(
    layers.flatMap((layer) => layer.holdings),
    ({ balance }): string | null => balance.asset,
  );
  const owed = groupsBy(valued, ({ exposure }) => exposure.payable);
  return [...new Set([...held.keys(), ...owed.keys()])].sort(byId).map((asset) => ({
    asset,
    ...line(sumHoldings(held.get(asset) ?? [], unit), sumExposures(owed.get(asset) ?? [], unit)),
  }));
}

/** Nothing can be matched where nothing is owed, so what is held there does not matter. */
function matchedWorth(lines: Coverage["byAsset"], unit: string): Worth {
  const owed = lines.filter(({ exposure }) => exposure.amount?.numerator !== 0n);
  const matches = owed.map((entry) => smallerWorth(entry.resources, entry.exposure));
  return sumWorths(matches, unit, "assets");
}

function linesByMarket(
  layers: readonly LayerResources[],
  valued: readonly ValuedExposure[],
  unit: string,
): Coverage["byMarket"] {
  const own = groupsBy(layers, ({ holding }) => holding.backstop.market);
  const owed = groupsBy(valued, ({ exposure }) => exposure.market);
  return [...own]
    .flatMap(([market, rows]) => (market === null ? [] : [{ market, rows }]))
    .sort((a, b) => byId(a.market, b.market))
    .map(({ market, rows }) => ({
      market,
      ...line(totalResources(rows, unit), sumExposures(owed.get(market) ?? [], unit)),
    }));
}

function byId(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
