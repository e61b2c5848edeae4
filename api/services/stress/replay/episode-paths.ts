import { InvalidRequestError } from "../../../domain/errors.ts";
import { type Rational, rational } from "../../../domain/rational.ts";
import { toDouble } from "../../../domain/to-double.ts";
import type { Book } from "../../../solvency/book.ts";
import type { StressBook } from "../../../stress/book/stress-book.ts";
import type { PricePath } from "../../../stress/replay/replay-scenario.ts";
import type { LedgerSession } from "../../ledger-session.ts";
import type { View } from "../../ports.ts";
import { type OwnPriceAt, ownPriceTimes } from "./own-price-times.ts";
import type { EpisodeRequest } from "./scenario-request.ts";
import { volatilityRatios } from "./volatility-ratios.ts";

/** Prices of a window as a scenario has them. */
export type EpisodePaths = {
  readonly paths: readonly PricePath[];
  /** Assets without a price at the start of the window. */
  readonly unknown: readonly string[];
  /** Steps of the window. */
  readonly steps: number;
  /** Block at which the prices were read. */
  readonly view: View;
  readonly warnings: readonly string[];
};

/** What paths are read for. */
export type EpisodeScope = {
  readonly session: LedgerSession;
  readonly book: Book;
  readonly stressBook: StressBook;
  readonly stepSeconds: number;
};

/** Most prices that one request reads: assets × steps. */
const MOST_PRICES = 200_000;

/**
 * Reads the price paths of a window from the ledger, as it is known now: multiples of each asset's price at its start, at every
 * step the last observation on chain, however old it is.
 *
 * @throws {InvalidRequestError} when the window is empty, ends after the last indexed block, or has too many steps.
 */
export async function episodePaths(scope: EpisodeScope, episode: EpisodeRequest): Promise<EpisodePaths> {
  const { session, stressBook, stepSeconds } = scope;
  const view = await session.view({ network: stressBook.network });
  const { from, to } = episode;
  const steps = Number(to - from) / stepSeconds;
  const assets = stressBook.factors.filter(({ isFaceValue }) => !isFaceValue).map(({ asset }) => asset);
  if (from >= to || to > view.block.timestamp) {
    throw new InvalidRequestError(
      `Expected an episode that ends after it begins and by ${view.block.timestamp} (seconds since 1970), got ${from} to ${to}.`,
    );
  }
  if (steps * assets.length > MOST_PRICES) {
    throw new InvalidRequestError(
      `Expected at most ${MOST_PRICES} prices, got ${assets.length} assets × ${steps} steps.`,
    );
  }
  const times = Array.from(
    { length: Math.floor(steps) + 1 },
    (_, step) => from + BigInt(step) * BigInt(stepSeconds),
  );
  const priceAt = await ownPriceTimes(scope, view, { assets, times });
  const paths = assets.flatMap((asset) => pathOf(asset, times, priceAt));
  const known = new Set(paths.map(({ asset }) => asset));
  const adjusted = await adjust(scope, view, { episode, paths });
  return { ...adjusted, view, steps: times.length - 1, unknown: assets.filter((asset) => !known.has(asset)) };
}

/** None where the asset has no price at the start; a price that is missing later is the last one known. */
function pathOf(asset: string, times: readonly bigint[], priceAt: OwnPriceAt): PricePath[] {
  const [first, ...later] = times;
  const start = first === undefined ? null : priceAt(asset, first);
  if (start === null || start.numerator === 0n) return [];
  let last = start;
  const multiples = later.map((time) => {
    last = priceAt(asset, time) ?? last;
    return toDouble(quotient(last, start));
  });
  return [{ asset, multiples }];
}

async function adjust(
  scope: EpisodeScope,
  view: View,
  { episode, paths }: { readonly episode: EpisodeRequest; readonly paths: readonly PricePath[] },
): Promise<{ readonly paths: readonly PricePath[]; readonly warnings: readonly string[] }> {
  if (episode.volAdjusted !== true) return { paths, warnings: [] };
  const assets = paths.map(({ asset }) => asset);
  const ratios = await volatilityRatios(scope, view, { assets, before: episode.from });
  const warnings = assets.flatMap((asset) =>
    ratios.has(asset) ? [] : [`The volatility of ${asset} is not known: its returns are not adjusted.`],
  );
  const scaled = paths.map(({ asset, multiples }) => ({
    asset,
    multiples: multiples.map((multiple) => multiple ** (ratios.get(asset) ?? 1)),
  }));
  return { paths: scaled, warnings };
}

function quotient(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator, a.denominator * b.numerator);
}
