import { knownAmount } from "../../domain/token-amount.ts";
import type { EpisodeDeleveragingResolvers } from "../../generated/resolvers.ts";
import { scopedAmount } from "../amounts.ts";
import { partlyKnown } from "../partly-known.ts";

/** Fields of `EpisodeDeleveraging` that are not plain properties of its parent. */
export const EpisodeDeleveraging: EpisodeDeleveragingResolvers = {
  notional: (row) =>
    scopedAmount(
      row,
      partlyKnown(knownAmount(row.notional, row.asset), { unknown: row.unknownNotionals, of: row.fills }),
    ),
  haircut: (row) =>
    scopedAmount(
      row,
      partlyKnown(knownAmount(row.haircut, row.asset), { unknown: row.unknownHaircuts, of: row.fills }),
    ),
};
