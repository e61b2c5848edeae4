import type { BackstopBalance } from "../../../domain/entities/backstop.ts";
import type { LendingState } from "../../../domain/entities/lending.ts";
import { groupsBy } from "../../../domain/group-by.ts";
import type { Window } from "../../../domain/window.ts";
import { backstopCapital } from "../../../solvency/backstop-capital.ts";
import type { Book, Holding } from "../../../solvency/book.ts";
import type { LastParameter } from "../../../solvency/obligations.ts";
import { dueQueue } from "../../../stress/runs/due-queue.ts";
import type { RunPool } from "../../../stress/runs/run-off.ts";
import type { LedgerSession } from "../../ledger-session.ts";
import type { LedgerRows } from "../../ports.ts";
import { oneOf } from "../../protocol-conditions.ts";
import type { SolvencyScope } from "../../solvency.ts";
import type { AccountShares, ProviderSpan } from "../../window-reader.ts";

/** Everything that is read for the pools of a protocol. */
type PoolRows = {
  readonly lending: readonly LendingState[];
  readonly parameters: readonly LastParameter[];
  readonly spans: ReadonlyMap<string, readonly ProviderSpan[]>;
  readonly shares: ReadonlyMap<string, readonly AccountShares[]>;
  readonly requests: ReadonlyMap<string, readonly LedgerRows["withdrawalRequest"][]>;
  readonly isQueueKnown: boolean;
};

/** Seconds between asking for stake and leaving, by the contract's own name. */
const COOLDOWNS: readonly string[] = ["cooldownSeconds", "cooldown"];
const HOUR = 3600n;

/**
 * Loads the pools from which claims can be taken out: lending markets whose state is known, and balances that providers deposit
 * into. The number of queries is constant.
 */
export async function loadRunPools(
  session: LedgerSession,
  scope: SolvencyScope,
  window: Window,
): Promise<RunPool[]> {
  const rows = await loadRows(session, scope, window);
  const { book } = scope;
  const ofBackstops = book.holdings.flatMap((holding) =>
    holding.balances
      .filter((balance) => rows.spans.has(keyOf(balance)))
      .map((balance) => backstopPool(holding, balance, { book, rows, window })),
  );
  return [...rows.lending.flatMap((state) => lendingPool(state, book)), ...ofBackstops];
}

async function loadRows(
  { reader }: LedgerSession,
  { view, book }: SolvencyScope,
  window: Window,
): Promise<PoolRows> {
  const protocol = book.protocol.id;
  const ids = book.holdings.map(({ backstop }) => backstop.id);
  const [lending, parameters, spans, shares, requests, unknown] = await Promise.all([
    reader.byReference("lendingState", "protocol", view, [protocol]),
    reader.lastParameters(view, [protocol], COOLDOWNS),
    reader.outflowSpans({ view, protocol, from: window.from }, { spanSeconds: HOUR, end: book.at }),
    reader.accountShares(view, protocol),
    reader.byReference("withdrawalRequest", "backstop", view, ids),
    reader.countUnknown("withdrawalRequest", { view, conditions: [oneOf("backstop", ids)] }),
  ]);
  return {
    ...{ lending, parameters, isQueueKnown: unknown === 0n },
    spans: groupsBy(spans, keyOf),
    shares: groupsBy(shares, keyOf),
    requests: groupsBy(
      requests.filter((request) => request.shares > 0n),
      ({ backstop }) => backstop,
    ),
  };
}

function keyOf({ backstop, asset }: { readonly backstop: string; readonly asset: string }): string {
  return `${backstop}/${asset}`;
}

function lendingPool({ market, suppliedAssets, borrowedAssets }: LendingState, book: Book): RunPool[] {
  const asset = book.markets.find(({ id }) => id === market)?.debtAsset ?? null;
  if (asset === null) return [];
  const idle = suppliedAssets - borrowedAssets;
  const pool = { backstop: null, market, asset, decimals: book.assets.get(asset)?.decimals ?? null };
  const queue = { queued: 0n, due: [], cooldown: null };
  const unknown = { spans: null, hours: 0, shares: [], totalShares: null };
  return [{ ...pool, claims: suppliedAssets, liquid: idle > 0n ? idle : 0n, ...queue, ...unknown }];
}

function backstopPool(
  { backstop }: Holding,
  balance: BackstopBalance,
  { book, rows, window }: { readonly book: Book; readonly rows: PoolRows; readonly window: Window },
): RunPool {
  const key = keyOf(balance);
  const claims = notNegative(balance.balance);
  const asked = balance.pendingOutflow + backstopCapital(balance, backstop.balanceSource).queued;
  const queued = asked < claims ? asked : claims;
  const cooldown = rows.parameters.find(({ contract }) => contract === backstop.contract)?.value ?? null;
  const requests = rows.isQueueKnown ? (rows.requests.get(backstop.id) ?? []) : null;
  const spans = rows.spans.get(key) ?? [];
  const since = spans[0]?.since ?? window.to;
  const from = since > window.from ? since : window.from;
  return {
    ...{ backstop: backstop.id, market: backstop.market, asset: balance.asset, claims, queued, cooldown },
    decimals: book.assets.get(balance.asset)?.decimals ?? null,
    liquid: notNegative(balance.balance - balance.encumbered - balance.disabled),
    due: dueQueue({ queued, requests, cooldown, at: book.at }),
    spans: spans.flatMap(({ flows }) => flows ?? []),
    hours: Number((window.to - from) / HOUR),
    shares: (rows.shares.get(key) ?? []).map(({ shares }) => shares),
    totalShares: balance.shares,
  };
}

function notNegative(value: bigint): bigint {
  return value > 0n ? value : 0n;
}
