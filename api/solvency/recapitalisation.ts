import { groupBy } from "../domain/group-by.ts";
import type { MetricDefinition } from "../domain/metric-definition.ts";
import { missingRatio, type Ratio, ratio } from "../domain/ratio.ts";
import { knownAmount, type TokenAmount } from "../domain/token-amount.ts";
import { overWindow, type Window } from "../domain/window.ts";
import { scaleWorth, sumWorths, type Worth, worthRatio } from "../domain/worth.ts";
import type { Book } from "./book.ts";
import type { RecapSale } from "./recap-auctions.ts";
import {
  capacityOf,
  missingCapacity,
  proceedsOf,
  type RecapCapacity,
  type RecapPool,
} from "./recap-capacity.ts";
import type { UnitOfAccount } from "./unit-of-account.ts";

/** Definition of the recapitalisation capacity and dilution. */
export const RECAPITALISATION: MetricDefinition = {
  id: "recapitalisation",
  title: "What new tokens could raise, and whom they dilute",
  formula:
    "dilution = minted / (supply + minted); capacity K = max over n ≤ mint of n·p·(1−I(n)) = y·mint·(1−f) / (x + mint·(1−f)) in a pool with token reserve x, quote reserve y, fee f; without mint its bound y; recapCoverage = K / open deficits; discount of a settled debt auction = 1 − (bid × TWAP of the bid's asset) / (lot × TWAP of the lot's asset)",
  unit: "ratio; capacity in whole units of the pool's quote asset",
  edgeCases: [
    "No pool: capacity and recapCoverage are NO_DATA; the ledger knows no depth.",
    "No mint: the capacity is the pool's quote reserve, which no sale reaches (`isAttained` false).",
    "No open deficit: recapCoverage is ZERO_DENOMINATOR.",
    "No supply: dilution is NO_DATA; several tokens sold: NOT_APPLICABLE, because one supply is given.",
    "The window begins before the protocol's first indexed event: it is cut there, and the dilution of what was sold is PARTIAL_COVERAGE with the covered days.",
    "A TWAP needs a price that was known when its span begins; else the discount is NO_DATA. Invalid observations leave the last valid price in force.",
    "Lot and bid priced in different currencies: NO_DATA.",
  ],
  sources: ["metrics.md M-37", "Uniswap v2 core: UniswapV2Pair.swap", "schema.graphql: Auction kind DEBT"],
  since: "1.1.0",
};

/** What debt auctions of a window sold of one token. */
export type RecapToken = {
  readonly sold: TokenAmount;
  /** Number of auctions. */
  readonly auctions: number;
  readonly dilution: Ratio;
};

/** The metric without its auctions. */
export type Recapitalisation = {
  readonly capacity: RecapCapacity;
  readonly deficit: Worth;
  readonly recapCoverage: Ratio;
  /** Of the tokens that may be minted. */
  readonly dilution: Ratio;
  /** In the order in which they were first sold. */
  readonly tokens: readonly RecapToken[];
};

/** What is asked, and what the ledger tells. */
export type RecapInput = {
  readonly book: Book;
  readonly account: UnitOfAccount;
  readonly pool: RecapPool | null;
  /** Tokens that may be minted, in the smallest unit; null for no bound. */
  readonly mint: bigint | null;
  /** Supply at the block, in the smallest unit. */
  readonly supply: bigint | null;
  readonly sales: readonly RecapSale[];
  /** Span in which the sales ended. */
  readonly window: Window;
};

const DILUTION_UNIT = "minted / supply with them";
const COVERAGE_UNIT = "capacity / open deficits";
const NO_POOL = "No pool was given; the ledger knows no depth.";

/** Tells what selling new tokens could raise against the open deficits. See {@link RECAPITALISATION}. */
export function recapitalisation(input: RecapInput): Recapitalisation {
  const { book, account, mint, supply } = input;
  const open = book.deficits.map(({ open, asset }) => account.worthOf(knownAmount(open, asset)));
  const deficit = sumWorths(open, account.unit, "deficits");
  return {
    capacity: capacity(input),
    deficit,
    recapCoverage: coverageOf(input, deficit),
    dilution:
      mint === null || supply === null
        ? missingRatio(DILUTION_UNIT, "NO_DATA", "Both mint and supply are needed.")
        : ratio(mint, supply + mint, DILUTION_UNIT),
    tokens: tokensOf(input),
  };
}

function capacity({ pool, mint, book }: RecapInput): RecapCapacity {
  if (pool === null) return missingCapacity("NO_DATA", NO_POOL);
  return capacityOf(pool, mint, book.assets.get(pool.quoteAsset)?.decimals ?? null);
}

function coverageOf({ pool, mint, account }: RecapInput, deficit: Worth): Ratio {
  if (pool === null) return missingRatio(COVERAGE_UNIT, "NO_DATA", NO_POOL);
  const { numerator, denominator } = proceedsOf(pool, mint);
  const raised = account.worthOf(knownAmount(numerator, pool.quoteAsset));
  return worthRatio(raised, scaleWorth(deficit, denominator), COVERAGE_UNIT);
}

function tokensOf({ sales, supply, window }: RecapInput): RecapToken[] {
  const groups = groupBy(sales, ({ lotAsset }) => lotAsset);
  return groups.map((group) => {
    const sold = group.reduce((sum, { lotSold }) => sum + lotSold, 0n);
    const asset = group[0]?.lotAsset ?? "";
    return {
      sold: knownAmount(sold, asset),
      auctions: group.length,
      dilution: overWindow(soldDilution(sold, supply, groups.length), window),
    };
  });
}

function soldDilution(sold: bigint, supply: bigint | null, tokens: number): Ratio {
  if (supply === null) return missingRatio(DILUTION_UNIT, "NO_DATA", "No supply was given.");
  if (tokens > 1) return missingRatio(DILUTION_UNIT, "NOT_APPLICABLE", `${tokens} tokens were sold.`);
  if (sold > supply) {
    return missingRatio(DILUTION_UNIT, "NOT_APPLICABLE", "More was sold than the supply at the block.");
  }
  return ratio(sold, supply, DILUTION_UNIT);
}
