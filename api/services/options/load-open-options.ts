import { type BookSeries, type OpenOption, openOptions } from "../../options/open-option.ts";
import type { LedgerReader, Selection, View } from "../ports.ts";

const SERIES_FIELDS = [
  "id",
  "market",
  "backstop",
  "contract",
  "number",
  "type",
  "style",
  "underlying",
  "strike",
  "strikeDecimals",
  "expiry",
  "isEnded",
] as const;
const TRADE_FIELDS = [
  "series",
  "action",
  "side",
  "size",
  "premiumAsset",
  "premium",
  "impliedVolatility",
  "timestamp",
] as const;

/** The series of an owner that can still be exercised or settled, and what is open of them. */
export type LoadedOptions = {
  readonly series: readonly BookSeries[];
  readonly options: readonly OpenOption[];
};

/** Whose options are asked for; all backstops where it is null. */
export type OptionOwner = { readonly protocol: string; readonly backstop: string | null };

/**
 * Loads the options of a protocol or one of its backstops that are open, from facts: three queries, whatever their number. American ones whose last moment
 * has passed can no longer be exercised and are left out.
 */
export async function loadOpenOptions(
  reader: LedgerReader,
  view: View,
  { protocol, backstop }: OptionOwner,
): Promise<LoadedOptions> {
  const owner =
    backstop === null ? { field: "protocol", values: [protocol] } : { field: "backstop", values: [backstop] };
  const found = await reader.fields("optionSeries", SERIES_FIELDS, {
    view,
    conditions: [{ ...owner, operator: "in" }],
  });
  const alive = found.filter((series) => isAlive(series, view.block.timestamp));
  const ofSeries: Selection = {
    view,
    conditions: [{ field: "series", operator: "in", values: alive.map(({ id }) => id) }],
  };
  if (alive.length === 0) return { series: [], options: [] };
  const trades = await reader.fields("optionTrade", TRADE_FIELDS, ofSeries);
  const ends = await reader.fields("optionExercise", ["series", "side", "size"], ofSeries);
  return { series: alive, options: openOptions(alive, trades, ends) };
}

/** A European option is settled after its expiry, and is owed until then. */
function isAlive({ isEnded, style, expiry }: BookSeries, at: bigint): boolean {
  return !isEnded && (style === "EUROPEAN" || expiry === null || expiry >= at);
}
