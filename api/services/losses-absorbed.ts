import { InvalidRequestError } from "../domain/errors.ts";
import { REALISED_LOSSES, type RealisedLosses, realisedLosses } from "../solvency/realised-losses.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import type { LossWindow } from "./ports.ts";
import type { Provenance } from "./provenance.ts";
import type { SolvencyScope } from "./solvency.ts";

/** Window in seconds since 1970-01-01 UTC: from included, to excluded. */
export type LossesAbsorbedRequest = {
  readonly from?: bigint | null | undefined;
  readonly to?: bigint | null | undefined;
};

/** Losses of a window with their provenance. */
export type LossesAbsorbedAnswer = {
  /** Included; the start of the ledger when nobody asked. */
  readonly from: bigint;
  /** Excluded. */
  readonly to: bigint;
  readonly assets: readonly Scoped<RealisedLosses>[];
  readonly provenance: Provenance;
};

/**
 * Loads the losses of a window and the layers that took them.
 *
 * @throws {InvalidRequestError} when the window ends before it begins.
 */
export async function loadLossesAbsorbed(
  session: LedgerSession,
  { view, book }: SolvencyScope,
  request: LossesAbsorbedRequest,
): Promise<LossesAbsorbedAnswer> {
  const from = request.from ?? 0n;
  const to = request.to ?? view.block.timestamp + 1n;
  if (from > to) throw new InvalidRequestError(`Expected from before to, got ${from} and ${to}.`);
  const window: LossWindow = { view, protocol: book.protocol.id, from, to };
  const [stated, layers] = await Promise.all([
    session.reader.statedLosses(window),
    session.reader.layerLosses(window),
  ]);
  const params = { protocol: book.protocol.slug, from, to };
  return {
    from,
    to,
    assets: realisedLosses(stated, layers).map((losses) => ({ ...losses, view })),
    provenance: await session.provenance(view, { metric: REALISED_LOSSES.id, params }),
  };
}
