import type { OptionExercise, OptionSeries, OptionTrade } from "../domain/entities/option.ts";
import { groupBy, groupsBy } from "../domain/group-by.ts";

/** Series as far as the book reads it. */
export type BookSeries = Pick<
  OptionSeries,
  | "id"
  | "market"
  | "backstop"
  | "contract"
  | "number"
  | "type"
  | "style"
  | "underlying"
  | "strike"
  | "strikeDecimals"
  | "expiry"
  | "isEnded"
>;

/** Trade as far as the book reads it. */
export type BookTrade = Pick<
  OptionTrade,
  "series" | "action" | "side" | "size" | "premiumAsset" | "premium" | "impliedVolatility" | "timestamp"
>;

/** End as far as the book reads it. */
export type BookEnd = Pick<OptionExercise, "series" | "side" | "size">;

/** Options of one series that are open on one side, rebuilt from facts. */
export type OpenOption = {
  readonly series: BookSeries;
  /** The protocol's side: SHORT = it wrote them. */
  readonly side: string;
  /** Units of the underlying still open; null when a trade or an exercise does not tell its size. */
  readonly open: bigint | null;
  /** Trades that opened them, in ledger order. */
  readonly openings: readonly BookTrade[];
};

/**
 * Finds the options that are open, by series and side: what was opened less what was closed, liquidated and ended. A transfer changes the holder only. What
 * was opened on one side is closed on that side.
 *
 * @returns In the order of the series; none for series that ended.
 */
export function openOptions(
  series: readonly BookSeries[],
  trades: readonly BookTrade[],
  ends: readonly BookEnd[],
): OpenOption[] {
  const ended = groupsBy(ends, keyOf);
  const traded = groupsBy(trades, ({ series }) => series);
  return series
    .filter(({ isEnded }) => !isEnded)
    .flatMap((one) =>
      groupBy(traded.get(one.id) ?? [], ({ side }) => side).flatMap((own): OpenOption[] => {
        const side = own[0]?.side ?? "";
        const open = openOf(own, ended.get(keyOf({ series: one.id, side })) ?? []);
        if (open === 0n) return [];
        return [{ series: one, side, open, openings: own.filter(({ action }) => action === "OPEN") }];
      }),
    );
}

function keyOf({ series, side }: { readonly series: string; readonly side: string }): string {
  return `${series}/${side}`;
}

function openOf(trades: readonly BookTrade[], ends: readonly BookEnd[]): bigint | null {
  let open = 0n;
  for (const { action, size } of trades) {
    if (action === "TRANSFER") continue;
    if (size === null) return null;
    open += action === "OPEN" ? size : -size;
  }
  for (const { size } of ends) {
    if (size === null) return null;
    open -= size;
  }
  return open;
}
