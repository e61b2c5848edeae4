import type { Obligations, WrittenPut } from "../solvency/obligations.ts";
import { DEFICIT_OFFSET } from "../solvency/stake-draw.ts";
import { TARGET_NAMES } from "../solvency/target-liquidity.ts";
import type { LedgerReader, View } from "./ports.ts";

/**
 * Loads what protocols owe and are owed at a block beside their positions. The number of queries does not depend on how
 * many protocols are asked for.
 *
 * @returns Obligations by protocol id.
 */
export async function loadObligations(
  reader: LedgerReader,
  view: View,
  ids: readonly string[],
): Promise<Map<string, Obligations>> {
  const [lending, marketDebts, parameters] = await Promise.all([
    reader.byReference("lendingState", "protocol", view, ids),
    reader.byReference("marketDebt", "protocol", view, ids),
    reader.lastParameters(view, ids, [...TARGET_NAMES, DEFICIT_OFFSET]),
  ]);
  const rows: Obligations = { lending, marketDebts, parameters };
  return new Map(ids.map((id) => [id, obligationsOf(id, rows)]));
}

/**
 * Loads the open puts that protocols wrote, in one query.
 *
 * @returns Puts by protocol id.
 */
export async function loadWrittenPuts(
  reader: LedgerReader,
  view: View,
  ids: readonly string[],
): Promise<Map<string, readonly WrittenPut[]>> {
  const puts = await reader.writtenPuts(view, ids);
  return new Map(ids.map((id) => [id, puts.filter(({ protocol }) => protocol === id)]));
}

function obligationsOf(id: string, rows: Obligations): Obligations {
  const isOwn = ({ protocol }: { readonly protocol: string }) => protocol === id;
  return {
    lending: rows.lending.filter(isOwn),
    marketDebts: rows.marketDebts.filter(isOwn),
    parameters: rows.parameters.filter(isOwn),
  };
}
