import type { View } from "../../services/ports.ts";
import { POSITION_KEYFRAME } from "../keyframes/definitions.ts";
import { fold } from "../keyframes/fold.ts";
import type { SqlReader } from "../store.ts";
import { type Fragment, fragment } from "./fragment.ts";

/** Positions that are rebuilt at once unless told, which bounds the memory of a query. */
const POSITIONS_AT_ONCE = 32_768;

/**
 * Divides the positions of some protocols by the hash of their account, so that one query rebuilds some of them and
 * those of one owner are in one part.
 *
 * @returns Queries for the positions as of the view, with the columns of their keyframe; none when there is no position.
 */
export async function positionParts(
  sql: SqlReader,
  view: View,
  protocols: readonly string[],
  positionsAtOnce = POSITIONS_AT_ONCE,
): Promise<Fragment[]> {
  const { network, horizon } = view;
  const parts = Math.ceil((await countPositions(sql, view, protocols)) / positionsAtOnce);
  const ofProtocols = fragment("protocol IN (SELECT unnest(?))", protocols);
  return Array.from({ length: parts }, (_, part) => {
    const ofPart = fragment(`hash(account) % ${parts} = ${part}`);
    return fold(POSITION_KEYFRAME, { network, horizon, where: [ofProtocols, ofPart] });
  });
}

async function countPositions(
  sql: SqlReader,
  { network, horizon }: View,
  protocols: readonly string[],
): Promise<number> {
  if (protocols.length === 0) return 0;
  const [counted] = await sql.query<{ count: bigint }>(
    `SELECT count(*) AS count FROM "position"
     WHERE network = ? AND created_ordinal < ? AND protocol IN (SELECT unnest(?))`,
    [network, horizon, protocols],
  );
  return Number(counted?.count ?? 0n);
}
