import type { MetricDefinition } from "../../domain/metric-definition.ts";
import { missingRatio, type Ratio, ratio } from "../../domain/ratio.ts";
import { rational } from "../../domain/rational.ts";
import { knownWorth, missingWorth, type Worth, worthRatio } from "../../domain/worth.ts";
import { CURRENCY } from "../../solvency/price-board.ts";
import { BookJudge } from "../book/book-judge.ts";
import { exactWorths } from "../book/exact-worths.ts";
import type { StressBook } from "../book/stress-book.ts";
import { subsets } from "../reverse/breaking-sets.ts";
import { type ObligorLoss, type ObligorLosses, obligorLosses } from "./obligor-losses.ts";

/** Definition of Cover-N. */
export const COVER_N: MetricDefinition = {
  id: "cover-n",
  title: "Cover-N: the losses of the N largest defaulters",
  formula:
    "CoverN(s) = Σ of the N largest ℓ_i(s), ℓ_i = max(0, debt − collateral) after the shocks s, by account, by owner, and by collateral " +
    "(the N collaterals whose loss of all value costs most together); depth = max{N : CoverN ≤ R}; effectiveObligors = (Σℓ)² / Σℓ²",
  unit: "US dollars, exact; effective obligors a pure number",
  edgeCases: [
    "Fewer than N that lack anything: the sum of what exists; nobody: zero.",
    "The ledger's clusters are owners: all accounts of one address. Positions known by number only are clusters of their own, and counted.",
    "Losses of one owner are added, never netted against what other accounts of the owner have left.",
    "An account without a price for a part is left out: PARTIAL_COVERAGE; all left out: NO_DATA.",
    "R is all funded layers at the shocked prices, whichever market they pay for.",
    "No obligor lacks anything: effective obligors have nothing to divide by, ZERO_DENOMINATOR.",
  ],
  sources: [
    "metrics.md M-18",
    "CPMI-IOSCO, Principles for financial market infrastructures (2012), principle 4: cover 2",
    "EMIR art. 42(3), 43(2)",
  ],
  since: "1.2.0",
};

/** What Cover-N is asked for. */
export type CoverRequest = {
  /** N, 1 or more. */
  readonly n: number;
  /** Signed changes of prices in basis points by asset. */
  readonly shocks: ReadonlyMap<string, number>;
};

/** Cover-N over one way of telling obligors apart. */
export type CoverGroup = {
  /** Σ of the N largest losses, US dollars. */
  readonly loss: Worth;
  /** Resources / that loss. */
  readonly coverage: Ratio;
  /** Largest number of obligors whose losses together the resources pay; all of them where that is enough. Null without resources in full. */
  readonly depth: number | null;
  /** Obligors that lack anything. */
  readonly obligors: number;
  readonly effectiveObligors: Ratio;
  /** The N largest, greatest first. */
  readonly largest: readonly { readonly owner: string; readonly loss: Worth }[];
};

/** Cover-N of one protocol. */
export type CoverN = {
  readonly byAccount: CoverGroup;
  readonly byOwner: CoverGroup;
  /** Loss when the N most harmful collaterals lose all value on top of the shocks. */
  readonly byCollateral: {
    readonly loss: Worth;
    readonly coverage: Ratio;
    /** Ids of the assets. */
    readonly assets: readonly string[];
  };
  readonly resources: Worth;
  readonly valued: number;
  readonly unvalued: number;
  /** Positions that lack anything and are known by number only. */
  readonly numbered: number;
};

/** Largest N by collateral, which is found by trying all sets. */
export const MOST_COLLATERALS = 3;
const WHOLE_BPS = 10_000;
const COVERAGE_UNIT = "resources / loss";
const OBLIGOR_UNIT = "(Σ loss)² / Σ loss²";
const ADDRESS = /^0x[0-9a-f]{40}$/;

type Scale = {
  readonly unit: bigint;
  readonly resources: Worth;
  readonly counts: Pick<ObligorLosses, "valued" | "unvalued">;
};

/** Computes Cover-N of a book. */
export function coverN(book: StressBook, { n, shocks }: CoverRequest): CoverN {
  const worths = exactWorths(book, shocks);
  const entry = exactWorths(book, new Map());
  const found = obligorLosses(book, worths, entry);
  const resources = resourcesOf(book, worths);
  const scale = { unit: worths.unit, resources, counts: found };
  return {
    byAccount: coverGroup(found.losses, n, scale),
    byOwner: coverGroup(byOwner(found.losses), n, scale),
    byCollateral: collateralCover(book, { n, shocks }),
    resources,
    valued: found.valued,
    unvalued: found.unvalued,
    numbered: found.losses.filter(({ owner }) => !ADDRESS.test(owner)).length,
  };
}

function byOwner(losses: readonly ObligorLoss[]): ObligorLoss[] {
  const sums = new Map<string, bigint>();
  for (const { owner, loss } of losses) sums.set(owner, (sums.get(owner) ?? 0n) + loss);
  return [...sums].map(([owner, loss]) => ({ owner, loss }));
}

function coverGroup(losses: readonly ObligorLoss[], n: number, scale: Scale): CoverGroup {
  const sorted = [...losses].sort((a, b) => compare(b.loss, a.loss) || (a.owner < b.owner ? -1 : 1));
  const largest = sorted.slice(0, n);
  const loss = worthOf(
    largest.reduce((sum, one) => sum + one.loss, 0n),
    scale,
  );
  const total = sorted.reduce((sum, one) => sum + one.loss, 0n);
  const squares = sorted.reduce((sum, one) => sum + one.loss ** 2n, 0n);
  return {
    ...{ loss, coverage: worthRatio(scale.resources, loss, COVERAGE_UNIT), obligors: sorted.length },
    depth: depthOf(sorted, scale),
    effectiveObligors:
      squares === 0n
        ? missingRatio(OBLIGOR_UNIT, "ZERO_DENOMINATOR", "No obligor lacks anything.")
        : ratio(total ** 2n, squares, OBLIGOR_UNIT),
    largest: largest.map((one) => ({ owner: one.owner, loss: worthOf(one.loss, scale) })),
  };
}

function depthOf(sorted: readonly ObligorLoss[], { unit, resources }: Scale): number | null {
  if (resources.amount === null || resources.status !== "OK") return null;
  const { numerator, denominator } = resources.amount;
  let sum = 0n;
  const depth = sorted.findIndex(({ loss }) => {
    sum += loss;
    return sum * denominator > numerator * unit;
  });
  return depth === -1 ? sorted.length : depth;
}

function worthOf(amount: bigint, { unit, counts: { valued, unvalued } }: Scale): Worth {
  if (unvalued > 0 && valued === 0) {
    return missingWorth(CURRENCY, "NO_DATA", "No account can be valued.");
  }
  const known = knownWorth(rational(amount, unit), CURRENCY);
  if (unvalued === 0) return known;
  const reason = `${unvalued} of ${valued + unvalued} accounts have a part without a price.`;
  return { ...known, status: "PARTIAL_COVERAGE", reason };
}

function resourcesOf({ layers }: StressBook, { unit, of }: ReturnType<typeof exactWorths>): Worth {
  const holdings = layers.filter(({ isFunded }) => isFunded).flatMap((layer) => layer.holdings);
  const worths = holdings.map(({ factor, raw, reason }) => {
    const worth = of[factor] ?? null;
    return reason !== null || worth === null ? null : raw * worth;
  });
  const missing = worths.filter((worth) => worth === null).length;
  const sum = worths.reduce<bigint>((total, worth) => total + (worth ?? 0n), 0n);
  if (missing > 0 && missing === worths.length) {
    return missingWorth(CURRENCY, "NO_DATA", "No holding of a backstop can be valued.");
  }
  const known = knownWorth(rational(sum, unit), CURRENCY);
  if (missing === 0) return known;
  const reason = `${missing} of ${worths.length} holdings cannot be valued.`;
  return { ...known, status: "PARTIAL_COVERAGE", reason };
}

/** The sets are compared in double precision; the loss of the worst one is exact. */
function collateralCover(book: StressBook, { n, shocks }: CoverRequest): CoverN["byCollateral"] {
  const judge = new BookJudge(book);
  const pledged = [...new Set(book.accounts.collateral.factor)].filter((factor) => factor >= 0);
  const left = book.factors.map(({ asset }) => 1 + (shocks.get(asset) ?? 0) / WHOLE_BPS);
  const size = Math.min(n, MOST_COLLATERALS, pledged.length);
  const lossOf = (set: readonly number[]) =>
    judge.judge(left.map((part, factor) => (set.includes(factor) ? 0 : part))).totalLoss;
  const worst = subsets(pledged, size)
    .map((set) => ({ set, loss: lossOf(set) }))
    .reduce<{ set: readonly number[]; loss: number }>((a, b) => (b.loss > a.loss ? b : a), {
      set: pledged.slice(0, size),
      loss: 0,
    });
  const assets = worst.set.map((factor) => book.factors[factor]?.asset ?? "");
  const zeroed = new Map([...shocks, ...assets.map((asset): [string, number] => [asset, -WHOLE_BPS])]);
  const worths = exactWorths(book, zeroed);
  const found = obligorLosses(book, worths, exactWorths(book, new Map()));
  const resources = resourcesOf(book, worths);
  const loss = worthOf(
    found.losses.reduce((sum, one) => sum + one.loss, 0n),
    { unit: worths.unit, resources, counts: found },
  );
  return { loss, coverage: worthRatio(resources, loss, COVERAGE_UNIT), assets };
}

function compare(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
