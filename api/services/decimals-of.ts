import type { LedgerReader, View } from "./ports.ts";

/** Loads the decimals of assets in one query; an asset without known decimals gives null. */
export async function loadDecimals(
  reader: LedgerReader,
  view: View,
  assets: readonly string[],
): Promise<(asset: string) => number | null> {
  const rows = await reader.byIds("asset", view, [...new Set(assets)].sort());
  const decimals = new Map(rows.map((row) => [row.id, row.decimals]));
  return (asset) => decimals.get(asset) ?? null;
}
