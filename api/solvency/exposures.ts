import type { Book } from "./book.ts";
import { demandableClaims } from "./demandable-claims.ts";
import type { Exposure, ExposureMeasure } from "./exposure.ts";
import { exposureAtDefault } from "./exposure-at-default.ts";
import type { Obligations, WrittenPut } from "./obligations.ts";
import { openInterest } from "./open-interest.ts";
import { optionPayoff } from "./option-payoff.ts";
import { targetLiquidity } from "./target-liquidity.ts";

/** What is asked of the exposures of a protocol. */
export type ExposureRequest = {
  readonly measure: ExposureMeasure;
  /** Currency of strikes; null for the quote of the feed of each series' market. */
  readonly strikeCurrency: string | null;
  /** Latent bad debt by market, which is computed from single positions. */
  readonly latent: readonly Exposure[];
  /** Open puts that the protocol wrote. */
  readonly writtenPuts: readonly WrittenPut[];
};

/** Finds the exposures of a protocol of one kind, unvalued. Those that the ledger does not tell are NO_DATA. */
export function exposuresBy(
  book: Book,
  obligations: Obligations,
  request: ExposureRequest,
): readonly Exposure[] {
  switch (request.measure) {
    case "OPEN_INTEREST":
      return openInterest(book);
    case "EXPOSURE_AT_DEFAULT":
      return exposureAtDefault(book, obligations);
    case "LATENT":
      return request.latent;
    case "TARGET_LIQUIDITY":
      return targetLiquidity(book, obligations);
    case "DEMANDABLE_CLAIMS":
      return demandableClaims(book, obligations);
    case "OPTION_PAYOFF":
      return optionPayoff(book, request.writtenPuts, request.strikeCurrency);
  }
}
