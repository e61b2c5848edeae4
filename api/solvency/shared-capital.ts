import type { MetricDefinition } from "../domain/metric-definition.ts";
import { missingRatio, type Ratio } from "../domain/ratio.ts";
import { addRational, type Rational, rational } from "../domain/rational.ts";
import { knownAmount } from "../domain/token-amount.ts";
import { knownWorth, sumWorths, type Worth, worthRatio } from "../domain/worth.ts";
import type { Book, Holding } from "./book.ts";
import { usableAmount } from "./resources.ts";
import { type MemberScenarios, type SharedTail, sharedTail } from "./shared-tail.ts";
import { UnitOfAccount } from "./unit-of-account.ts";

/** Definition of capital that stands behind several protocols. */
export const SHARED_CAPITAL: MetricDefinition = {
  id: "shared-capital",
  title: "Shared capital: rehypothecation and simultaneous calls",
  formula:
    "capital = balance − pendingOutflow − disabled − queued; committed_p = Σ HOLD − Σ RELEASE of ENCUMBERED by account; rehypothecation = Σ committed / capital; " +
    "simultaneousCall = capital / Σ losses; over given scenarios: diversification = 1 − ES(ΣL) / ΣES(L_p), contribution_p = E[L_p | ΣL ≥ VaR]",
  unit: "the one asset of the pool, else US dollars; ratios; shortfalls are estimates",
  edgeCases: [
    "Only backstops of kind CROSS_PROTOCOL_SHARED_POOL: what others encumber is not a promise to a protocol.",
    "Commitments that name no account are one member without a name.",
    "Without losses every member calls all that is committed to it, and simultaneousCall is 1 / rehypothecation.",
    "Some flows are not indexed (PARTIAL): capital is not known, and with it no ratio to it.",
    "Without scenarios: NOT_APPLICABLE. Fewer than ten in the tail, n(1 − α) < 10: INSUFFICIENT_DATA.",
    "Members without losses in any scenario: diversification has nothing to divide by, ZERO_DENOMINATOR.",
  ],
  sources: ["metrics.md M-40", "docs/schema.md: Shared capital", "Tasche (1999) for the contributions"],
  since: "1.1.0",
};

/** What a pool has promised to one protocol in one asset. */
export type Commitment = {
  readonly backstop: string;
  readonly asset: string;
  /** The protocol's contract; null where the flow names none. */
  readonly account: string | null;
  /** Smallest unit of the asset. */
  readonly amount: bigint;
};

/** A loss for which a protocol calls on the pool, in whole units of the pool's unit. */
export type MemberLoss = { readonly account: string; readonly amount: Rational };

/** What is asked of a pool besides its book. */
export type SharedCapitalQuestion = {
  readonly commitments: readonly Commitment[];
  /** Losses that are called at once; null for all that is committed. */
  readonly losses: readonly MemberLoss[] | null;
  /** Losses of members over common scenarios; null when none are given. */
  readonly scenarios: readonly MemberScenarios[] | null;
  /** α of the shortfalls. */
  readonly level: Rational;
  /** Oldest price in seconds; null for the feeds' own heartbeats. */
  readonly maxPriceAge: bigint | null;
};

/** What a pool has promised to one protocol. */
export type PoolMember = { readonly account: string | null; readonly committed: Worth };

/** One pool that stands behind several protocols. */
export type SharedPool = {
  readonly holding: Holding;
  readonly capital: Worth;
  readonly committed: Worth;
  readonly rehypothecation: Ratio;
  readonly members: readonly PoolMember[];
  readonly simultaneousCall: Ratio;
  readonly tail: SharedTail;
};

/** The pools of a book that stand behind several protocols, in the order of the waterfall. */
export function sharedPoolsOf({ holdings }: Book): Holding[] {
  return holdings.filter(({ backstop }) => backstop.kind === "CROSS_PROTOCOL_SHARED_POOL");
}

/** Judges one pool. See {@link SHARED_CAPITAL}. */
export function sharedPool(book: Book, holding: Holding, question: SharedCapitalQuestion): SharedPool {
  const assets = holding.balances.map(({ asset }) => asset);
  const account = new UnitOfAccount(book, assets, question.maxPriceAge);
  const { unit } = account;
  const capital = capitalOf(holding, account);
  const members = membersOf(holding, question.commitments, account);
  const committed = sumWorths(
    members.map((member) => member.committed),
    unit,
    "members",
  );
  const called = question.losses === null ? committed : knownWorth(sumOf(question.losses), unit);
  return {
    ...{ holding, capital, committed, members },
    rehypothecation: shareOf(committed, capital, "committed / capital"),
    simultaneousCall: worthRatio(capital, called, "capital / losses"),
    tail: sharedTail(question.scenarios, question.level, capital),
  };
}

function capitalOf(holding: Holding, account: UnitOfAccount): Worth {
  const free = holding.balances.map((balance) => usableAmount(holding, { ...balance, encumbered: 0n }));
  return sumWorths(
    free.map((amount) => account.worthOf(amount)),
    account.unit,
    "holdings",
  );
}

function membersOf(
  { backstop }: Holding,
  commitments: readonly Commitment[],
  account: UnitOfAccount,
): PoolMember[] {
  const own = commitments.filter((commitment) => commitment.backstop === backstop.id);
  const names = [...new Set(own.map((commitment) => commitment.account))];
  return names.map((name) => {
    const worths = own
      .filter((commitment) => commitment.account === name)
      .map(({ amount, asset }) => account.worthOf(knownAmount(amount, asset)));
    return { account: name, committed: sumWorths(worths, account.unit, "commitments") };
  });
}

/** A numerator that leaves something out would make the ratio too low, so there is none. */
function shareOf(numerator: Worth, denominator: Worth, unit: string): Ratio {
  const flawed = numerator.status === "PARTIAL_COVERAGE";
  return flawed
    ? missingRatio(unit, numerator.status, numerator.reason ?? "")
    : worthRatio(numerator, denominator, unit);
}

function sumOf(losses: readonly MemberLoss[]): Rational {
  return losses.reduce((sum, { amount }) => addRational(sum, amount), rational(0n));
}
