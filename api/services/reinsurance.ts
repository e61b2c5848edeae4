import { parseDecimal } from "../domain/decimal-string.ts";
import type { FundFlow } from "../domain/entities/backstop.ts";
import type { ParameterChange } from "../domain/entities/governance.ts";
import { InvalidRequestError } from "../domain/errors.ts";
import { exactDecimal } from "../domain/exact-decimal.ts";
import { type Rational, scaled } from "../domain/rational.ts";
import type { Window } from "../domain/window.ts";
import type { Holding } from "../solvency/book.ts";
import {
  REINSURANCE,
  type Reinsurance,
  type ReinsuranceBasis,
  reinsurance,
  reinsurersOf,
  type TreatyFacts,
} from "../solvency/reinsurance.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import type { Condition } from "./ports.ts";
import { loadWindow, windowParams } from "./protocol-window.ts";
import type { Provenance } from "./provenance.ts";
import type { SolvencyScope } from "./solvency.ts";
import type { RetentionSpan } from "./window-reader.ts";

/** The metric with its provenance. */
export type ReinsuranceAnswer = Scoped<Reinsurance> & {
  readonly window: Window;
  /** The loss to share; null when none was asked about. */
  readonly loss: Rational | null;
  readonly basis: readonly Scoped<ReinsuranceBasis>[];
  readonly provenance: Provenance;
};

/** What a request for the metric may say. */
export type ReinsuranceArguments = {
  readonly windowDays?: number | null | undefined;
  /** A loss to share, a plain decimal. */
  readonly loss?: string | null | undefined;
};

/** Names that the Backstop event standard gives to the terms of a treaty, set on the reinsurer's contract. */
const LIMIT = "reinsuranceLimit";
const RETENTION = "reinsuranceRetention";
const DEFAULT_WINDOW_DAYS = 365;
const CHANGE_FIELDS = ["contract", "name", "value", "ordinal"] as const;
const CLAIM_FIELDS = ["backstop", "amount", "ordinal"] as const;

type Change = Pick<ParameterChange, (typeof CHANGE_FIELDS)[number]>;
type Claim = Pick<FundFlow, (typeof CLAIM_FIELDS)[number]>;
type Facts = { readonly changes: readonly Change[]; readonly claims: readonly Claim[] };

const NOTHING: TreatyFacts = { limit: null, retention: null, paid: 0n };

/**
 * Judges what a protocol has ceded, and whether reinsurers paid where it did.
 *
 * @throws {InvalidRequestError} when the days are out of range or the loss is no plain decimal of zero or more.
 */
export async function loadReinsurance(
  session: LedgerSession,
  scope: SolvencyScope,
  { windowDays, ...args }: ReinsuranceArguments,
): Promise<ReinsuranceAnswer> {
  const { view, book, maxPriceAge } = scope;
  const days = windowDays ?? DEFAULT_WINDOW_DAYS;
  const loss = lossOf(args.loss ?? null);
  const loaded = await loadWindow(session, scope, days);
  const reinsurers = reinsurersOf(book);
  const facts = await loadFacts(session, scope, reinsurers);
  const state = reinsurance(book, (id) => treatyOf(id, reinsurers, facts), maxPriceAge);
  const basis =
    reinsurers.length === 0
      ? []
      : await session.reader.reinsuranceBasis(loaded.scope, spansOf(reinsurers, facts, view.horizon));
  return {
    ...state,
    view,
    window: loaded.window,
    loss,
    basis: basis.map((row) => ({ ...row, view })),
    provenance: await session.provenance(view, {
      metric: REINSURANCE.id,
      params: { ...windowParams(scope, days), loss: loss === null ? null : exactDecimal(loss) },
      completeness: { required: reinsurers.length, present: state.terms.length },
    }),
  };
}

function lossOf(text: string | null): Rational | null {
  if (text === null) return null;
  const { raw, decimals } = parseDecimal(text);
  if (raw < 0n) throw new InvalidRequestError(`Expected a loss of 0 or more, got ${text}.`);
  return scaled(raw, decimals);
}

async function loadFacts(
  { reader }: LedgerSession,
  { view, book }: SolvencyScope,
  reinsurers: readonly Holding[],
): Promise<Facts> {
  if (reinsurers.length === 0) return { changes: [], claims: [] };
  const isOneOf = (field: string, values: readonly string[]): Condition => ({
    field,
    operator: "in",
    values,
  });
  const [changes, claims] = await Promise.all([
    reader.fields("parameterChange", CHANGE_FIELDS, {
      view,
      conditions: [isOneOf("protocol", [book.protocol.id]), isOneOf("name", [LIMIT, RETENTION])],
    }),
    reader.fields("fundFlow", CLAIM_FIELDS, {
      view,
      conditions: [
        isOneOf(
          "backstop",
          reinsurers.map(({ backstop }) => backstop.id),
        ),
        isOneOf("cause", ["REINSURANCE"]),
        isOneOf("direction", ["OUT"]),
      ],
    }),
  ]);
  return { changes, claims };
}

/** Parameters name a contract: where it is several reinsurers, nothing tells whose they are. */
function changesOf(holding: Holding, reinsurers: readonly Holding[], { changes }: Facts): Change[] {
  const { contract } = holding.backstop;
  const sharing = reinsurers.filter(({ backstop }) => backstop.contract === contract);
  return sharing.length > 1 ? [] : changes.filter((change) => change.contract === contract);
}

function treatyOf(id: string, reinsurers: readonly Holding[], facts: Facts): TreatyFacts {
  const holding = reinsurers.find(({ backstop }) => backstop.id === id);
  if (holding === undefined) return NOTHING;
  const own = changesOf(holding, reinsurers, facts);
  const limit = own.findLast(({ name }) => name === LIMIT);
  const since = limit?.ordinal ?? 0n;
  const claims = facts.claims.filter(({ backstop, ordinal }) => backstop === id && ordinal > since);
  return {
    limit: limit?.value ?? null,
    retention: own.findLast(({ name }) => name === RETENTION)?.value ?? null,
    paid: claims.reduce((sum, { amount }) => sum + amount, 0n),
  };
}

/** The spans during which each retention was in force. */
function spansOf(reinsurers: readonly Holding[], facts: Facts, horizon: bigint): RetentionSpan[] {
  return reinsurers.flatMap((holding) => {
    const asset = holding.balances[0]?.asset;
    const own = changesOf(holding, reinsurers, facts).filter(({ name }) => name === RETENTION);
    return own.flatMap(({ value, ordinal }, i) =>
      value === null || asset === undefined
        ? []
        : [{ asset, retention: value, start: ordinal, stop: own[i + 1]?.ordinal ?? horizon }],
    );
  });
}
