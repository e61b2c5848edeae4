import type { Completeness } from "../domain/completeness.ts";
import type { MetricDefinition } from "../domain/metric-definition.ts";
import { partialRatio, type Ratio } from "../domain/ratio.ts";
import { rational } from "../domain/rational.ts";
import { knownAmount } from "../domain/token-amount.ts";
import { overWindow, type Window, windowSeconds } from "../domain/window.ts";
import { knownWorth, scaleWorth, sumWorths, type Worth, worthRatio } from "../domain/worth.ts";
import type { Book, Holding } from "./book.ts";
import type { CapitalSeconds } from "./capital-seconds.ts";
import type { UnitOfAccount } from "./unit-of-account.ts";

/** Definition of the risk-absorption efficiency. */
export const ABSORPTION_EFFICIENCY: MetricDefinition = {
  id: "absorption-efficiency",
  title: "Losses absorbed per unit of capital that stood ready",
  formula:
    "efficiency = absorbed / average capital = absorbed × window seconds / ∫ balance dt; absorbed = Σ LossAllocation.amount of the window; capitalYearsPerUnit = ∫ balance dt / (absorbed × 31,536,000)",
  unit: "ratio; capital-years per unit of loss",
  edgeCases: [
    "Backstops whose balances are not capital (PEG_STABILITY_MODULE, layers POSITION_MARGIN and SOCIALISED) are left out, as in `resources`.",
    "No loss: the efficiency is 0 with status OK and `episodes` 0; capitalYearsPerUnit is ZERO_DENOMINATOR.",
    "No capital in the window: ZERO_DENOMINATOR.",
    "The window begins before the protocol's first indexed event: it is cut there, and every ratio is PARTIAL_COVERAGE with the covered days.",
    "A backstop whose balance is not the contract's (PARTIAL) or cannot be priced has no ratio; the total leaves out its capital and its losses and is PARTIAL_COVERAGE.",
    "Amounts of several assets are valued at the last prices before the block, losses and capital alike; one asset alone needs none.",
    "Losses that no backstop took, such as socialised ones, are not counted.",
  ],
  sources: ["metrics.md M-04", "schema.graphql: LossAllocation, FundFlow"],
  since: "1.1.0",
};

/** Losses that one backstop absorbed in one asset. */
export type AbsorbedLoss = {
  readonly backstop: string;
  readonly asset: string;
  /** In the asset's smallest unit. */
  readonly amount: bigint;
};

/** Number of losses of which a backstop, or any of them (null), took a part. */
export type LossCount = { readonly backstop: string | null; readonly losses: bigint };

/** How much loss a backstop, or all of them, absorbed with how much capital. */
export type Absorption = {
  readonly absorbed: Worth;
  /** Capital-seconds / seconds, in the unit of account. */
  readonly averageCapital: Ratio;
  readonly efficiency: Ratio;
  readonly capitalYearsPerUnit: Ratio;
  /** Number of losses of which it took a part. */
  readonly episodes: bigint;
};

/** The metric: of each backstop in the order of the waterfall, and of all that can be measured. */
export type AbsorptionEfficiency = Absorption & {
  readonly layers: readonly (Absorption & { readonly holding: Holding })[];
  /** Layers, and those whose capital is known. */
  readonly completeness: Completeness;
};

/** What the ledger tells of a window. */
export type AbsorptionInput = {
  readonly book: Book;
  readonly account: UnitOfAccount;
  readonly window: Window;
  readonly capital: CapitalSeconds;
  readonly losses: readonly AbsorbedLoss[];
  readonly counts: readonly LossCount[];
};

type Measured = {
  /** Balances integrated over the window. */
  readonly capital: Worth;
  readonly absorbed: Worth;
  /** What both leave out; null when nothing. */
  readonly omission: string | null;
};

const YEAR = 31_536_000n;

/** Compares losses with the capital that bore them. See {@link ABSORPTION_EFFICIENCY}. */
export function absorptionEfficiency(input: AbsorptionInput): AbsorptionEfficiency {
  const layers = input.book.holdings.map((holding) => ({ ...measure(holding, input), holding }));
  const countOf = (backstop: string | null) =>
    input.counts.find((count) => count.backstop === backstop)?.losses ?? 0n;
  return {
    ...absorption(total(layers, input.account.unit), input, countOf(null)),
    layers: layers.map((layer) => ({
      ...absorption(layer, input, countOf(layer.holding.backstop.id)),
      holding: layer.holding,
    })),
    completeness: {
      required: layers.length,
      present: layers.filter(({ capital }) => capital.status === "OK").length,
    },
  };
}

function measure(holding: Holding, { account, capital, losses }: AbsorptionInput): Measured {
  const own = losses.filter(({ backstop }) => backstop === holding.backstop.id);
  const absorbed = own.map(({ amount, asset }) => account.worthOf(knownAmount(amount, asset)));
  return {
    capital: capital.worthOf(holding, account),
    absorbed: sumWorths(absorbed, account.unit, "losses"),
    omission: null,
  };
}

/** Adds the layers whose capital is known. */
function total(layers: readonly Measured[], unit: string): Measured {
  const known = layers.filter(({ capital }) => capital.status === "OK");
  const [missing] = layers.filter(({ capital }) => capital.status !== "OK");
  const summed = known.length === 0 && missing !== undefined ? [missing] : known;
  const omission = `${layers.length - known.length} of ${layers.length} layers are left out; the first: ${missing?.capital.reason}`;
  return {
    capital: sum(summed, "capital", unit),
    absorbed: sum(summed, "absorbed", unit),
    omission: missing === undefined ? null : omission,
  };
}

function sum(layers: readonly Measured[], part: "capital" | "absorbed", unit: string): Worth {
  return sumWorths(
    layers.map((layer) => layer[part]),
    unit,
    "layers",
  );
}

function absorption(
  { capital, absorbed, omission }: Measured,
  { window, account }: AbsorptionInput,
  episodes: bigint,
): Absorption {
  const seconds = windowSeconds(window);
  const duration = knownWorth(rational(seconds), account.unit);
  const marked = (ratio: Ratio) =>
    overWindow(omission === null ? ratio : partialRatio(ratio, omission), window);
  const lossSeconds = scaleWorth(absorbed, seconds);
  const lossYears = scaleWorth(absorbed, YEAR);
  return {
    absorbed,
    averageCapital: marked(worthRatio(capital, duration, "capital-seconds / seconds")),
    efficiency: marked(worthRatio(lossSeconds, capital, "losses × seconds / capital-seconds")),
    capitalYearsPerUnit: marked(worthRatio(capital, lossYears, "capital-seconds / losses × 31,536,000 s")),
    episodes,
  };
}
