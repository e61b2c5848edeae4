import { groupsBy } from "../../../domain/group-by.ts";
import type { LedgerSession } from "../../ledger-session.ts";
import type { View } from "../../ports.ts";
import type {
  DeficitSum,
  DeleveragingSum,
  EpisodeWindow,
  LayerSum,
  LiquidationSum,
  OracleAge,
  RunOffSum,
} from "./episode-reader.ts";

/** What the ledger holds of one protocol in one span; every amount is exact. */
export type EpisodeFacts = {
  readonly liquidations: readonly LiquidationSum[];
  readonly lossesByLayer: readonly LayerSum[];
  readonly badDebt: readonly DeficitSum[];
  readonly deleveraging: readonly DeleveragingSum[];
  readonly runOff: readonly RunOffSum[];
  readonly oracleAges: readonly OracleAge[];
};

/** Reads the facts of spans: six queries, whatever their number. */
export async function loadEpisodeFacts(
  { reader }: LedgerSession,
  view: View,
  windows: readonly EpisodeWindow[],
): Promise<EpisodeFacts[]> {
  const [liquidations, layers, deficits, deleveragings, runOffs, ages] = await Promise.all([
    reader.liquidationsOf(view, windows),
    reader.layerLossesOf(view, windows),
    reader.deficitsOf(view, windows),
    reader.deleveragingsOf(view, windows),
    reader.runOffsOf(view, windows),
    reader.oracleAgesOf(view, windows),
  ]);
  const of = {
    liquidations: byWindow(liquidations),
    lossesByLayer: byWindow(layers),
    badDebt: byWindow(deficits),
    deleveraging: byWindow(deleveragings),
    runOff: byWindow(runOffs),
    oracleAges: byWindow(ages),
  };
  return windows.map((_, window) => ({
    liquidations: of.liquidations(window),
    lossesByLayer: of.lossesByLayer(window),
    badDebt: of.badDebt(window),
    deleveraging: of.deleveraging(window),
    runOff: of.runOff(window),
    oracleAges: of.oracleAges(window),
  }));
}

function byWindow<Row extends { readonly window: number }>(
  rows: readonly Row[],
): (window: number) => readonly Row[] {
  const groups = groupsBy(rows, ({ window }) => window);
  return (window) => groups.get(window) ?? [];
}
