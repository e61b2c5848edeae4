import type { Completeness } from "../domain/completeness.ts";
import type { MetricDefinition } from "../domain/metric-definition.ts";
import { missingRatio, partialRatio, type Ratio } from "../domain/ratio.ts";
import {
  absoluteWorth,
  missingWorth,
  scaleWorth,
  subtractWorth,
  sumWorths,
  type Worth,
  worthRatio,
} from "../domain/worth.ts";
import type { Book, Holding } from "./book.ts";
import { type AssetWorth, type Beta, type FactorDelta, factorDeltas } from "./price-factors.ts";
import { type HoldingResource, resources } from "./resources.ts";
import type { UnitOfAccount } from "./unit-of-account.ts";

/** Definition of the denomination of a fund. */
export const DENOMINATION: MetricDefinition = {
  id: "denomination",
  title: "What a fund is held in: delta, wrong-way share, match with the liabilities",
  formula:
    "V = Σ usable × price; Δ_f = Σ_a V_a × β(a, f) + hedges; deltaNeutrality = 1 − |Σ_f Δ_f| / V; wrongWayShare = Σ over native tokens and insured collateral of V_a / V; liabilityCurrencyMatch = matched coverage of the debt; hedgeRatio = short notional of hedges / worth of the hedged asset; realisable = y·q·(1−f) / (x + q·(1−f)) for q native tokens held",
  unit: "ratio; worths in the one asset that everything is held in, else US dollars",
  edgeCases: [
    "Betas are not estimated here: β is 1 for the same asset and 0 for others unless it is given. An asset in which the protocol's debts are counted has β 0 with itself, because its price moves what is held and what is owed alike.",
    "Nothing held: ZERO_DENOMINATOR.",
    "A holding that cannot be valued makes deltaNeutrality and wrongWayShare null.",
    "Native token unknown: wrongWayShare counts insured collateral only, PARTIAL_COVERAGE.",
    "No backstop of kind NATIVE_TOKEN_HEDGE: hedgeRatio is NOT_APPLICABLE. Hedges off chain are not seen.",
    "No pool, or none of the native token held: realisable is NO_DATA or NOT_APPLICABLE; the ledger knows no depth.",
  ],
  sources: ["metrics.md M-05", "schema.graphql: Market.collateralAsset, Market.debtAsset"],
  since: "1.1.0",
};

/** What is held of one asset. */
export type DenominatedAsset = AssetWorth & {
  /** Part in backstops for which the asset is the protocol's own token or collateral that they insure. */
  readonly wrongWay: Worth;
  /** Whether debts or deficits of the protocol are counted in it. */
  readonly isMoney: boolean;
};

/** A short position that a hedge of the protocol holds. */
export type Hedge = {
  /** Id of the asset that is sold short; null when the ledger does not tell. */
  readonly asset: string | null;
  /** Notional, signed: negative is short. */
  readonly notional: Worth;
};

/** The metric, without what coverage tells. */
export type Denomination = {
  readonly value: Worth;
  readonly deltas: readonly FactorDelta[];
  /** Σ Δ, signed. */
  readonly netDelta: Worth;
  readonly deltaNeutrality: Ratio;
  readonly wrongWayShare: Ratio;
  readonly hedgeRatio: Ratio;
  /** By id. */
  readonly assets: readonly DenominatedAsset[];
  /** Assets, and those that are valued in full. */
  readonly completeness: Completeness;
};

/** What is asked and known. */
export type DenominationInput = {
  readonly book: Book;
  readonly account: UnitOfAccount;
  readonly betas: readonly Beta[];
  /** Ids of the protocol's own tokens; null when they are not known. */
  readonly native: readonly string[] | null;
  /** Null when the protocol has no hedge. */
  readonly hedges: readonly Hedge[] | null;
};

const NEUTRALITY_UNIT = "value − |net delta| / value";
const WRONG_WAY_UNIT = "wrong-way value / value";
const HEDGE_UNIT = "short notional / worth of the hedged assets";

/** Tells what a protocol's backstops are held in. See {@link DENOMINATION}. */
export function denomination(input: DenominationInput): Denomination {
  const { book, account, betas, native } = input;
  const { unit } = account;
  const hedges = input.hedges ?? [];
  const money = moneyOf(book);
  const assets = assetsOf(input, money);
  const value = sumWorths(
    assets.map(({ worth }) => worth),
    unit,
    "assets",
  );
  const shorts = hedges.flatMap(({ asset, notional }) =>
    asset === null ? [] : [{ asset, worth: notional }],
  );
  const untold = hedges.flatMap(({ asset, notional }) => (asset === null ? [notional] : []));
  const deltas = factorDeltas([...assets, ...shorts], { betas, money, unit });
  const netDelta = sumWorths([...deltas.map(({ delta }) => delta), ...untold], unit, "deltas");
  return {
    value,
    deltas,
    netDelta,
    deltaNeutrality: neutralityOf(value, netDelta),
    wrongWayShare: wrongWayOf(assets, value, native),
    hedgeRatio: hedgeRatioOf(input.hedges, assets, unit),
    assets,
    completeness: {
      required: assets.length,
      present: assets.filter(({ worth }) => worth.status === "OK").length,
    },
  };
}

/** Ids of the assets in which a protocol's debts and deficits are counted. */
export function moneyOf({ markets, deficits }: Book): string[] {
  const owed = [...markets.map(({ debtAsset }) => debtAsset), ...deficits.map(({ asset }) => asset)];
  return [...new Set(owed.filter((asset) => asset !== null))];
}

/**
 * Returns whether a backstop is worth less when it is needed: it holds the protocol's own token, or collateral of a market
 * that it stands behind. What a backstop of one market holds in that market's debt asset is a claim in kind and is not.
 */
export function isWrongWay(
  { backstop }: Holding,
  asset: string,
  of: Omit<DenominationInput, "hedges">,
): boolean {
  if (of.native?.includes(asset)) return true;
  const behind = of.book.markets.filter(({ id }) => backstop.market === null || id === backstop.market);
  const isOwnDebt = backstop.market !== null && behind.some(({ debtAsset }) => debtAsset === asset);
  return !isOwnDebt && behind.some(({ collateralAsset }) => collateralAsset === asset);
}

function assetsOf(input: DenominationInput, money: readonly string[]): DenominatedAsset[] {
  const layers = resources(input.book, input.account);
  const held = layers.flatMap(({ holding, holdings }) => holdings.map((one) => ({ holding, one })));
  const ids = [...new Set(held.map(({ one }) => one.balance.asset))].sort();
  const sum = (all: readonly { readonly one: HoldingResource }[]) =>
    sumWorths(
      all.map(({ one }) => one.worth),
      input.account.unit,
      "holdings",
    );
  return ids.map((asset) => {
    const own = held.filter(({ one }) => one.balance.asset === asset);
    const wrong = own.filter(({ holding }) => isWrongWay(holding, asset, input));
    return { asset, worth: sum(own), wrongWay: sum(wrong), isMoney: money.includes(asset) };
  });
}

function neutralityOf(value: Worth, netDelta: Worth): Ratio {
  const flaw = [value, netDelta].find(({ status }) => status !== "OK");
  if (flaw !== undefined)
    return missingRatio(NEUTRALITY_UNIT, flaw.status, flaw.reason ?? "A part is not known.");
  return worthRatio(subtractWorth(value, absoluteWorth(netDelta)), value, NEUTRALITY_UNIT);
}

function wrongWayOf(
  assets: readonly DenominatedAsset[],
  value: Worth,
  native: readonly string[] | null,
): Ratio {
  const parts = assets.map(({ wrongWay }) => wrongWay);
  const share = worthRatio(sumWorths(parts, value.unit, "assets"), value, WRONG_WAY_UNIT);
  const unknown = "The protocol's native token is not known; insured collateral alone is counted.";
  return native === null ? partialRatio(share, unknown) : share;
}

function hedgeRatioOf(
  hedges: readonly Hedge[] | null,
  assets: readonly DenominatedAsset[],
  unit: string,
): Ratio {
  if (hedges === null) {
    return missingRatio(HEDGE_UNIT, "NOT_APPLICABLE", "The protocol has no hedge that is indexed.");
  }
  const hedged = new Set<string | null>(hedges.map(({ asset }) => asset));
  const exposed = assets.filter(({ asset }) => hedged.has(asset)).map(({ worth }) => worth);
  const short = sumWorths(
    hedges.map(({ notional }) => scaleWorth(notional, -1n)),
    unit,
    "hedges",
  );
  const held = exposed.length === 0 ? missingWorth(unit, "ZERO_DENOMINATOR", "None of it is held.") : null;
  return worthRatio(short, held ?? sumWorths(exposed, unit, "assets"), HEDGE_UNIT);
}
