import { blockOfOrdinal } from "../../domain/ordinal.ts";
import type { SeriesScope } from "./series-scope.ts";

/**
 * Finds when things were first known: at the block of the event that first named them, or where that block holds no fact
 * at the next one that does.
 *
 * @param things - With the ordinal of that event.
 * @returns Seconds since 1970-01-01 UTC by id.
 */
export async function birthTimes(
  { ports, view }: Pick<SeriesScope, "ports" | "view">,
  things: readonly { readonly id: string; readonly createdOrdinal: bigint }[],
): Promise<Map<string, bigint>> {
  const numbers = [...new Set(things.map(({ createdOrdinal }) => blockOfOrdinal(createdOrdinal)))];
  const times = await ports.reader.blockTimes(view, numbers);
  return new Map(
    things.map(({ id, createdOrdinal }) => [
      id,
      times.get(blockOfOrdinal(createdOrdinal)) ?? view.block.timestamp,
    ]),
  );
}
