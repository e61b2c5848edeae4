import type { ParameterChange } from "../domain/entities/governance.ts";
import type { Window } from "../domain/window.ts";
import {
  type LossMoment,
  type PauseResponse,
  pauseResponses,
  RESPONSE_LATENCY,
} from "../solvency/response-latency.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import { nonNegative } from "./non-negative.ts";
import type { Condition } from "./ports.ts";
import { ofProtocol, oneOf, since } from "./protocol-conditions.ts";
import { loadWindow, windowParams } from "./protocol-window.ts";
import type { Provenance } from "./provenance.ts";
import type { SolvencyScope } from "./solvency.ts";

const CHANGE_FIELDS = [
  "id",
  "contract",
  "market",
  "name",
  "transactionHash",
  "timestamp",
  "proposedAt",
] as const;
const MOMENT_FIELDS = ["market", "ordinal", "timestamp"] as const;

/** A parameter change that tells when it was proposed. */
export type ParameterDelay = Pick<ParameterChange, Exclude<(typeof CHANGE_FIELDS)[number], "proposedAt">> & {
  /** Seconds since 1970-01-01 UTC. */
  readonly proposedAt: bigint;
  readonly seconds: bigint;
};

/** The metric with its provenance. */
export type ResponseLatencyAnswer = {
  readonly window: Window;
  /** In the order of the ledger. */
  readonly delays: readonly Scoped<ParameterDelay>[];
  /** Parameter changes of the window that do not tell when they were proposed. */
  readonly untold: number;
  /** In the order of the ledger. */
  readonly pauses: readonly PauseResponse[];
  /** Most events to list. */
  readonly first: number;
  readonly provenance: Provenance;
};

/** What a request for the metric may say. */
export type ResponseLatencyArguments = {
  readonly windowDays?: number | null | undefined;
  readonly lookbackHours?: number | null | undefined;
  readonly first?: number | null | undefined;
};

const HOUR = 3600n;
const DEFAULT_WINDOW_DAYS = 365;
const DEFAULT_LOOKBACK_HOURS = 72n;
const DEFAULT_FIRST = 100;

/**
 * Measures how long a protocol's decisions and pauses took.
 *
 * @throws {InvalidRequestError} when an argument is out of range.
 */
export async function loadResponseLatency(
  session: LedgerSession,
  scope: SolvencyScope,
  { windowDays, lookbackHours, first }: ResponseLatencyArguments,
): Promise<ResponseLatencyAnswer> {
  const { view } = scope;
  const listed = Number(nonNegative("first", first) ?? DEFAULT_FIRST);
  const lookback = (nonNegative("lookbackHours", lookbackHours) ?? DEFAULT_LOOKBACK_HOURS) * HOUR;
  const days = windowDays ?? DEFAULT_WINDOW_DAYS;
  const { window } = await loadWindow(session, scope, days);
  const [governance, pauses] = await Promise.all([
    loadDelays(session, scope, window.from),
    loadPauses(session, scope, { from: window.from, lookback }),
  ]);
  const params = { ...windowParams(scope, days), lookbackSeconds: lookback, first: listed };
  return {
    window,
    ...governance,
    pauses,
    first: listed,
    provenance: await session.provenance(view, { metric: RESPONSE_LATENCY.id, params }),
  };
}

async function loadDelays({ reader }: LedgerSession, { view, book }: SolvencyScope, from: bigint) {
  const conditions = [ofProtocol(book.protocol.id), since(from)];
  const isTold: Condition = { field: "proposedAt", operator: "atLeast", value: 0n };
  const selection = { view, conditions: [...conditions, isTold] };
  const [rows, all] = await Promise.all([
    reader.fields("parameterChange", CHANGE_FIELDS, selection),
    reader.count("parameterChange", { view, conditions }),
  ]);
  const delays = rows.flatMap(({ proposedAt, ...row }) =>
    proposedAt === null ? [] : [{ ...row, proposedAt, seconds: row.timestamp - proposedAt, view }],
  );
  return { delays, untold: Number(all) - delays.length };
}

/**
 * Loads the pauses of a protocol from a moment on, each with the first loss that it can answer.
 *
 * @param request - Start, seconds since 1970-01-01 UTC, and the longest time between a loss and its pause, seconds.
 */
export async function loadPauses(
  session: LedgerSession,
  { view, book }: Pick<SolvencyScope, "view" | "book">,
  { from, lookback }: { readonly from: bigint; readonly lookback: bigint },
): Promise<PauseResponse[]> {
  const changes = await session.reader.byReference("statusChange", "protocol", view, [book.protocol.id]);
  if (!changes.some(({ status, timestamp }) => status === "PAUSED" && timestamp >= from)) return [];
  const losses = await loadLosses(session, { view, book }, from - lookback);
  const marketOf = new Map(book.holdings.map(({ backstop }) => [backstop.id, backstop.market]));
  const marketsOf = (subject: string) => {
    const market = marketOf.has(subject) ? (marketOf.get(subject) ?? null) : subject;
    return market === null ? null : [market];
  };
  return pauseResponses(changes, losses, { marketsOf, lookback }).filter(
    ({ pause }) => pause.timestamp >= from,
  );
}

async function loadLosses(
  { reader }: LedgerSession,
  { view, book }: Pick<SolvencyScope, "view" | "book">,
  from: bigint,
): Promise<LossMoment[]> {
  const conditions = [ofProtocol(book.protocol.id), since(from)];
  const created = oneOf("action", ["CREATED"]);
  const some = (field: string): Condition => ({ field, operator: "atLeast", value: 1n });
  const [deficits, liquidations] = await Promise.all([
    reader.fields("deficitChange", MOMENT_FIELDS, {
      view,
      conditions: [...conditions, created, some("amount")],
    }),
    reader.fields("liquidation", MOMENT_FIELDS, { view, conditions: [...conditions, some("loss")] }),
  ]);
  return [...deficits, ...liquidations].sort((a, b) => Number(a.ordinal - b.ordinal));
}
