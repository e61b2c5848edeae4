import type { MetricDefinition } from "../domain/metric-definition.ts";
import { missingRatio, type Ratio, ratio } from "../domain/ratio.ts";
import { addRational, multiplyRational, rational } from "../domain/rational.ts";
import { knownAmount, missingAmount, type TokenAmount } from "../domain/token-amount.ts";
import { knownWorth, missingWorth, sumWorths, type Worth, worthRatio } from "../domain/worth.ts";
import type { Book, Holding } from "./book.ts";
import { capitalBook } from "./capital-book.ts";
import type { ReinsuranceTerms } from "./net-retained.ts";
import { heldAssets, usableAmount } from "./resources.ts";
import { UnitOfAccount } from "./unit-of-account.ts";

/** Definition of how much of its losses a protocol has ceded. */
export const REINSURANCE: MetricDefinition = {
  id: "reinsurance",
  title: "Reinsurance: cession, net retention, concentration and basis",
  formula:
    "limitLeft = limit − what the reinsurer paid since it was set; cession = Σ limitLeft / (Σ limitLeft + Σ usable of the other layers); " +
    "a layer pays min((L − attachment)⁺, limitLeft); concentration (HHI) = Σ limitLeft² / (Σ limitLeft)²; " +
    "basis = losses of the window of which a primary layer paid a part and no reinsurer did",
  unit: "the one asset that everything is held in, else US dollars; ratios; counts",
  edgeCases: [
    "No backstop of kind REINSURANCE: ceded is zero, concentration is NOT_APPLICABLE.",
    "A reinsurer whose limit was never set: its limit is NO_DATA and it is left out, PARTIAL_COVERAGE.",
    "Several reinsurers in one contract: the parameters do not tell whose they are, NO_DATA.",
    "A treaty that ended without a log still shows its last limit; `funded` tells whether there is capital behind it.",
    "Peg modules and what stands in POSITION_MARGIN and SOCIALISED are no capital and count nowhere here.",
    "A loss below the retention is no failure of the reinsurer: basis counts those above it apart.",
  ],
  sources: ["metrics.md M-39", "docs/backstop-standard.md: ReinsuranceCeded, ReinsuranceClaimed"],
  since: "1.1.0",
};

/** Terms of a treaty as the ledger tells them, in the reinsurer's asset. */
export type TreatyFacts = {
  readonly limit: bigint | null;
  readonly retention: bigint | null;
  /** Paid since the limit was set. */
  readonly paid: bigint;
};

/** One reinsurer. */
export type ReinsuranceLayer = {
  readonly holding: Holding;
  readonly limit: TokenAmount;
  readonly retention: TokenAmount;
  readonly paid: TokenAmount;
  /** What it will still pay. */
  readonly limitLeft: TokenAmount;
  readonly usable: TokenAmount;
  /** usable / limitLeft. */
  readonly funded: Ratio;
};

/** Losses of a window in one asset by who paid. */
export type ReinsuranceBasis = {
  readonly asset: string;
  /** Losses of which a primary layer paid a part. */
  readonly primaryEvents: bigint;
  /** Those of which no reinsurer paid a part. */
  readonly basisEvents: bigint;
  /** Those that were larger than a retention in force. */
  readonly aboveRetention: bigint;
  /** What primary layers paid of the basis events, smallest unit. */
  readonly primaryPaid: bigint;
};

/** What a protocol has ceded. */
export type Reinsurance = {
  /** In the order of the waterfall. */
  readonly layers: readonly ReinsuranceLayer[];
  readonly unit: string;
  readonly ceded: Worth;
  /** Usable capital of all other layers. */
  readonly retained: Worth;
  readonly cession: Ratio;
  readonly concentration: Ratio;
  /** Terms of the layers whose limit and retention are known, in `unit`. */
  readonly terms: readonly ReinsuranceTerms[];
};

const CESSION = "ceded / (ceded + retained)";
const CONCENTRATION = "Σ limit² / (Σ limit)²";
const NEVER_SET = "The limit of the reinsurer was never set.";

/** The reinsurers of a book, in the order of the waterfall. */
export function reinsurersOf({ holdings }: Book): Holding[] {
  return holdings.filter(({ backstop }) => backstop.kind === "REINSURANCE");
}

/**
 * Judges what a protocol has ceded. See {@link REINSURANCE}.
 *
 * @param treatyOf - Terms of a reinsurer by the id of its backstop.
 */
export function reinsurance(
  book: Book,
  treatyOf: (backstop: string) => TreatyFacts,
  maxPriceAge: bigint | null,
): Reinsurance {
  const capital = capitalBook(book);
  const account = new UnitOfAccount(capital, heldAssets(capital), maxPriceAge);
  const { unit } = account;
  const reinsurers = reinsurersOf(capital);
  const layers = reinsurers.map((holding) => layerOf(holding, treatyOf(holding.backstop.id), book));
  const primary = capital.holdings.filter((holding) => !reinsurers.includes(holding));
  const limits = layers.map(({ limitLeft }) => account.worthOf(limitLeft));
  const ceded = sumWorths(limits, unit, "reinsurers");
  const retained = sumWorths(usableWorths(primary, account), unit, "holdings");
  return {
    ...{ layers, unit, ceded, retained },
    cession: cessionOf(ceded, retained),
    concentration: concentrationOf(limits, ceded),
    terms: layers.flatMap((layer, i) => termsOf(layer, limits[i], account)),
  };
}

/** The share of losses paid by primary layers in which no reinsurer paid: basisEvents / primaryEvents. */
export function basisShare({ basisEvents, primaryEvents }: ReinsuranceBasis): Ratio {
  return ratio(basisEvents, primaryEvents, "losses / losses");
}

function layerOf(
  holding: Holding,
  { limit, retention, paid }: TreatyFacts,
  { assets }: Book,
): ReinsuranceLayer {
  const asset = holding.balances[0]?.asset ?? null;
  const amount = (raw: bigint | null): TokenAmount =>
    raw === null || asset === null ? missingAmount(asset, "NO_DATA", NEVER_SET) : knownAmount(raw, asset);
  const decimals = (asset === null ? null : assets.get(asset)?.decimals) ?? 0;
  const left = limit === null ? null : atLeastZero(limit - paid);
  const [balance] = holding.balances;
  const usable = balance === undefined ? amount(null) : usableAmount(holding, balance);
  return {
    ...{ holding, limit: amount(limit), retention: amount(retention), paid: amount(paid) },
    ...{ limitLeft: amount(left), usable, funded: fundedOf(usable, left, decimals) },
  };
}

function fundedOf(usable: TokenAmount, left: bigint | null, decimals: number): Ratio {
  const unit = "usable / limit";
  if (left === null) return missingRatio(unit, "NO_DATA", NEVER_SET);
  if (usable.raw === null) return missingRatio(unit, usable.status, usable.reason ?? "");
  return ratio(usable.raw, left, unit, decimals);
}

function atLeastZero(value: bigint): bigint {
  return value < 0n ? 0n : value;
}

function usableWorths(holdings: readonly Holding[], account: UnitOfAccount): Worth[] {
  return holdings.flatMap((holding) =>
    holding.balances.map((balance) => account.worthOf(usableAmount(holding, balance))),
  );
}

/** A part that is not known in full would make the share wrong in either direction, so there is none. */
function cessionOf(ceded: Worth, retained: Worth): Ratio {
  const flawed = [ceded, retained].find(({ status }) => status !== "OK");
  if (flawed !== undefined) return missingRatio(CESSION, flawed.status, flawed.reason ?? "");
  return worthRatio(ceded, sumWorths([ceded, retained], ceded.unit, "parts"), CESSION);
}

function concentrationOf(limits: readonly Worth[], ceded: Worth): Ratio {
  if (limits.length === 0)
    return missingRatio(CONCENTRATION, "NOT_APPLICABLE", "The protocol has no reinsurer.");
  if (ceded.amount === null || ceded.status !== "OK")
    return missingRatio(CONCENTRATION, ceded.status, ceded.reason ?? "");
  const squares = limits.map(({ amount }) =>
    amount === null ? rational(0n) : multiplyRational(amount, amount),
  );
  const sum = squares.reduce(addRational, rational(0n));
  const whole = knownWorth(multiplyRational(ceded.amount, ceded.amount), ceded.unit);
  return worthRatio(knownWorth(sum, ceded.unit), whole, CONCENTRATION);
}

function termsOf(
  { retention }: ReinsuranceLayer,
  limit: Worth = missingWorth("", "NO_DATA", NEVER_SET),
  account: UnitOfAccount,
): ReinsuranceTerms[] {
  const attachment = account.worthOf(retention).amount;
  return limit.amount === null || attachment === null ? [] : [{ attachment, limit: limit.amount }];
}
