import type { BackstopBalance } from "../domain/entities/backstop.ts";
import type { MetricDefinition } from "../domain/metric-definition.ts";
import { knownAmount, missingAmount, type TokenAmount } from "../domain/token-amount.ts";

/** Definition of the backstop capital metric. */
export const BACKSTOP_CAPITAL: MetricDefinition = {
  id: "backstop-capital",
  title: "Balance and usable capital of a backstop at a block",
  formula:
    "balance = Σ IN − Σ OUT; queued = ⌈balance × pendingShares / shares⌉; usable = balance − pendingOutflow − encumbered − disabled − queued",
  unit: "smallest unit of the asset",
  edgeCases: [
    "balanceSource PARTIAL: some flows emit no event, so usable is null with PARTIAL_COVERAGE; the balance is the sum of what was seen.",
    "More is held than the balance has: flows into it are missing from the ledger, so usable is null with PARTIAL_COVERAGE.",
    "residual = balance stated by the last flow − Σ signed flows; anything but zero is a defect of the ledger.",
    "No shares: queued is zero.",
  ],
  sources: ["schema.graphql: BackstopBalance, FundFlow"],
  since: "1.0.0",
};

/** What a balance means as a resource. */
export type BackstopCapital = {
  /** Σ IN − Σ OUT, signed. */
  readonly sumOfFlows: bigint;
  /** balance − sumOfFlows: zero unless the ledger is wrong. */
  readonly residual: bigint;
  /** Part of the balance that queued shares can claim, rounded up. */
  readonly queued: bigint;
  readonly usable: TokenAmount;
};

/**
 * Splits a balance into what can absorb losses and what cannot.
 *
 * @param balanceSource - `FLOWS`, `SNAPSHOT` or `PARTIAL`, of the backstop.
 * @see BACKSTOP_CAPITAL
 */
export function backstopCapital(balance: BackstopBalance, balanceSource: string): BackstopCapital {
  const sumOfFlows = balance.cumulativeIn - balance.cumulativeOut;
  const queued = queuedPart(balance);
  const free = balance.balance - balance.pendingOutflow - balance.encumbered - balance.disabled - queued;
  return {
    sumOfFlows,
    residual: balance.balance - sumOfFlows,
    queued,
    usable: usablePart(balance, balanceSource, free),
  };
}

function usablePart({ asset }: BackstopBalance, balanceSource: string, free: bigint): TokenAmount {
  if (balanceSource === "PARTIAL")
    return missingAmount(asset, "PARTIAL_COVERAGE", "Some flows of the contract emit no indexed event.");
  if (free < 0n)
    return missingAmount(
      asset,
      "PARTIAL_COVERAGE",
      "More is held than the balance has: flows into it are missing from the ledger.",
    );
  return knownAmount(free, asset);
}

function queuedPart({ balance, shares, pendingShares }: BackstopBalance): bigint {
  if (shares === null || pendingShares === null || shares <= 0n || balance <= 0n) return 0n;
  return (balance * pendingShares + shares - 1n) / shares;
}
