import type { LendingState, MarketDebt } from "../domain/entities/lending.ts";
import type { Market } from "../domain/entities/reference.ts";
import { missingAmount, type TokenAmount } from "../domain/token-amount.ts";
import type { Book, MarketExposure } from "./book.ts";
import { byMarket } from "./by-market.ts";
import { type Exposure, type ExposureSource, untoldExposure } from "./exposure.ts";
import { LENDING_KINDS } from "./lending-kinds.ts";
import type { Obligations } from "./obligations.ts";

const UNTOLD =
  "The ledger holds neither positions, nor claims and debts of the market that are known at this block.";
const NO_ASSET = "The market names no single debt asset.";

/**
 * Finds the debt of all borrowers, market by market: Σ debt of the positions where the ledger has any, else
 * `LendingState.borrowedAssets`, else `MarketDebt.normalized` × `rate`, which is in units of the debt asset.
 *
 * @returns one exposure for each market that lends; NO_DATA where nothing tells its debt.
 */
export function exposureAtDefault(book: Book, { lending, marketDebts }: Obligations): Exposure[] {
  const rows: DebtRows = {
    positions: byMarket(book.exposures),
    states: byMarket(lending),
    debts: byMarket(marketDebts),
  };
  return book.markets
    .filter(({ kind }) => LENDING_KINDS.includes(kind))
    .map((market) => debtOf(market, rows));
}

type DebtRows = {
  readonly positions: ReadonlyMap<string, MarketExposure>;
  readonly states: ReadonlyMap<string, LendingState>;
  readonly debts: ReadonlyMap<string, MarketDebt>;
};

function debtOf(market: Market, rows: DebtRows): Exposure {
  const { id, debtAsset } = market;
  const positions = rows.positions.get(id);
  if (positions !== undefined) return owed(market, positions.debt, "POSITIONS");
  const state = rows.states.get(id);
  if (state !== undefined) return owed(market, state.borrowedAssets, "LENDING_STATE");
  const debt = rows.debts.get(id);
  if (debt !== undefined) return owed(market, debt.normalized * debt.rate, "MARKET_DEBT");
  return untoldExposure(id, debtAsset, missingAmount(debtAsset, "NO_DATA", UNTOLD));
}

function owed({ id, debtAsset }: Market, raw: bigint, source: ExposureSource): Exposure {
  const amount: TokenAmount =
    debtAsset === null
      ? missingAmount(null, "NO_DATA", NO_ASSET)
      : { raw, asset: debtAsset, status: "OK", reason: null };
  return { market: id, backstop: null, payable: debtAsset, amount, source, valuing: { by: "ASSET" } };
}
