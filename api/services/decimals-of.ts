import type { LedgerReader, View } from "./ports.ts";

/** Loads the decimals of all assets in one query; an asset without known decimals gives null. */
export async function loadDecimals(
  reader: LedgerReader,
  view: View,
): Promise<(asset: string) => number | null> {
  const rows = await reader.fields("asset", ["id", "decimals"], { view, conditions: [] });
  const decimals = new Map(rows.map((row) => [row.id, row.decimals]));
  return (asset) => decimals.get(asset) ?? null;
}
