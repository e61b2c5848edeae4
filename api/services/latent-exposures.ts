import type { Exposure } from "../solvency/exposure.ts";
import { latentExposures } from "../solvency/latent-exposures.ts";
import { dustFloor } from "./dust-floor.ts";
import type { LedgerSession } from "./ledger-session.ts";
import type { SolvencyScope } from "./solvency.ts";

/** Loads the latent bad debt of a protocol at its own prices, market by market, dust included. */
export async function loadLatentExposures(
  { latentBadDebt }: LedgerSession,
  { view, book, maxPriceAge }: SolvencyScope,
): Promise<Exposure[]> {
  const shocks = new Map<string, number>();
  const { own } = await latentBadDebt.load({ view, book, maxPriceAge, shocks, dustFloor: dustFloor(null) });
  return latentExposures(book, own);
}
