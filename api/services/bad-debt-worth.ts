import { exactDecimal } from "../domain/exact-decimal.ts";
import { BAD_DEBT_RATE, type BadDebtRate, badDebtRate } from "../solvency/bad-debt-rate.ts";
import { BAD_DEBT_WORTH, type BadDebtWorth, badDebtWorth, dustAmount } from "../solvency/bad-debt-worth.ts";
import type { Book } from "../solvency/book.ts";
import { UnitOfAccount } from "../solvency/unit-of-account.ts";
import { oldestOpenOf } from "./bad-debt.ts";
import { dustFloor } from "./dust-floor.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import { loadWindow, windowParams, withAssets } from "./protocol-window.ts";
import type { Provenance } from "./provenance.ts";
import type { SolvencyScope } from "./solvency.ts";

/** The metric with its provenance. */
export type BadDebtWorthAnswer = Scoped<BadDebtWorth> & { readonly provenance: Provenance };

/** The metric with its provenance. */
export type BadDebtRateAnswer = BadDebtRate & { readonly provenance: Provenance };

/**
 * Sums a protocol's realised bad debt over its markets and assets.
 *
 * @throws {InvalidRequestError} when the floor is not a plain decimal of 0 or more.
 */
export async function loadBadDebtWorth(
  session: LedgerSession,
  { view, book, maxPriceAge }: SolvencyScope,
  { dustUsd }: { readonly dustUsd?: string | null | undefined },
): Promise<BadDebtWorthAnswer> {
  const account = new UnitOfAccount(book, deficitAssets(book), maxPriceAge);
  const sinceOf = await oldestOpenOf(session.reader, view, book.protocol.slug);
  const floor = dustFloor(dustUsd);
  const worth = badDebtWorth(book, { account, maxPriceAge, dustFloor: floor, sinceOf });
  const params = {
    protocol: book.protocol.slug,
    maxPriceAgeSeconds: maxPriceAge,
    dustUsd: exactDecimal(floor),
  };
  const provenance = await session.provenance(view, { metric: BAD_DEBT_WORTH.id, params });
  return { ...worth, view, provenance };
}

/**
 * Compares the bad debt that a protocol recognised in a window with the debt that was liquidated.
 *
 * @throws {InvalidRequestError} when the days or the floor are out of range.
 */
export async function loadBadDebtRate(
  session: LedgerSession,
  parent: SolvencyScope,
  {
    windowDays,
    dustUsd,
  }: { readonly windowDays?: number | null | undefined; readonly dustUsd?: string | null | undefined },
): Promise<BadDebtRateAnswer> {
  const { view, maxPriceAge } = parent;
  const options = { dustFloor: dustFloor(dustUsd), maxPriceAge };
  const { window, scope } = await loadWindow(session, parent, windowDays);
  const floors = deficitAssets(parent.book).map((asset) => ({
    asset,
    least: dustAmount(parent.book, asset, options),
  }));
  const [created, liquidated] = await Promise.all([
    session.reader.createdDebts(scope, floors),
    session.reader.liquidatedDebts(scope),
  ]);
  const assets = [...created, ...liquidated].map(({ asset }) => asset);
  const book = await withAssets(session, parent, assets);
  const params = { ...windowParams(parent, windowDays), dustUsd: exactDecimal(options.dustFloor) };
  return {
    ...badDebtRate({ window, created, liquidated }, new UnitOfAccount(book, assets, maxPriceAge)),
    provenance: await session.provenance(view, { metric: BAD_DEBT_RATE.id, params }),
  };
}

function deficitAssets({ deficits }: Book): string[] {
  return [...new Set(deficits.map(({ asset }) => asset))];
}
