import type { BackstopBalance } from "../domain/entities/backstop.ts";
import type { MetricDefinition } from "../domain/metric-definition.ts";
import { multiplyRational, scaled } from "../domain/rational.ts";
import { knownAmount, type TokenAmount } from "../domain/token-amount.ts";
import { sumWorths, type Worth } from "../domain/worth.ts";
import { backstopCapital } from "./backstop-capital.ts";
import type { Book, Holding } from "./book.ts";
import type { Price } from "./price-board.ts";
import type { UnitOfAccount } from "./unit-of-account.ts";

/** Definition of the loss-absorbing resources of a protocol. */
export const RESOURCES: MetricDefinition = {
  id: "resources",
  title: "Loss-absorbing resources, layer by layer",
  formula:
    "R = Σ over layers and assets of usable × price; usable = balance − pendingOutflow − encumbered − disabled − queued; zero for a backstop that is DISABLED or SHUT_DOWN, and for what a machine holds for others",
  unit: "the one asset that everything is held in, else US dollars",
  edgeCases: [
    "A holding without a price, or with one older than allowed, is left out of the sum, which is then PARTIAL_COVERAGE and names it.",
    "A balance whose flows are not all known (usable is null) is left out in the same way.",
    "A reserve that swaps at a peg (PEG_STABILITY_MODULE) is owed to the holders of the coin; what stands in the layers POSITION_MARGIN and SOCIALISED belongs to the defaulters and to the claimants. None of it is capital: usable is zero.",
    "Assets are not netted against each other where the contracts do not: `coverage` matches them asset by asset.",
  ],
  sources: ["metrics.md M-01, M-02", "schema.graphql: BackstopBalance"],
  since: "1.1.0",
};

/** What a backstop can pay in one asset. */
export type HoldingResource = {
  readonly balance: BackstopBalance;
  readonly usable: TokenAmount;
  readonly worth: Worth;
  /** Null where the asset itself is the unit of account. */
  readonly price: Price | null;
};

/** What a backstop can pay. */
export type LayerResources = {
  readonly holding: Holding;
  readonly holdings: readonly HoldingResource[];
  readonly worth: Worth;
};

/** Statuses in which a backstop pays nothing, whatever it holds. */
export const PAYS_NOTHING: readonly string[] = ["DISABLED", "SHUT_DOWN"];
/** Layers whose balances belong to those who bear the loss. */
const NOT_CAPITAL: readonly string[] = ["POSITION_MARGIN", "SOCIALISED"];
/** Mechanism whose reserve is owed to the holders of the coin that it swaps. */
const PEG_MODULE = "PEG_STABILITY_MODULE";

/** Parts of the worth of assets that do not count, in basis points from 0 to 10,000, by asset id. */
export type Haircuts = ReadonlyMap<string, number>;

const NO_HAIRCUTS: Haircuts = new Map();
const WHOLE_BPS = 10_000;
const BPS_DECIMALS = 4;

/**
 * Values what each backstop can pay, in the order of the waterfall. See {@link RESOURCES}.
 *
 * @param haircuts - Taken off the worth of each asset; assets that are not named count in full.
 */
export function resources(
  book: Book,
  account: UnitOfAccount,
  haircuts: Haircuts = NO_HAIRCUTS,
): LayerResources[] {
  return book.holdings.map((holding) => {
    const holdings = holding.balances.map((balance) => {
      const resource = holdingResource(holding, balance, account);
      return { ...resource, worth: cut(resource.worth, haircuts.get(balance.asset) ?? 0) };
    });
    const worths = holdings.map(({ worth }) => worth);
    return { holding, holdings, worth: sumWorths(worths, account.unit, "holdings") };
  });
}

/** Adds what all layers can pay. */
export function totalResources(layers: readonly LayerResources[], unit: string): Worth {
  return sumWorths(
    layers.map(({ worth }) => worth),
    unit,
    "layers",
  );
}

/** Ids of the assets that the backstops of a book hold. */
export function heldAssets({ holdings }: Book): string[] {
  return holdings.flatMap(({ balances }) => balances.map(({ asset }) => asset));
}

/** Returns what a backstop can pay out of one balance, in the asset's smallest unit. */
export function usableAmount({ backstop }: Holding, balance: BackstopBalance): TokenAmount {
  if (!isCapital(backstop)) return knownAmount(0n, balance.asset);
  return backstopCapital(balance, backstop.balanceSource).usable;
}

function isCapital(backstop: Holding["backstop"]): boolean {
  return !PAYS_NOTHING.includes(backstop.status) && isCapitalLayer(backstop);
}

/** Whether a backstop is one whose capital can absorb losses at all, whatever its status is. */
export function isCapitalLayer({ layer, kind }: Holding["backstop"]): boolean {
  return !NOT_CAPITAL.includes(layer) && kind !== PEG_MODULE;
}

/** The rest is exact: its denominator stays a power of ten. */
function cut(worth: Worth, bps: number): Worth {
  if (worth.amount === null || bps === 0) return worth;
  return { ...worth, amount: multiplyRational(worth.amount, scaled(BigInt(WHOLE_BPS - bps), BPS_DECIMALS)) };
}

function holdingResource(
  holding: Holding,
  balance: BackstopBalance,
  account: UnitOfAccount,
): HoldingResource {
  const usable = usableAmount(holding, balance);
  return { balance, usable, worth: account.worthOf(usable), price: account.priceOf(balance.asset) };
}
