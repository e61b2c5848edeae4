import type { Attestation } from "../domain/entities/governance.ts";
import { groupBy } from "../domain/group-by.ts";
import type { MetricDefinition } from "../domain/metric-definition.ts";
import type { MetricStatus } from "../domain/metric-status.ts";
import { missingRatio, type Ratio, ratio } from "../domain/ratio.ts";

/** Definition of what attestations say about solvency. */
export const ATTESTATIONS: MetricDefinition = {
  id: "attestations",
  title: "Attested coverage and the age of attestations",
  formula:
    "of the newest statement of each attester about each backstop, verified ones apart from others: age = block time − time of the statement; attestedCoverage = assets / liabilities",
  unit: "ages in seconds; coverage is a ratio",
  edgeCases: [
    "Not verified on chain: NOT_APPLICABLE; the totals are shown as stated and nothing is derived from them.",
    "Older than maxAgeSeconds: STALE_INPUT. Without that argument no age is too old; the age is always shown.",
    "Only commitments are published: NO_DATA.",
    "Stated liabilities of zero: ZERO_DENOMINATOR.",
    "Statements of several attesters are neither added nor averaged.",
  ],
  sources: ["metrics.md M-42", "schema.graphql: Attestation"],
  since: "1.1.0",
};

/** Which statements are believed. */
export type AttestationPolicy = {
  /** Time of the block, seconds since 1970-01-01 UTC. */
  readonly at: bigint;
  /** Oldest age in seconds; null for any. */
  readonly maxAge: bigint | null;
  /** Decimals of an asset by id; null when unknown. */
  readonly decimalsOf: (asset: string) => number | null;
};

/** The newest statement of one attester, and what may be made of it. */
export type AttestationState = {
  readonly attestation: Attestation;
  readonly ageSeconds: bigint;
  /** OK when it is verified and not too old. */
  readonly status: MetricStatus;
  readonly reason: string | null;
  /** Stated assets over stated liabilities. */
  readonly attestedCoverage: Ratio;
};

const UNIT = "assets / liabilities";

/**
 * Judges the newest statement of each attester about each backstop; a statement without proof does not take the place of a
 * proven one.
 *
 * @param statements - All of one protocol, in the order of the ledger; the answer is in the order of first statements.
 * @see ATTESTATIONS
 */
export function attestations(
  statements: readonly Attestation[],
  policy: AttestationPolicy,
): AttestationState[] {
  const series = groupBy(statements, ({ attester, backstop, isVerified }) =>
    [attester, backstop, isVerified].join("/"),
  );
  return series.flatMap((group) => group.slice(-1)).map((attestation) => judge(attestation, policy));
}

function judge(attestation: Attestation, policy: AttestationPolicy): AttestationState {
  const ageSeconds = policy.at - attestation.timestamp;
  const standing = standingOf(attestation, ageSeconds, policy.maxAge);
  const attestedCoverage =
    standing.status === "OK"
      ? coverageOf(attestation, policy)
      : missingRatio(UNIT, standing.status, standing.reason ?? "");
  return { attestation, ageSeconds, ...standing, attestedCoverage };
}

function standingOf(
  { isVerified }: Attestation,
  ageSeconds: bigint,
  maxAge: bigint | null,
): Pick<AttestationState, "status" | "reason"> {
  if (!isVerified)
    return {
      status: "NOT_APPLICABLE",
      reason: "No contract verified the proof: nothing is derived from it.",
    };
  if (maxAge !== null && ageSeconds > maxAge) {
    return {
      status: "STALE_INPUT",
      reason: `The statement is ${ageSeconds} s old; ${maxAge} s are allowed.`,
    };
  }
  return { status: "OK", reason: null };
}

function coverageOf({ assets, liabilities, asset }: Attestation, { decimalsOf }: AttestationPolicy): Ratio {
  if (assets === null || liabilities === null || asset === null)
    return missingRatio(UNIT, "NO_DATA", "The statement holds commitments only, no totals.");
  return ratio(assets, liabilities, UNIT, decimalsOf(asset) ?? 0);
}
