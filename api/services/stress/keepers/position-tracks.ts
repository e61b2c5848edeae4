import type { PositionChange } from "../../../domain/entities/position.ts";
import { groupsBy } from "../../../domain/group-by.ts";
import type { PositionTrack } from "../../../stress/keepers/unsafe-spells.ts";
import type { LedgerSession } from "../../ledger-session.ts";
import { ofProtocol, since } from "../../protocol-conditions.ts";
import type { SolvencyScope } from "../../solvency.ts";

const FIELDS = [
  "market",
  "account",
  "position",
  "cause",
  "collateralChange",
  "debtChange",
  "collateralAfter",
  "debtAfter",
  "sizeAfter",
  "ordinal",
  "timestamp",
] as const satisfies readonly (keyof PositionChange)[];

type Change = Pick<PositionChange, (typeof FIELDS)[number]>;

/**
 * Loads all positions of a protocol through a window, by market: those that changed from their changes, the others as they stand.
 * Positions with a size are left out. The number of queries is constant but for the parts in which open positions come.
 */
export async function loadPositionTracks(
  { reader }: LedgerSession,
  { view, book }: SolvencyScope,
  from: bigint,
): Promise<Map<string, PositionTrack[]>> {
  const conditions = [ofProtocol(book.protocol.id), since(from)];
  const changes = await reader.fields("positionChange", FIELDS, { view, conditions });
  const changed = groupsBy(
    changes.filter(({ sizeAfter }) => sizeAfter === null),
    ({ position }) => position,
  );
  const moved = new Set(changes.map(({ market, account }) => `${market}/${account}`));
  const tracks = new Map<string, PositionTrack[]>();
  const add = (market: string, track: PositionTrack) => {
    const known = tracks.get(market);
    if (known === undefined) tracks.set(market, [track]);
    else known.push(track);
  };
  for (const ofPosition of changed.values()) add(ofPosition[0]?.market ?? "", trackOf(ofPosition));
  for await (const positions of reader.openPositions(view, [book.protocol.id])) {
    for (const { market, account, collateral, debt, size } of positions) {
      if (size !== null || moved.has(`${market}/${account}`)) continue;
      add(market, { before: { collateral, debt }, moves: [] });
    }
  }
  return tracks;
}

function trackOf(changes: readonly Change[]): PositionTrack {
  const [first] = changes;
  return {
    before: {
      collateral: (first?.collateralAfter ?? 0n) - (first?.collateralChange ?? 0n),
      debt: (first?.debtAfter ?? 0n) - (first?.debtChange ?? 0n),
    },
    moves: changes.map(({ ordinal, timestamp, cause, collateralAfter, debtAfter }) => ({
      ...{ ordinal, seconds: timestamp, isLiquidation: cause === "LIQUIDATION" },
      after: { collateral: collateralAfter, debt: debtAfter },
    })),
  };
}
