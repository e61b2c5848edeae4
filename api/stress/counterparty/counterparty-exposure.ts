import { parseDecimal } from "../../domain/decimal-string.ts";
import type { MetricDefinition } from "../../domain/metric-definition.ts";
import { missingRatio, partialRatio, type Ratio, ratio } from "../../domain/ratio.ts";
import { multiplyRational, type Rational, scaled } from "../../domain/rational.ts";
import type { TokenAmount } from "../../domain/token-amount.ts";
import { missingWorth, multiplyWorth, sumWorths, type Worth } from "../../domain/worth.ts";
import type { Book } from "../../solvency/book.ts";
import type { Exposure } from "../../solvency/exposure.ts";
import { UnitOfAccount } from "../../solvency/unit-of-account.ts";
import { type Need, waits } from "../deployment/needs.ts";
import { type TimesToEvent, timesToEvent } from "../time-to-event.ts";

/** Definition of what borrowers may cost a protocol. */
export const COUNTERPARTY_EXPOSURE: MetricDefinition = {
  id: "counterparty-exposure",
  title: "Counterparty exposure: exposure at default, loss given default and how long recovery takes",
  formula:
    "EAD = Σ debt of borrowers; LGD = Σ loss / Σ debt of liquidations whose loss is known; expected loss = PD × LGD × EAD; " +
    "recovery curve = Kaplan-Meier of the time from a deficit to its full payment",
  unit: "amounts and ratios exact; times in seconds are estimates",
  edgeCases: [
    "PD is the caller's: the ledger knows no obligor. Without it the expected loss is NO_DATA.",
    "No liquidation with a known loss: LGD is NO_DATA, not zero. Some without: PARTIAL_COVERAGE.",
    "Liquidations that hand on debt and collateral together (OFFSET, ABSORPTION) have no loss in the debt asset.",
    "Realised losses of the past, conditional on liquidation: no forecast.",
    "A deficit that was socialised or written off, even in part, or that is open, is censored in the recovery curve.",
  ],
  sources: ["metrics.md M-41", "Basel Framework CRE31, CRE32", "api/stats: kaplanMeier"],
  since: "1.2.0",
};

/** Liquidations of one market in one debt asset. */
export type LiquidationLosses = {
  readonly market: string;
  readonly asset: string;
  readonly liquidations: bigint;
  /** Those whose loss is known. */
  readonly known: bigint;
  /** Σ debt and Σ loss of those, smallest units. */
  readonly debt: bigint;
  readonly loss: bigint;
};

/** What the borrowers of one market may cost. */
export type MarketCounterparty = {
  /** Id of the market. */
  readonly market: string;
  readonly exposure: TokenAmount;
  readonly worth: Worth;
  readonly lossGivenDefault: Ratio;
  readonly expectedLoss: Worth;
  readonly liquidations: bigint;
};

/** What borrowers may cost a protocol. */
export type CounterpartyExposure = {
  readonly exposure: Worth;
  readonly expectedLoss: Worth;
  /** Markets that lend, by id. */
  readonly markets: readonly MarketCounterparty[];
  readonly recovery: TimesToEvent;
};

/** What the metric is computed from. */
export type CounterpartyInput = {
  readonly book: Book;
  readonly exposures: readonly Exposure[];
  readonly losses: readonly LiquidationLosses[];
  readonly needs: readonly Need[];
  /** Probability of default in [0, 1]; null when nobody states one. */
  readonly probability: Rational | null;
  /** Seconds; null for the feeds' own heartbeats. */
  readonly maxPriceAge: bigint | null;
};

const LGD_UNIT = "loss / debt";

/** Measures what borrowers may cost. See {@link COUNTERPARTY_EXPOSURE}. */
export function counterpartyExposure(input: CounterpartyInput): CounterpartyExposure {
  const { book, exposures, needs, maxPriceAge } = input;
  const assets = exposures.flatMap(({ amount }) => (amount.asset === null ? [] : [amount.asset]));
  const account = new UnitOfAccount(book, assets, maxPriceAge);
  const markets = exposures.flatMap((exposure) => marketOf(exposure, account, input));
  const sum = (worthOf: (market: MarketCounterparty) => Worth) =>
    markets.length === 0
      ? missingWorth(account.unit, "NO_DATA", "The protocol has no market that lends.")
      : sumWorths(markets.map(worthOf), account.unit, "markets");
  return {
    exposure: sum(({ worth }) => worth),
    expectedLoss: sum(({ expectedLoss }) => expectedLoss),
    markets,
    recovery: timesToEvent(waits(needs, recoveredAt, book.at)),
  };
}

function recoveredAt({ endedAt, socialised, writtenOff }: Need): bigint | null {
  return socialised + writtenOff === 0n ? endedAt : null;
}

function marketOf(
  { market, amount }: Exposure,
  account: UnitOfAccount,
  { losses, probability }: CounterpartyInput,
): MarketCounterparty[] {
  if (market === null) return [];
  const own = losses.filter((loss) => loss.market === market && loss.asset === amount.asset);
  const worth = account.worthOf(amount);
  const lossGivenDefault = lgdOf(own);
  const expectedLoss = expectedLossOf(worth, lossGivenDefault, probability);
  const liquidations = own.reduce((sum, loss) => sum + loss.liquidations, 0n);
  return [{ market, exposure: amount, worth, lossGivenDefault, expectedLoss, liquidations }];
}

function lgdOf([losses]: readonly LiquidationLosses[]): Ratio {
  if (losses === undefined || losses.known === 0n) {
    return missingRatio(
      LGD_UNIT,
      "NO_DATA",
      "No liquidation of the window has a known loss in the debt asset.",
    );
  }
  const found = ratio(losses.loss, losses.debt, LGD_UNIT);
  const unknown = losses.liquidations - losses.known;
  return unknown === 0n
    ? found
    : partialRatio(found, `${unknown} of ${losses.liquidations} liquidations have no known loss.`);
}

/** The loss given default is taken as it is served, rounded to 18 decimals. */
function expectedLossOf(worth: Worth, lgd: Ratio, probability: Rational | null): Worth {
  if (probability === null) {
    return missingWorth(
      worth.unit,
      "NO_DATA",
      "No probability of default is given, and no metric states one.",
    );
  }
  if (lgd.value === null) return missingWorth(worth.unit, lgd.status, lgd.reason ?? "There is no LGD.");
  const { raw, decimals } = parseDecimal(lgd.value);
  const found = multiplyWorth(worth, multiplyRational(probability, scaled(raw, decimals)));
  return found.status === "OK" && lgd.status !== "OK"
    ? { ...found, status: lgd.status, reason: lgd.reason }
    : found;
}
