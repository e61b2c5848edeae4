import { endOrdinal } from "../../domain/ordinal.ts";
import { filterConditions } from "../filter-conditions.ts";
import { fieldsOf } from "../list-fields.ts";
import type { Condition, LedgerReader, View } from "../ports.ts";

/** Which options to look at. */
export type ExerciseFilter = {
  readonly protocol?: string | null | undefined;
  readonly market?: string | null | undefined;
  readonly backstop?: string | null | undefined;
  readonly type?: readonly string[] | null | undefined;
  /** Time of the series' first event in seconds: from included, to excluded. */
  readonly openedFrom?: bigint | null | undefined;
  readonly openedTo?: bigint | null | undefined;
  /** Block of the series' first event, both ends included. */
  readonly openedFromBlock?: bigint | null | undefined;
  readonly openedToBlock?: bigint | null | undefined;
};

/** Makes the conditions that select the series of a filter. */
export async function seriesConditions(
  reader: LedgerReader,
  view: View,
  filter: ExerciseFilter,
): Promise<Condition[]> {
  const { protocol, market, backstop, type, openedFromBlock, openedToBlock } = filter;
  return [
    ...filterConditions(
      { protocol, market, backstop, type, fromBlock: openedFromBlock, toBlock: openedToBlock },
      fieldsOf("optionSeries"),
    ),
    ...(await openedConditions(reader, view, filter)),
  ];
}

/** Series carry no time of their own: a time becomes the end of the last known block before it. */
async function openedConditions(
  reader: LedgerReader,
  { network }: View,
  { openedFrom = null, openedTo = null }: ExerciseFilter,
): Promise<Condition[]> {
  const conditions: Condition[] = [];
  if (openedFrom !== null) {
    const value = await ordinalAt(reader, network, openedFrom);
    conditions.push({ field: "ordinal", operator: "atLeast", value });
  }
  if (openedTo !== null) {
    const value = await ordinalAt(reader, network, openedTo);
    conditions.push({ field: "ordinal", operator: "below", value });
  }
  return conditions;
}

async function ordinalAt(reader: LedgerReader, network: string, seconds: bigint): Promise<bigint> {
  const block = await reader.blockAtTime(network, seconds - 1n);
  return block === null ? 0n : endOrdinal(block.number);
}
