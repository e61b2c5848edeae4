import type { Window } from "../domain/window.ts";
import {
  type Acquisition,
  auctionEventAsAcquisition,
  liquidationAsAcquisition,
} from "../solvency/acquisition.ts";
import { MARKOUT_SECONDS } from "../solvency/markout.ts";
import { VALUE_LEAKAGE, type ValueLeakage, ValueLeakageTally } from "../solvency/value-leakage.ts";
import { loadDecimals } from "./decimals-of.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import type { Condition, LedgerReader, LedgerRows, ProtocolWindow, RowPosition } from "./ports.ts";
import { loadPriceTimes } from "./price-times.ts";
import { loadWindow, windowParams } from "./protocol-window.ts";
import type { Provenance } from "./provenance.ts";
import type { SolvencyScope } from "./solvency.ts";

/** The metric with its provenance. */
export type ValueLeakageAnswer = {
  readonly window: Window;
  readonly groups: readonly Scoped<ValueLeakage>[];
  readonly provenance: Provenance;
};

/** Facts read at once, so that a long window needs memory for one part only. */
const PART = 4096;

/**
 * Computes what liquidations and auctions of a window left to those who bought.
 *
 * @throws {InvalidRequestError} when the days are out of range.
 */
export async function loadValueLeakage(
  session: LedgerSession,
  scope: SolvencyScope,
  { windowDays }: { readonly windowDays?: number | null | undefined },
): Promise<ValueLeakageAnswer> {
  const { view, maxPriceAge } = scope;
  const { reader } = session;
  const loaded = await loadWindow(session, scope, windowDays);
  const tally = new ValueLeakageTally(await loadDecimals(reader, view));
  for await (const part of acquisitions(reader, loaded.scope)) {
    await addPart(reader, loaded.scope, { part, tally, maxAge: maxPriceAge });
  }
  const groups = tally.groups();
  return {
    window: loaded.window,
    groups: groups.map((group) => ({ ...group, view })),
    provenance: await session.provenance(view, {
      metric: VALUE_LEAKAGE.id,
      params: windowParams(scope, windowDays),
      completeness: {
        required: groups.length,
        present: groups.filter(({ profit }) => profit.status === "OK").length,
      },
    }),
  };
}

async function addPart(
  reader: LedgerReader,
  { view }: ProtocolWindow,
  { part, tally, maxAge }: { part: readonly Acquisition[]; tally: ValueLeakageTally; maxAge: bigint | null },
): Promise<void> {
  const end = view.block.timestamp;
  const pairs = part.flatMap(({ acquiredAsset, paidAsset, time }) => [
    { asset: acquiredAsset, seconds: time },
    { asset: paidAsset, seconds: time },
    ...MARKOUT_SECONDS.filter((after) => time + after <= end).map((after) => ({
      asset: acquiredAsset,
      seconds: time + after,
    })),
  ]);
  const priceAt = await loadPriceTimes(reader, view, { pairs, maxAge });
  for (const acquisition of part) {
    const { acquiredAsset, paidAsset, time } = acquisition;
    tally.add(acquisition, {
      acquired: priceAt(acquiredAsset, time),
      paid: priceAt(paidAsset, time),
      later: MARKOUT_SECONDS.map((after) =>
        time + after <= end ? priceAt(acquiredAsset, time + after) : null,
      ),
    });
  }
}

async function* acquisitions(
  reader: LedgerReader,
  scope: ProtocolWindow,
): AsyncGenerator<readonly Acquisition[]> {
  for await (const rows of parts(reader, "liquidation", scope, [])) {
    yield rows.map(liquidationAsAcquisition).filter((row) => row !== null);
  }
  const sold: Condition = { field: "bought", operator: "atLeast", value: 1n };
  for await (const events of parts(reader, "auctionEvent", scope, [sold])) {
    const ids = [...new Set(events.map(({ auction }) => auction))];
    const auctions = new Map((await reader.byIds("auction", scope.view, ids)).map((row) => [row.id, row]));
    yield events.flatMap((event) => {
      const auction = auctions.get(event.auction);
      const acquisition = auction === undefined ? null : auctionEventAsAcquisition(event, auction);
      return acquisition === null ? [] : [acquisition];
    });
  }
}

async function* parts<E extends "liquidation" | "auctionEvent">(
  reader: LedgerReader,
  entity: E,
  { view, protocol, from }: ProtocolWindow,
  more: readonly Condition[],
): AsyncGenerator<LedgerRows[E][]> {
  const conditions: Condition[] = [
    { field: "protocol", operator: "in", values: [protocol] },
    { field: "timestamp", operator: "atLeast", value: from },
    ...more,
  ];
  let after: RowPosition | null = null;
  while (true) {
    const rows: LedgerRows[E][] = await reader.page(entity, {
      view,
      conditions,
      order: "ASC",
      after,
      limit: PART,
    });
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PART) return;
    after = { ordinal: last.ordinal, id: last.id };
  }
}
