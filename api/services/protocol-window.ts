import type { Asset } from "../domain/entities/reference.ts";
import { type Window, windowBefore } from "../domain/window.ts";
import type { Book } from "../solvency/book.ts";
import type { LedgerSession } from "./ledger-session.ts";
import type { ProtocolWindow } from "./ports.ts";
import type { SolvencyScope } from "./solvency.ts";

/** Length of a window in days when none is asked for. */
const DEFAULT_WINDOW_DAYS = 90;

/** A window of a protocol: the span with its status, and the same as the reader takes it. */
export type LoadedWindow = { readonly window: Window; readonly scope: ProtocolWindow };

/**
 * Finds the window of some days that ends at a book's block, cut at the protocol's first indexed event.
 *
 * @throws {InvalidRequestError} when the days are out of range.
 */
export async function loadWindow(
  { reader }: LedgerSession,
  { view, book }: SolvencyScope,
  windowDays: number | null | undefined,
): Promise<LoadedWindow> {
  const protocol = book.protocol.id;
  const firstRecord = await reader.firstRecord(view, protocol);
  const window = windowBefore(book.at, windowDays ?? DEFAULT_WINDOW_DAYS, firstRecord);
  return { window, scope: { view, protocol, from: window.from } };
}

/** Returns the parameters that name a calculation over a window. */
export function windowParams(
  { book, maxPriceAge }: SolvencyScope,
  windowDays: number | null | undefined,
): { readonly protocol: string; readonly maxPriceAgeSeconds: bigint | null; readonly windowDays: number } {
  return {
    protocol: book.protocol.slug,
    maxPriceAgeSeconds: maxPriceAge,
    windowDays: windowDays ?? DEFAULT_WINDOW_DAYS,
  };
}

/** Adds assets to those that a book names, so that amounts in them have decimals. */
export async function withAssets(
  { reader }: LedgerSession,
  { view, book }: SolvencyScope,
  ids: readonly string[],
): Promise<Book> {
  const missing = [...new Set(ids)].filter((id) => !book.assets.has(id));
  if (missing.length === 0) return book;
  const found = await reader.byIds("asset", view, missing);
  const all: [string, Asset][] = [
    ...book.assets,
    ...found.map((asset): [string, Asset] => [asset.id, asset]),
  ];
  return { ...book, assets: new Map(all) };
}
