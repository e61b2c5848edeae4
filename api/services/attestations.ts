import { ATTESTATIONS, type AttestationState, attestations } from "../solvency/attestations.ts";
import { loadDecimals } from "./decimals-of.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import { nonNegative } from "./non-negative.ts";
import type { Provenance } from "./provenance.ts";
import type { SolvencyScope } from "./solvency.ts";

/** The metric with its provenance. */
export type AttestationsAnswer = {
  readonly statements: readonly Scoped<AttestationState>[];
  readonly provenance: Provenance;
};

/**
 * Judges the newest attestations of a protocol.
 *
 * @throws {InvalidRequestError} when the age is negative.
 */
export async function loadAttestations(
  session: LedgerSession,
  { view, book }: SolvencyScope,
  { maxAgeSeconds = null }: { readonly maxAgeSeconds?: number | null | undefined },
): Promise<AttestationsAnswer> {
  const maxAge = nonNegative("maxAgeSeconds", maxAgeSeconds);
  const [rows, decimalsOf] = await Promise.all([
    session.reader.byReference("attestation", "protocol", view, [book.protocol.id]),
    loadDecimals(session.reader, view),
  ]);
  const states = attestations(rows, { at: book.at, maxAge, decimalsOf });
  const present = states.filter(({ attestedCoverage }) => attestedCoverage.status === "OK").length;
  return {
    statements: states.map((state) => ({ ...state, view })),
    provenance: await session.provenance(view, {
      metric: ATTESTATIONS.id,
      params: { protocol: book.protocol.slug, maxAgeSeconds },
      completeness: { required: states.length, present },
    }),
  };
}
