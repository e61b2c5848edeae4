import type { StatusChange } from "../domain/entities/status.ts";
import type { MetricDefinition } from "../domain/metric-definition.ts";
import type { MetricStatus } from "../domain/metric-status.ts";

/** Definition of how long decisions and pauses take. */
export const RESPONSE_LATENCY: MetricDefinition = {
  id: "response-latency",
  title: "Response latency: from proposal to execution, and from loss to pause",
  formula:
    "parameter delay = block time of the ParameterChange − proposedAt; pause latency = block time of the StatusChange PAUSED − block time of the first loss " +
    "(DeficitChange CREATED, or Liquidation with loss > 0) of what is paused, within the look-back and after its last change to ACTIVE",
  unit: "seconds; exact for each event, quantiles are estimates",
  edgeCases: [
    "A parameter change whose event does not tell when it was proposed is counted as untold and in no quantile.",
    "A pause without a loss before it: NOT_APPLICABLE, it answers no loss that is on chain.",
    "A loss that nobody answered with a pause is in no quantile: quantiles are of the pauses that came.",
    "A backstop without a market of its own answers for all markets of the protocol.",
    "Quantiles of fewer than 1 / (1 − p) events: INSUFFICIENT_DATA.",
    "Base fees, reverted transactions and outages of a sequencer leave no log that is indexed: NO_DATA.",
  ],
  sources: ["metrics.md M-45", "schema.graphql: ParameterChange.proposedAt, StatusChange"],
  since: "1.1.0",
};

/** A loss became known. */
export type LossMoment = {
  readonly market: string;
  readonly ordinal: bigint;
  /** Seconds since 1970-01-01 UTC. */
  readonly timestamp: bigint;
};

/** How long it took from the first loss to a pause. */
export type PauseResponse = {
  readonly pause: StatusChange;
  /** Seconds since 1970-01-01 UTC; null when no loss came before the pause. */
  readonly firstLossAt: bigint | null;
  /** Null exactly when the status is not OK. */
  readonly seconds: bigint | null;
  readonly status: MetricStatus;
  readonly reason: string | null;
};

/** Where losses are looked for. */
export type PauseScope = {
  /** Markets of a subject (backstop or market); null for all. */
  readonly marketsOf: (subject: string) => readonly string[] | null;
  /** Longest time between a loss and the pause that answers it, seconds. */
  readonly lookback: bigint;
};

/**
 * Finds for each pause the first loss that it can answer.
 *
 * @param changes - All status changes of a protocol, in the order of the ledger.
 * @param losses - All losses from the look-back of the first pause on, in the order of the ledger.
 * @returns One entry for each change to PAUSED from another status, in order.
 * @see RESPONSE_LATENCY
 */
export function pauseResponses(
  changes: readonly StatusChange[],
  losses: readonly LossMoment[],
  scope: PauseScope,
): PauseResponse[] {
  const activeSince = new Map<string, bigint>();
  const statusOf = new Map<string, string>();
  const responses: PauseResponse[] = [];
  for (const change of changes) {
    const { subject, status, ordinal } = change;
    if (status === "PAUSED" && statusOf.get(subject) !== "PAUSED") {
      const after = activeSince.get(subject) ?? -1n;
      responses.push(answer(change, firstLoss(change, { after, losses, scope })));
    }
    if (status === "ACTIVE") activeSince.set(subject, ordinal);
    statusOf.set(subject, status);
  }
  return responses;
}

function firstLoss(
  pause: StatusChange,
  { after, losses, scope }: { after: bigint; losses: readonly LossMoment[]; scope: PauseScope },
): LossMoment | null {
  const markets = scope.marketsOf(pause.subject);
  const found = losses.find(
    ({ market, ordinal, timestamp }) =>
      ordinal > after &&
      ordinal < pause.ordinal &&
      timestamp >= pause.timestamp - scope.lookback &&
      (markets === null || markets.includes(market)),
  );
  return found ?? null;
}

function answer(pause: StatusChange, loss: LossMoment | null): PauseResponse {
  if (loss === null) {
    const reason = "No loss came before the pause within the look-back.";
    return { pause, firstLossAt: null, seconds: null, status: "NOT_APPLICABLE", reason };
  }
  const seconds = pause.timestamp - loss.timestamp;
  return { pause, firstLossAt: loss.timestamp, seconds, status: "OK", reason: null };
}
