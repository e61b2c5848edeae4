import { groupBy } from "../../../domain/group-by.ts";
import { scaled } from "../../../domain/rational.ts";
import { toDouble } from "../../../domain/to-double.ts";
import type { BookPosition } from "../../../options/book-position.ts";
import { yearsBetween } from "../../../options/smile-board.ts";
import { type Estimate, estimated, missingEstimate } from "../../../stats/estimate.ts";
import {
  dollarGamma,
  GAMMA_SHOCK,
  gammaAmplification,
  type HedgedOption,
  repricedReturn,
} from "../../../stress/cascade/gamma-shock.ts";
import type { LedgerSession, Scoped } from "../../ledger-session.ts";
import { loadOptionBook } from "../../options/option-book.ts";
import type { VolatilityArguments } from "../../options/volatility-arguments.ts";
import type { Provenance } from "../../provenance.ts";
import type { SolvencyScope } from "../../solvency.ts";
import { bounded, boundedOrNull } from "../bounded.ts";

/** Whose book is hedged: the protocol's own, or that of those who hold the other side. */
export type Hedger = "PROTOCOL" | "COUNTERPARTIES";

/** What a request for the metric may say. */
export type GammaShockArguments = {
  readonly impactPerUsd?: number | null | undefined;
  readonly shockBps?: number | null | undefined;
  readonly hedger?: Hedger | null | undefined;
  readonly volatility?: VolatilityArguments | null | undefined;
};

/** What hedging does to a move of one underlying. */
export type UnderlyingGammaShock = {
  /** Id of the underlying. */
  readonly asset: string;
  /** Positions that could be valued. */
  readonly positions: number;
  /** Positions that could not; left out. */
  readonly unvalued: number;
  /** US dollars; null where there is none. */
  readonly spot: number | null;
  readonly dollarGamma: Estimate;
  readonly amplification: Estimate;
  /** Log return after hedging, by full repricing. */
  readonly repricedReturn: Estimate;
  /** That return over the shock. */
  readonly repricedAmplification: Estimate;
};

/** The metric with its provenance. */
export type GammaShockAnswer = {
  /** Log return before anybody hedges. */
  readonly shock: number;
  readonly underlyings: readonly Scoped<UnderlyingGammaShock>[];
  readonly provenance: Provenance;
};

type Request = {
  readonly impactPerUsd: number | null;
  readonly shock: number;
  readonly sign: 1 | -1;
  readonly at: bigint;
};

const WHOLE_BPS = 10_000;
const NO_IMPACT = "No impact is given, and the ledger holds none: give `impactPerUsd`.";

/**
 * Computes what the hedging of a protocol's open options does to a move of each underlying.
 *
 * @throws {InvalidRequestError} when an argument is out of range.
 */
export async function loadGammaShock(
  session: LedgerSession,
  scope: SolvencyScope,
  { volatility, ...args }: GammaShockArguments,
): Promise<GammaShockAnswer> {
  const impactPerUsd = boundedOrNull("impactPerUsd", args.impactPerUsd, { from: 0, to: 1 });
  const shockBps = bounded("shockBps", args.shockBps, { from: 1 - WHOLE_BPS, to: 1e6, otherwise: -1000 });
  const hedger = args.hedger ?? "PROTOCOL";
  const { view, book, maxPriceAge } = scope;
  const options = await loadOptionBook(session, {
    ...{
      network: view.network,
      asOf: { blockHash: view.block.hash },
      protocol: book.protocol.slug,
      volatility,
    },
    maxPriceAgeSeconds: maxPriceAge === null ? null : Number(maxPriceAge),
  });
  const shock = Math.log1p(shockBps / WHOLE_BPS);
  const request = {
    impactPerUsd,
    shock,
    sign: hedger === "PROTOCOL" ? 1 : -1,
    at: view.block.timestamp,
  } as const;
  const groups = groupBy(options.positions, ({ option }) => option.series.underlying);
  const params = { impactPerUsd, shockBps, hedger, optionBook: options.provenance.calcId };
  const completeness = { required: options.positions.length, present: options.valued };
  return {
    shock,
    underlyings: groups.map((group) => ({ ...ofUnderlying(group, request), view })),
    provenance: await session.provenance(view, { metric: GAMMA_SHOCK.id, params, completeness }),
  };
}

function ofUnderlying(positions: readonly BookPosition[], request: Request): UnderlyingGammaShock {
  const [first] = positions;
  const spot = first?.spot == null ? null : toDouble(first.spot);
  const options = positions.flatMap((position) => hedgedOption(position, request));
  const counts = {
    ...{ asset: first?.option.series.underlying ?? "", spot },
    ...{ positions: options.length, unvalued: positions.length - options.length },
  };
  const parts = { n: options.length, method: "Black 1976, sticky strike" };
  if (spot === null || options.length === 0) {
    const none = missingEstimate("NO_DATA", first?.reason ?? "No position can be valued.", parts);
    return {
      ...counts,
      dollarGamma: none,
      amplification: none,
      repricedReturn: none,
      repricedAmplification: none,
    };
  }
  const gamma = dollarGamma(options, spot);
  return {
    ...{ ...counts, dollarGamma: estimated({ value: gamma, ...parts }) },
    ...effects(options, { spot, gamma, request, parts }),
  };
}

type State = {
  readonly spot: number;
  readonly gamma: number;
  readonly request: Request;
  readonly parts: { readonly n: number; readonly method: string };
};

function effects(options: readonly HedgedOption[], { spot, gamma, request, parts }: State) {
  const { impactPerUsd, shock } = request;
  if (impactPerUsd === null) {
    const none = missingEstimate("NO_DATA", NO_IMPACT, parts);
    return { amplification: none, repricedReturn: none, repricedAmplification: none };
  }
  const repriced = repricedReturn({ options, spot, impactPerUsd, shock });
  return {
    amplification: gammaAmplification(gamma, impactPerUsd, parts.n),
    repricedReturn: repriced,
    repricedAmplification: overShock(repriced, shock),
  };
}

function overShock(repriced: Estimate, shock: number): Estimate {
  const { n, method, value } = repriced;
  if (value === null) return repriced;
  if (shock === 0) return missingEstimate("NOT_APPLICABLE", "There is no shock to amplify.", { n, method });
  return estimated({ value: value / shock, n, method });
}

/** A valued position as its hedger bears it. */
function hedgedOption({ option, unit, volatility }: BookPosition, { sign, at }: Request): HedgedOption[] {
  const { type, strike, strikeDecimals, expiry } = option.series;
  if (unit === null || volatility.value === null || strike === null || expiry === null) return [];
  const side = option.side === "SHORT" ? -1 : 1;
  return [
    {
      kind: type === "CALL" ? "CALL" : "PUT",
      strike: toDouble(scaled(strike, strikeDecimals)),
      years: yearsBetween(at, expiry),
      volatility: volatility.value,
      quantity: sign * side * unit.size,
    },
  ];
}
