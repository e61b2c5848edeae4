import { blockOfOrdinal } from "../../domain/ordinal.ts";
import type { SeriesScope } from "./series-scope.ts";

/**
 * Finds when things were first known.
 *
 * @param things - With the ordinal of the event that first named them.
 * @returns Seconds since 1970-01-01 UTC by id. A block that holds no fact counts as the last one before it that does.
 */
export async function birthTimes(
  { session, ports, view }: SeriesScope,
  things: readonly { readonly id: string; readonly createdOrdinal: bigint }[],
): Promise<Map<string, bigint>> {
  const numbers = [...new Set(things.map(({ createdOrdinal }) => blockOfOrdinal(createdOrdinal)))];
  const known = await ports.reader.blockTimes(view, numbers);
  for (const number of numbers.filter((one) => !known.has(one))) {
    const before = await session.reader.blockAtOrBelow(view.network, number);
    known.set(number, before?.timestamp ?? 0n);
  }
  return new Map(
    things.map(({ id, createdOrdinal }) => [id, known.get(blockOfOrdinal(createdOrdinal)) ?? 0n]),
  );
}
