import { toDouble } from "../../../domain/to-double.ts";
import type { Window } from "../../../domain/window.ts";
import { type KeeperCompetition, keeperCompetition } from "../../../stress/keepers/keeper-competition.ts";
import {
  KEEPER_PARTICIPATION,
  keeperParticipation,
  type Participation,
} from "../../../stress/keepers/keeper-participation.ts";
import { type PriceShock, shocksOf } from "../../latent-bad-debt.ts";
import type { LedgerSession, Scoped } from "../../ledger-session.ts";
import { ofProtocol, oneOf, since } from "../../protocol-conditions.ts";
import { loadWindow } from "../../protocol-window.ts";
import type { Provenance } from "../../provenance.ts";
import type { SolvencyScope } from "../../solvency.ts";
import { bounded, boundedOrNull } from "../bounded.ts";
import { stressBookOf } from "../stress-book-of.ts";

/** What a request for the metric may say. */
export type KeepersArguments = {
  readonly shocks?: readonly PriceShock[] | null | undefined;
  readonly gasPerLiquidation?: number | null | undefined;
  readonly baseFeeGwei?: number | null | undefined;
  readonly coinPriceUsd?: number | null | undefined;
  readonly slippageBps?: number | null | undefined;
  readonly lagSeconds?: number | null | undefined;
  readonly lagQuantile?: number | null | undefined;
  readonly annualVolatility?: number | null | undefined;
  readonly windowDays?: number | null | undefined;
  readonly zeroBidBps?: number | null | undefined;
  readonly first?: number | null | undefined;
};

/** The metric with its provenance. */
export type KeepersAnswer = Scoped<Participation> & {
  /** US dollars for one liquidation; null where the coin has no price. */
  readonly gasCost: number | null;
  /** US dollars; null where it is neither given nor indexed. */
  readonly coinPrice: number | null;
  readonly first: number;
  readonly realised: KeeperCompetition & { readonly window: Window };
  readonly assumptions: readonly string[];
  readonly provenance: Provenance;
};

type Request = ReturnType<typeof requestOf>;

const GWEI = 1e-9;
const WHOLE_BPS = 10_000;
const YEAR_SECONDS = 365 * 86_400;
/** Tickers of the network's coin, as itself or wrapped. */
const COINS: readonly string[] = ["WETH", "ETH"];
/** Multiples of the base fee at which the unprofitable debt is told. */
const MULTIPLES: readonly number[] = [0, 0.1, 0.5, 1, 2, 5, 10, 20, 50, 100];

/**
 * Computes which liquidations of a protocol pay, and how many competed for those of a window.
 *
 * @throws {InvalidRequestError} when an argument is out of range.
 */
export async function loadKeepers(
  session: LedgerSession,
  scope: SolvencyScope,
  args: KeepersArguments,
): Promise<KeepersAnswer> {
  const request = requestOf(args);
  const shocks = shocksOf(scope.book, args.shocks ?? []);
  const [book, realised] = await Promise.all([
    stressBookOf(session, scope),
    loadCompetition(session, scope, request),
  ]);
  const coinPrice = request.coinPriceUsd ?? coinPriceOf(scope);
  const usdPerGwei = coinPrice === null ? null : coinPrice * GWEI;
  const { gasPerLiquidation: gas, baseFeeGwei, slippage, lagRisk, first } = request;
  const found = keeperParticipation(book, {
    ...{ gas, usdPerGwei, baseFeeGwei, slippage, lagRisk },
    multipliers: book.factors.map(({ asset }) => 1 + (shocks.get(asset) ?? 0) / WHOLE_BPS),
    baseFees: MULTIPLES.map((multiple) => multiple * baseFeeGwei),
  });
  const { view } = scope;
  const params = {
    ...{ protocol: book.protocol, maxPriceAgeSeconds: scope.maxPriceAge },
    ...{ ...request, shocks: Object.fromEntries(shocks) },
  };
  const completeness = { required: found.valued + found.unvalued, present: found.valued };
  return {
    ...{ ...found, coinPrice, first, realised, view, assumptions: book.warnings },
    gasCost: usdPerGwei === null ? null : usdPerGwei * gas * baseFeeGwei,
    provenance: await session.provenance(view, { metric: KEEPER_PARTICIPATION.id, params, completeness }),
  };
}

function requestOf(args: KeepersArguments) {
  const lag = bounded("lagSeconds", args.lagSeconds, { from: 0, to: YEAR_SECONDS, otherwise: 12 });
  const quantile = bounded("lagQuantile", args.lagQuantile, { from: 0, to: 10, otherwise: 1.64 });
  const volatility = boundedOrNull("annualVolatility", args.annualVolatility, { from: 0, to: 100 });
  return {
    gasPerLiquidation: bounded("gasPerLiquidation", args.gasPerLiquidation, {
      ...{ from: 1, to: 30_000_000, otherwise: 500_000 },
    }),
    baseFeeGwei: bounded("baseFeeGwei", args.baseFeeGwei, { from: 0, to: 1e6, otherwise: 30 }),
    coinPriceUsd: boundedOrNull("coinPriceUsd", args.coinPriceUsd, { from: 0, to: 1e9 }),
    slippage: bounded("slippageBps", args.slippageBps, { from: 0, to: WHOLE_BPS, otherwise: 30 }) / WHOLE_BPS,
    lagRisk: quantile * (volatility ?? 0) * Math.sqrt(lag / YEAR_SECONDS),
    windowDays: bounded("windowDays", args.windowDays, { from: 1, to: 3650, otherwise: 365 }),
    zeroBidBps: bounded("zeroBidBps", args.zeroBidBps, { from: 0, to: WHOLE_BPS, otherwise: 100 }),
    first: bounded("first", args.first, { from: 0, to: 1000, otherwise: 100 }),
  };
}

/** Price of the network's coin as the book's feeds give it. */
function coinPriceOf({ book, maxPriceAge }: SolvencyScope): number | null {
  const policy = { protocol: book.protocol.id, at: book.at, maxAge: maxPriceAge };
  for (const [id, { symbol }] of book.assets) {
    if (symbol === null || !COINS.includes(symbol)) continue;
    const { rate } = book.prices.priceOf(id, policy);
    if (rate !== null) return toDouble(rate);
  }
  return null;
}

async function loadCompetition(session: LedgerSession, scope: SolvencyScope, request: Request) {
  const { reader } = session;
  const { view, book } = scope;
  const { window } = await loadWindow(session, scope, request.windowDays);
  const protocol = ofProtocol(book.protocol.id);
  const liquidations = await reader.fields("liquidation", ["liquidator"], {
    view,
    conditions: [protocol, since(window.from)],
  });
  const auctions = [];
  const kicked = { field: "startedAt", operator: "atLeast" as const, value: window.from };
  const conditions = [protocol, oneOf("kind", ["COLLATERAL"]), oneOf("status", ["SETTLED"]), kicked];
  for await (const outcomes of reader.auctionOutcomes({ view, conditions })) {
    for (const { bid, debt, lotSold } of outcomes) auctions.push({ bid, debt, lotSold });
  }
  const liquidators = liquidations.map(({ liquidator }) => liquidator);
  return { window, ...keeperCompetition(liquidators, auctions, request.zeroBidBps) };
}
