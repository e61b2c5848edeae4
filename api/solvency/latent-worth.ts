import type { MetricStatus } from "../domain/metric-status.ts";
import { rational } from "../domain/rational.ts";
import { missingWorth, type Worth } from "../domain/worth.ts";
import type { LatentSum } from "./latent-market.ts";
import { CURRENCY } from "./price-board.ts";

/** What is said of a sum over accounts besides its own counts. */
export type LatentContext = {
  /** Whole units of account in one dollar, a power of ten. */
  readonly unit: bigint;
  /** Positions with a size that are left out of it. */
  readonly derivatives: number;
  /** Whether no account at all could be valued. */
  readonly isNothingKnown: boolean;
  /** Why accounts could not be valued: the flaw of the first price that is missing. */
  readonly flaw: { readonly status: MetricStatus; readonly reason: string | null };
};

/** Says what a sum over accounts is worth, and what it leaves out. */
export function latentWorth(sum: LatentSum, context: LatentContext): Worth {
  const reasons = [
    ...(sum.unvalued === 0
      ? []
      : [
          `${sum.unvalued} of ${sum.debtors} accounts cannot be valued; the first flaw: ${context.flaw.reason}`,
        ]),
    ...(sum.inShares === 0
      ? []
      : [
          `${sum.inShares} debts are kept in shares: interest since each one's last change is not in the ledger.`,
        ]),
    ...(context.derivatives === 0
      ? []
      : [`${context.derivatives} positions have a size; their entry price is not in the ledger.`]),
  ];
  if (context.isNothingKnown && reasons.length > 0)
    return missingWorth(CURRENCY, context.flaw.status, reasons.join(" "));
  const status = reasons.length === 0 ? "OK" : "PARTIAL_COVERAGE";
  const reason = reasons.length === 0 ? null : reasons.join(" ");
  return { amount: rational(sum.lacking, context.unit), unit: CURRENCY, status, reason };
}
