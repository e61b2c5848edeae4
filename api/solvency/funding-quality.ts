import type { Completeness } from "../domain/completeness.ts";
import { groupBy } from "../domain/group-by.ts";
import type { MetricDefinition } from "../domain/metric-definition.ts";
import { missingRatio, partialRatio, type Ratio } from "../domain/ratio.ts";
import { type Rational, rational } from "../domain/rational.ts";
import { knownAmount } from "../domain/token-amount.ts";
import { overWindow, type Window, windowSeconds } from "../domain/window.ts";
import {
  knownWorth,
  missingWorth,
  positivePart,
  scaleWorth,
  subtractWorth,
  sumWorths,
  type Worth,
  worthRatio,
} from "../domain/worth.ts";
import type { Book } from "./book.ts";
import { DRAWDOWN_CAUSES, INTERNAL_CAUSES, RECURRING_CAUSES } from "./flow-causes.ts";
import type { FlowSum } from "./flow-sum.ts";
import { resources, totalResources } from "./resources.ts";
import type { UnitOfAccount } from "./unit-of-account.ts";

/** Definition of the funding quality. */
export const FUNDING_QUALITY: MetricDefinition = {
  id: "funding-quality",
  title: "Where a backstop's money comes from, and whether it lasts",
  formula:
    "share of a cause = IN flows of it / all IN flows; sustainability = IN flows with cause FEE, YIELD or PREMIUM / OUT flows with cause COVERAGE, EXERCISE, LIQUIDATION_LOSS, PAYOUT or SLASH; monthsToRebuild = max(0, target − resources) / (IN − OUT flows a month), a month being 31,536,000 s / 12; flows with cause REBALANCE are left out",
  unit: "ratio; months; the one asset that everything is held in, else US dollars",
  edgeCases: [
    "Backstops whose balances are not capital (PEG_STABILITY_MODULE, layers POSITION_MARGIN and SOCIALISED) are left out, as in `resources`.",
    "No inflow: shares are an empty list.",
    "Nothing was drawn: sustainability is ZERO_DENOMINATOR.",
    "Net inflow of zero or less: monthsToRebuild is NOT_APPLICABLE; no shortfall: 0 months, whatever flows in.",
    "No target: shortfall and monthsToRebuild are NO_DATA.",
    "The window begins before the protocol's first indexed event: it is cut there, and every ratio is PARTIAL_COVERAGE with the covered days.",
    "A backstop of which some flows emit no event (PARTIAL): shares and sustainability are those of the flows that were seen, PARTIAL_COVERAGE; monthsToRebuild has no value.",
    "Flows are valued at the last prices before the block, whenever they happened.",
  ],
  sources: ["metrics.md M-46", "schema.graphql: FundFlow.cause"],
  since: "1.1.0",
};

/** What one cause brought. */
export type InflowOfCause = {
  readonly cause: string;
  readonly amount: Worth;
  /** Number of flows. */
  readonly flows: bigint;
  readonly share: Ratio;
};

/** The metric. */
export type FundingQuality = {
  readonly inflow: Worth;
  readonly outflow: Worth;
  /** Signed. */
  readonly netInflow: Worth;
  /** By cause, in the order of their names. */
  readonly causes: readonly InflowOfCause[];
  readonly recurring: Worth;
  readonly drawdown: Worth;
  readonly sustainability: Ratio;
  readonly shortfall: Worth;
  readonly monthsToRebuild: Ratio;
  /** Backstops, and those of which all flows are seen. */
  readonly completeness: Completeness;
};

/** What the ledger tells of a window, and the target to reach. */
export type FundingInput = {
  readonly book: Book;
  readonly account: UnitOfAccount;
  readonly window: Window;
  readonly flows: readonly FlowSum[];
  /** Resources aimed at, in the unit of account, its denominator a power of ten; null when none was given. */
  readonly target: Rational | null;
};

const YEAR = 31_536_000n;
const MONTHS = 12n;
const MONTHS_UNIT = "shortfall × 12 × window seconds / net inflow × 31,536,000 s";

/** Tells what a protocol's backstops live on. See {@link FUNDING_QUALITY}. */
export function fundingQuality(input: FundingInput): FundingQuality {
  const { account, window } = input;
  const flows = input.flows.filter(({ cause }) => !INTERNAL_CAUSES.includes(cause));
  const incoming = flows.filter(({ direction }) => direction === "IN");
  const outgoing = flows.filter(({ direction }) => direction === "OUT");
  const inflow = worthOf(incoming, account);
  const outflow = worthOf(outgoing, account);
  const netInflow = subtractWorth(inflow, outflow);
  const recurring = worthOf(withCause(incoming, RECURRING_CAUSES), account);
  const drawdown = worthOf(withCause(outgoing, DRAWDOWN_CAUSES), account);
  const shortfall = shortfallOf(input);
  const { holdings } = input.book;
  const seen = holdings.filter(({ backstop }) => backstop.balanceSource !== "PARTIAL").length;
  const omission = unseenFlows(holdings.length - seen, holdings.length);
  const marked = (ratio: Ratio) =>
    overWindow(omission === null ? ratio : partialRatio(ratio, omission), window);
  const months =
    omission === null
      ? overWindow(monthsToRebuild(shortfall, netInflow, window), window)
      : missingRatio(MONTHS_UNIT, "PARTIAL_COVERAGE", omission);
  return {
    inflow,
    outflow,
    netInflow,
    causes: groupBy(incoming, ({ cause }) => cause)
      .map((group) => inflowOf(group, inflow, account))
      .map((one) => ({ ...one, share: marked(one.share) }))
      .sort((a, b) => (a.cause < b.cause ? -1 : 1)),
    recurring,
    drawdown,
    sustainability: marked(worthRatio(recurring, drawdown, "recurring inflow / drawdown")),
    shortfall,
    monthsToRebuild: months,
    completeness: { required: holdings.length, present: seen },
  };
}

function worthOf(flows: readonly FlowSum[], account: UnitOfAccount): Worth {
  const worths = flows.map(({ amount, asset }) => account.worthOf(knownAmount(amount, asset)));
  return sumWorths(worths, account.unit, "sums of flows");
}

function withCause(flows: readonly FlowSum[], causes: readonly string[]): FlowSum[] {
  return flows.filter(({ cause }) => causes.includes(cause));
}

function inflowOf(group: readonly FlowSum[], inflow: Worth, account: UnitOfAccount): InflowOfCause {
  const amount = worthOf(group, account);
  return {
    cause: group[0]?.cause ?? "",
    amount,
    flows: group.reduce((total, { flows }) => total + flows, 0n),
    share: worthRatio(amount, inflow, "inflow of the cause / inflow"),
  };
}

function shortfallOf({ book, account, target }: FundingInput): Worth {
  if (target === null) return missingWorth(account.unit, "NO_DATA", "No target was given.");
  const held = totalResources(resources(book, account), account.unit);
  return positivePart(subtractWorth(knownWorth(target, account.unit), held));
}

/** What is missing from the resources would make the shortfall too large, so there is no answer then. */
function monthsToRebuild(shortfall: Worth, netInflow: Worth, window: Window): Ratio {
  const [flaw] = [shortfall, netInflow].filter(({ status }) => status !== "OK");
  if (flaw !== undefined)
    return missingRatio(MONTHS_UNIT, flaw.status, flaw.reason ?? "A part is not known.");
  const isFull = shortfall.amount?.numerator === 0n;
  const isGrowing = (netInflow.amount?.numerator ?? 0n) > 0n;
  if (!isFull && !isGrowing) {
    return missingRatio(MONTHS_UNIT, "NOT_APPLICABLE", "The net inflow of the window is not above zero.");
  }
  const top = scaleWorth(shortfall, MONTHS * windowSeconds(window));
  const bottom = isGrowing ? scaleWorth(netInflow, YEAR) : knownWorth(rational(YEAR), netInflow.unit);
  return worthRatio(top, bottom, MONTHS_UNIT);
}

function unseenFlows(partial: number, all: number): string | null {
  return partial === 0 ? null : `Some flows of ${partial} of ${all} backstops emit no indexed event.`;
}
