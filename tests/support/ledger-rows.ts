import type { WireRow } from "../../api/store/writer.ts";
import { fact, ordinal } from "./ledger-fixture.ts";

/** Rows of state as graph-node serves them, with what a metric does not look at filled in. */

/** A protocol, seen first in block 1; the id is the slug's bytes. */
export function protocolRow(slug: string): WireRow {
  return {
    id: idOf(slug),
    slug,
    network: "mainnet",
    schemaVersion: "0.1.0",
    subgraphVersion: "0.1.0",
    methodologyVersion: "1.0.0",
    eventCount: "1",
    skippedCount: "0",
    createdOrdinal: ordinal(1),
  };
}

/** Id of a protocol: the UTF-8 bytes of its slug. */
export function idOf(slug: string): string {
  return `0x${Buffer.from(slug, "utf8").toString("hex")}`;
}

/** A token. */
export function assetRow(id: string, symbol: string, decimals: number): WireRow {
  return { id, kind: "ERC20", symbol, decimals, createdOrdinal: ordinal(1) };
}

/** A market; give at least `id`, `protocol`, `kind` and `name`. */
export function marketRow(fields: Readonly<Record<string, unknown>>): WireRow {
  return {
    ...{ contract: "0xc0", liquidationCount: "0", createdOrdinal: ordinal(1) },
    ...fields,
  } as unknown as WireRow;
}

/** A backstop whose flows are all known; give at least `id`, `protocol`, `kind`, `layer` and `name`. */
export function backstopRow(fields: Readonly<Record<string, unknown>>): WireRow {
  return {
    rank: 1,
    contract: "0xc0",
    market: null,
    balanceSource: "FLOWS",
    status: "ACTIVE",
    createdOrdinal: ordinal(1),
    ...fields,
  } as unknown as WireRow;
}

/** A balance; its numbers are deliberately 99, because answers come from the flows. */
export function balanceRow(backstop: string, asset: string): WireRow {
  return {
    id: `${backstop}${asset.slice(2)}`,
    backstop: { id: backstop },
    asset: { id: asset },
    ...{ balance: "99", pendingOutflow: "99", encumbered: "99", disabled: "99" },
    ...{ cumulativeIn: "99", cumulativeOut: "99", flowCount: "99" },
    createdOrdinal: ordinal(1),
    updatedOrdinal: ordinal(1),
  } as unknown as WireRow;
}

/** A Chainlink feed in dollars with 8 decimals. */
export function feedRow(id: string, protocol: string, asset: string): WireRow {
  return {
    ...{ id, protocol, source: "CHAINLINK", contract: id, asset, quote: "USD", decimals: 8, heartbeat: 3600 },
    createdOrdinal: ordinal(1),
    updatedOrdinal: ordinal(1),
  };
}

/** Where a fact of a protocol stands. */
export type FactPlace = { readonly block: number; readonly log?: number; readonly step?: number };

/** A flow; what is left out of the state after it is zero. */
export function flowRow(
  protocol: string,
  at: FactPlace,
  flow: Readonly<Record<string, unknown>> & { readonly amount: bigint; readonly after: bigint },
): WireRow {
  const { amount, after, ...fields } = flow;
  return fact(protocol, at, {
    step: at.step ?? 0,
    amount: amount.toString(),
    balanceAfter: after.toString(),
    ...{ pendingOutflowAfter: "0", encumberedAfter: "0", disabledAfter: "0" },
    ...fields,
  });
}

/** An observation of a feed of {@link feedRow}; null is an invalid one. */
export function observationRow(
  protocol: string,
  at: FactPlace,
  feed: { readonly id: string; readonly asset: string; readonly price: bigint | null },
): WireRow {
  return fact(protocol, at, {
    feed: feed.id,
    asset: feed.asset,
    price: feed.price === null ? null : feed.price.toString(),
    decimals: 8,
    status: feed.price === null ? "INVALID" : "OK",
  });
}
