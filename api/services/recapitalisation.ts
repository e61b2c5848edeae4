import { InvalidRequestError } from "../domain/errors.ts";
import type { Window } from "../domain/window.ts";
import type { Book } from "../solvency/book.ts";
import { type RecapAuction, type RecapSale, recapAuctions } from "../solvency/recap-auctions.ts";
import type { RecapPool } from "../solvency/recap-capacity.ts";
import { RECAPITALISATION, type Recapitalisation, recapitalisation } from "../solvency/recapitalisation.ts";
import { UnitOfAccount } from "../solvency/unit-of-account.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import type { ProtocolWindow } from "./ports.ts";
import { loadWindow, windowParams, withAssets } from "./protocol-window.ts";
import type { Provenance } from "./provenance.ts";
import { type PoolArgument, poolOf } from "./recap-pool.ts";
import type { SolvencyScope } from "./solvency.ts";

/** What the metric takes. */
export type RecapitalisationArguments = {
  readonly windowDays?: number | null | undefined;
  readonly twapSeconds?: number | null | undefined;
  readonly supply?: bigint | null | undefined;
  readonly mint?: bigint | null | undefined;
  readonly pool?: PoolArgument | null | undefined;
};

/** The metric with its auctions, window and provenance. */
export type RecapitalisationAnswer = Scoped<Recapitalisation> & {
  readonly auctions: readonly RecapAuction[];
  readonly window: Window;
  readonly provenance: Provenance;
};

const DAY = 86_400;
const MAX_TWAP = 30 * DAY;
const SALE_FIELDS = ["id", "lotAsset", "bidAsset", "bid", "lotSold", "status", "endedAt"] as const;

/**
 * Tells what new tokens could raise, and what debt auctions of a window sold.
 *
 * @throws {InvalidRequestError} when an argument is out of range.
 */
export async function loadRecapitalisation(
  session: LedgerSession,
  parent: SolvencyScope,
  args: RecapitalisationArguments,
): Promise<RecapitalisationAnswer> {
  const { view, maxPriceAge } = parent;
  const { mint, supply, pool, twapSeconds } = checked(args);
  const { window, scope } = await loadWindow(session, parent, args.windowDays);
  const sales = await loadSales(session, scope);
  const traded = sales.flatMap(({ lotAsset, bidAsset }) => [lotAsset, bidAsset]);
  const book = await withAssets(session, parent, [...traded, ...(pool === null ? [] : [pool.quoteAsset])]);
  const account = accountOf(book, pool, maxPriceAge);
  return {
    ...recapitalisation({ book, account, pool, mint, supply, sales, window }),
    auctions: await loadAuctions(session, { book, sales, twapSeconds }, parent),
    view,
    window,
    provenance: await session.provenance(view, {
      metric: RECAPITALISATION.id,
      params: {
        ...windowParams(parent, args.windowDays),
        mint,
        supply,
        twapSeconds,
        pool: pool === null ? null : { ...pool },
      },
    }),
  };
}

function checked({ mint = null, supply = null, pool = null, twapSeconds }: RecapitalisationArguments) {
  const seconds = twapSeconds ?? DAY;
  if (seconds < 1 || seconds > MAX_TWAP) {
    throw new InvalidRequestError(`Expected twapSeconds from 1 to ${MAX_TWAP}, got ${seconds}.`);
  }
  for (const [name, value] of Object.entries({ mint, supply })) {
    if (value !== null && value < 0n)
      throw new InvalidRequestError(`Expected ${name} of 0 or more, got ${value}.`);
  }
  return { mint, supply, twapSeconds: BigInt(seconds), pool: poolOf(pool) };
}

/** Deficits of which something is open count, and what the pool pays. */
function accountOf(book: Book, pool: RecapPool | null, maxPriceAge: bigint | null): UnitOfAccount {
  const open = book.deficits.filter((deficit) => deficit.open > 0n).map(({ asset }) => asset);
  return new UnitOfAccount(book, pool === null ? open : [...open, pool.quoteAsset], maxPriceAge);
}

async function loadSales({ reader }: LedgerSession, { view, protocol, from }: ProtocolWindow) {
  const rows = await reader.fields("auction", SALE_FIELDS, {
    view,
    conditions: [
      { field: "protocol", operator: "in", values: [protocol] },
      { field: "kind", operator: "in", values: ["DEBT"] },
    ],
  });
  return rows.flatMap(({ status, endedAt, ...sale }): RecapSale[] =>
    status === "SETTLED" && endedAt !== null && endedAt >= from && sale.lotSold > 0n
      ? [{ ...sale, endedAt }]
      : [],
  );
}

async function loadAuctions(
  { reader }: LedgerSession,
  {
    book,
    sales,
    twapSeconds,
  }: { readonly book: Book; readonly sales: readonly RecapSale[]; readonly twapSeconds: bigint },
  { view, maxPriceAge }: SolvencyScope,
): Promise<RecapAuction[]> {
  const [first] = sales.map(({ endedAt }) => endedAt).sort((a, b) => (a < b ? -1 : 1));
  if (first === undefined) return [];
  const account = new UnitOfAccount(book, [], maxPriceAge);
  const assets = [...new Set(sales.flatMap(({ lotAsset, bidAsset }) => [lotAsset, bidAsset]))];
  const feeds = assets.flatMap((asset) => account.priceOf(asset)?.feed?.feed ?? []);
  const steps = await reader.priceSteps(view, { feeds, from: first - twapSeconds });
  return recapAuctions(sales, { book, account, steps, seconds: twapSeconds });
}
