import { parseDecimal } from "../domain/decimal-string.ts";
import type { Ratio } from "../domain/ratio.ts";
import { scaled } from "../domain/rational.ts";
import { knownAmount } from "../domain/token-amount.ts";
import { missingWorth } from "../domain/worth.ts";
import { filledAssets } from "../solvency/capital-book.ts";
import { coverage } from "../solvency/coverage.ts";
import { DENOMINATION, type Denomination, denomination, type Hedge } from "../solvency/denomination.ts";
import { exposureAtDefault } from "../solvency/exposure-at-default.ts";
import { nativeTokensOf } from "../solvency/native-tokens.ts";
import type { Beta } from "../solvency/price-factors.ts";
import { realisableValue } from "../solvency/realisable-value.ts";
import type { RecapCapacity } from "../solvency/recap-capacity.ts";
import { UnitOfAccount } from "../solvency/unit-of-account.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import { withAssets } from "./protocol-window.ts";
import type { Provenance } from "./provenance.ts";
import { type PoolArgument, poolOf } from "./recap-pool.ts";
import type { SolvencyScope } from "./solvency.ts";

/** What the metric takes. */
export type DenominationArguments = {
  readonly betas?:
    | readonly { readonly asset: string; readonly factor: string; readonly beta: string }[]
    | null
    | undefined;
  readonly nativeTokens?: readonly string[] | null | undefined;
  readonly pool?: PoolArgument | null | undefined;
};

/** The metric with what coverage and a pool tell, and its provenance. */
export type DenominationAnswer = Scoped<Denomination> & {
  readonly liabilityCurrencyMatch: Ratio;
  readonly realisable: RecapCapacity;
  /** Ids; null when they are not known. */
  readonly nativeTokens: readonly string[] | null;
  readonly givenBetas: number;
  readonly provenance: Provenance;
};

/**
 * Tells what a protocol's backstops are held in.
 *
 * @throws {InvalidRequestError} when a beta is no plain decimal, or the pool cannot exist.
 */
export async function loadDenomination(
  session: LedgerSession,
  parent: SolvencyScope,
  args: DenominationArguments,
): Promise<DenominationAnswer> {
  const { view, maxPriceAge } = parent;
  const pool = poolOf(args.pool);
  const betas = (args.betas ?? []).map(betaOf);
  const native = args.nativeTokens ?? nativeTokensOf(view.network, parent.book.protocol.slug);
  const book = await withAssets(session, parent, pool === null ? [] : [pool.quoteAsset]);
  const hedges = await loadHedges(session, { ...parent, book });
  const held = hedges === null ? filledAssets(book) : [];
  const account = new UnitOfAccount(book, held, maxPriceAge);
  const input = { book, account, betas, native, hedges };
  const found = denomination(input);
  return {
    ...found,
    liabilityCurrencyMatch: await loadMatch(session, parent),
    realisable: realisableValue(input, pool),
    nativeTokens: native,
    givenBetas: betas.length,
    view,
    provenance: await session.provenance(view, {
      metric: DENOMINATION.id,
      completeness: found.completeness,
      params: {
        protocol: book.protocol.slug,
        maxPriceAgeSeconds: maxPriceAge,
        betas: (args.betas ?? []).map((beta) => ({ ...beta })),
        nativeTokens: native,
        pool: pool === null ? null : { ...pool },
      },
    }),
  };
}

function betaOf({ asset, factor, beta }: NonNullable<DenominationArguments["betas"]>[number]): Beta {
  const { raw, decimals } = parseDecimal(beta);
  return { asset, factor, beta: scaled(raw, decimals) };
}

async function loadMatch(session: LedgerSession, { view, book, maxPriceAge }: SolvencyScope): Promise<Ratio> {
  const obligations = await session.loaders.obligations.load({ view, id: book.protocol.id });
  const exposures = exposureAtDefault(book, obligations);
  const { holdings } = book;
  return coverage({ book, measure: "EXPOSURE_AT_DEFAULT", holdings, exposures, maxPriceAge }).matchedRatio;
}

/** Reads the open positions of the contracts that hedge; null when the protocol has none. */
async function loadHedges(session: LedgerSession, scope: SolvencyScope): Promise<Hedge[] | null> {
  const { view, book } = scope;
  const hedging = book.holdings.filter(({ backstop }) => backstop.kind === "NATIVE_TOKEN_HEDGE");
  if (hedging.length === 0) return null;
  const accounts = hedging.map(({ backstop }) => backstop.contract);
  const positions = await session.reader.byReference("position", "account", view, accounts);
  const marketIds = [...new Set(positions.map(({ market }) => market))];
  const markets = await session.reader.byIds("market", view, marketIds);
  const sold = positions.flatMap(({ market, size }) => {
    const feed = markets.find(({ id }) => id === market)?.priceFeed ?? null;
    const asset = feed === null ? null : book.prices.assetOf(feed);
    return size === null || size === 0n ? [] : [{ size, feed, asset }];
  });
  const assets = sold.flatMap(({ asset }) => asset ?? []);
  const account = new UnitOfAccount(await withAssets(session, scope, assets), [], scope.maxPriceAge);
  return sold.map((position) => hedgeOf(position, account));
}

function hedgeOf(
  {
    size,
    feed,
    asset,
  }: { readonly size: bigint; readonly feed: string | null; readonly asset: string | null },
  account: UnitOfAccount,
): Hedge {
  if (feed === null || asset === null) {
    return {
      asset,
      notional: missingWorth(account.unit, "NO_DATA", "The market of a hedge has no price feed."),
    };
  }
  return { asset, notional: account.worthAt(knownAmount(size, asset), account.priceFrom(feed)) };
}
