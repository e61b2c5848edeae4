import type { MetricDefinition } from "../domain/metric-definition.ts";
import { type Rational, rational } from "../domain/rational.ts";
import { knownWorth, missingWorth, sumWorths, type Worth } from "../domain/worth.ts";
import type { Book, Holding } from "./book.ts";
import { shareProRata } from "./pro-rata.ts";
import { isCapitalLayer, resources } from "./resources.ts";
import { UnitOfAccount } from "./unit-of-account.ts";

/** Definition of the loss waterfall. */
export const WATERFALL: MetricDefinition = {
  id: "waterfall",
  title: "Loss waterfall: what each layer would take of a loss, and what is left",
  formula:
    "a_ℓ = min(L − Σ of earlier layers, c_ℓ) in the order of rank; layers of one rank share in proportion to their capacity; " +
    "c = balance − pendingOutflow − encumbered − disabled − queued; unabsorbed = L − Σ a_ℓ; risk-absorption capacity = Σ c_ℓ",
  unit: "the asset that the loss is in, else US dollars",
  edgeCases: [
    "Shares within a rank are whole units, rounded down; units left over go one by one to the lowest ids that were rounded. A unit is the asset's smallest; in dollars it is 10^-n, n being the most decimals that the loss and any amount × price above zero are written with.",
    "Loss in an asset: only what is held in that asset pays. A loss in several assets runs once for each, and the results are added.",
    "Loss in a market: backstops bound to another market pay nothing.",
    "A layer whose capacity is not known takes nothing here: what later layers take and what is unabsorbed are then upper bounds, PARTIAL_COVERAGE.",
    "Layers without capital (AUCTION_RECAP, ADL) have no capacity: what is unabsorbed falls to them. What deleveraging could take is the positive unrealised profit of the other side, and the ledger holds no entry prices.",
    "Machines (POSITION_MARGIN), claimants (SOCIALISED) and reserves that swap at a peg are no layers.",
  ],
  sources: ["metrics.md M-02", "schema.graphql: LossLayerKind, Backstop.rank"],
  since: "1.1.0",
};

/** What one layer takes of a loss. */
export type WaterfallLayer = {
  readonly holding: Holding;
  /** Null where it is not known, or the layer has no capital. */
  readonly capacity: Worth;
  /** Null exactly where the capacity is. */
  readonly absorbed: Worth;
};

/** How a loss runs through the layers of a protocol. */
export type Waterfall = {
  /** Id of the asset that the loss is in; null for one in dollars. */
  readonly asset: string | null;
  /** Id of the market that the loss is in; null for a loss of the whole protocol. */
  readonly market: string | null;
  readonly loss: Worth;
  /** In the order in which they absorb: by rank, then id. */
  readonly layers: readonly WaterfallLayer[];
  /** Σ of the capacities that are known. */
  readonly capacity: Worth;
  readonly absorbed: Worth;
  readonly unabsorbed: Worth;
};

/** A loss and where it falls. */
export type WaterfallQuestion = {
  readonly book: Book;
  /** In whole units of the asset, or in dollars; 0 or more. */
  readonly loss: Rational;
  readonly asset: string | null;
  readonly market: string | null;
  readonly maxPriceAge: bigint | null;
};

type Capacity = { readonly holding: Holding; readonly capacity: Worth };

const UNFUNDED: Readonly<Record<string, string>> = {
  AUCTION_RECAP: "What new capital would bring is not known before it is raised.",
  ADL: "The ledger holds no entry prices, so the profits that could be cut are not known.",
};

/** Runs a loss through the layers of a book. See {@link WATERFALL}. */
export function waterfall(question: WaterfallQuestion): Waterfall {
  const { asset, market, loss } = question;
  const account = new UnitOfAccount(question.book, asset === null ? [] : [asset], question.maxPriceAge);
  const { unit } = account;
  const capacities = capacitiesOf(question, account);
  const known = capacities.flatMap(({ capacity }) => capacity.amount ?? []);
  const scale = [loss, ...known].reduce(
    (max, { denominator }) => (denominator > max ? denominator : max),
    1n,
  );
  const parts = allocate(inUnits(loss, scale), capacities, scale);
  const taken = parts.reduce<bigint>((sum, part) => sum + (part ?? 0n), 0n);
  const flaw = flawOf(capacities, unit);
  const worth = (units: bigint): Worth => knownWorth(rational(units, scale), unit);
  return {
    asset,
    market,
    loss: knownWorth(loss, unit),
    layers: capacities.map((layer, at) => ({
      ...layer,
      absorbed: absorbedOf(layer, parts[at] ?? null, worth),
    })),
    capacity: { ...sumOf(capacities, unit), ...flaw },
    absorbed: { ...worth(taken), ...flaw },
    unabsorbed: { ...worth(inUnits(loss, scale) - taken), ...flaw },
  };
}

function capacitiesOf({ book, asset, market }: WaterfallQuestion, account: UnitOfAccount): Capacity[] {
  const layers = book.holdings
    .filter(({ backstop }) => isCapitalLayer(backstop))
    .filter(({ backstop }) => market === null || backstop.market === null || backstop.market === market)
    .map((holding) => ({
      ...holding,
      balances: holding.balances.filter((balance) => asset === null || balance.asset === asset),
    }));
  return resources({ ...book, holdings: layers }, account).map(({ holding, worth }) => {
    const reason = UNFUNDED[holding.backstop.layer];
    const capacity = reason === undefined ? worth : missingWorth(account.unit, "NO_DATA", reason);
    return { holding, capacity };
  });
}

/** Goes rank by rank; null for a layer without a known capacity. */
function allocate(loss: bigint, layers: readonly Capacity[], scale: bigint): (bigint | null)[] {
  const capacities = layers.map(({ capacity }) =>
    capacity.amount === null ? null : inUnits(capacity.amount, scale),
  );
  const parts: (bigint | null)[] = [];
  let left = loss;
  for (let start = 0; start < layers.length; ) {
    const end = endOfRank(layers, start);
    const group = capacities.slice(start, end);
    const shares = shareProRata(
      left,
      group.map((capacity) => capacity ?? 0n),
    );
    for (const [at, capacity] of group.entries()) parts.push(capacity === null ? null : (shares[at] ?? 0n));
    left -= shares.reduce((sum, share) => sum + share, 0n);
    start = end;
  }
  return parts;
}

function endOfRank(layers: readonly Capacity[], start: number): number {
  const rank = layers[start]?.holding.backstop.rank;
  const end = layers.findIndex(({ holding }, at) => at > start && holding.backstop.rank !== rank);
  return end === -1 ? layers.length : end;
}

function inUnits({ numerator, denominator }: Rational, scale: bigint): bigint {
  return numerator * (scale / denominator);
}

function absorbedOf({ capacity }: Capacity, part: bigint | null, worth: (units: bigint) => Worth): Worth {
  return part === null ? capacity : { ...worth(part), status: capacity.status, reason: capacity.reason };
}

function sumOf(capacities: readonly Capacity[], unit: string): Worth {
  const known = capacities.filter(({ capacity }) => capacity.amount !== null);
  return sumWorths(
    known.map(({ capacity }) => capacity),
    unit,
    "layers",
  );
}

/** Layers that have no capital by their nature are no flaw; those whose capital is not known are. */
function flawOf(capacities: readonly Capacity[], unit: string): Pick<Worth, "status" | "reason"> {
  const funded = capacities.filter(({ holding }) => UNFUNDED[holding.backstop.layer] === undefined);
  const { status, reason } = sumWorths(
    funded.map(({ capacity }) => capacity),
    unit,
    "layers",
  );
  return status === "OK" ? { status, reason } : { status: "PARTIAL_COVERAGE", reason };
}
