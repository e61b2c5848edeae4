import { missingAmount } from "../domain/token-amount.ts";
import type { Book } from "./book.ts";
import { byMarket } from "./by-market.ts";
import { type Exposure, untoldExposure } from "./exposure.ts";
import type { Obligations } from "./obligations.ts";

const UNTOLD = "The ledger holds no claims of the market's lenders that are known at this block.";

/**
 * Finds what the lenders of a market may ask back at any moment: `LendingState.suppliedAssets`. How much of it the
 * market could pay out at once is another question.
 *
 * @returns one exposure for each lending reserve; NO_DATA where the ledger does not keep claims.
 */
export function demandableClaims({ markets }: Book, { lending }: Obligations): Exposure[] {
  const states = byMarket(lending);
  return markets
    .filter(({ kind }) => kind === "LENDING_RESERVE")
    .map(({ id, debtAsset }) => {
      const state = states.get(id);
      if (state === undefined || debtAsset === null)
        return untoldExposure(id, debtAsset, missingAmount(debtAsset, "NO_DATA", UNTOLD));
      const amount = { raw: state.suppliedAssets, asset: debtAsset, status: "OK", reason: null } as const;
      return {
        ...untoldExposure(id, debtAsset, amount),
        source: "LENDING_STATE",
      };
    });
}
