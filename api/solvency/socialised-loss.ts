import { groupBy } from "../domain/group-by.ts";
import type { MetricDefinition } from "../domain/metric-definition.ts";
import { missingRatio, type Ratio, ratio } from "../domain/ratio.ts";
import { compareRational, rational } from "../domain/rational.ts";
import { knownAmount } from "../domain/token-amount.ts";
import { sumWorths, type Worth } from "../domain/worth.ts";
import { type CompoundedHaircut, compoundedHaircut } from "./compounded-haircut.ts";
import type { UnitOfAccount } from "./unit-of-account.ts";

/** Definition of the socialised loss metric. */
export const SOCIALISED_LOSS: MetricDefinition = {
  id: "socialised-loss",
  title: "Losses spread over claimants, and who bore them",
  formula:
    "haircut of an event = amount / claimsBefore; of a market over the window: 1 − Π (1 − haircut), exact, rounded once; " +
    "gini = Σ_i Σ_j |x_i − x_j| / (2 n Σ x) over the debt that each account took over by redistribution; " +
    "borneByNonDefaulters = Σ x of accounts without a liquidation in the window / Σ x",
  unit: "haircuts, gini and shares are ratios; losses in the smallest unit of the asset and in the unit of account",
  edgeCases: [
    "Claims before the loss are zero: the event's haircut is null with ZERO_DENOMINATOR. The event does not state them: NO_DATA.",
    "A loss above the claims means that claims are missing from the ledger: PARTIAL_COVERAGE without a value.",
    "Such events are left out of the compounded haircut: PARTIAL_COVERAGE, or NO_DATA when it is so of all.",
    "No event in the window: the compounded haircut is zero.",
    "Lenders of one market lose the same share of their claims, and the ledger keeps their claims in sum only: no concentration among them is given.",
    "Redistribution (Liquity) gives debt and collateral to accounts; each shows its part when it is next touched, so `takenOver` follows `redistributed` late.",
  ],
  sources: [
    "metrics.md M-09",
    "Morpho docs: bad debt is shared by lenders",
    "Liquity v1 README: redistribution",
  ],
  since: "1.1.0",
};

/** A loss that was spread over claimants. */
export type SocialisedEvent = {
  /** Id of the DeficitChange. */
  readonly id: string;
  readonly market: string;
  readonly asset: string;
  /** In the asset's smallest unit. */
  readonly amount: bigint;
  /** Claims that it was spread over, in the asset's smallest unit; null when the event does not tell. */
  readonly claimsBefore: bigint | null;
};

/** An event and the share of each claim that it took. */
export type EventHaircut<E extends SocialisedEvent> = E & { readonly haircut: Ratio };

/** The losses of one market and asset in a window. */
export type MarketSocialisedLoss = {
  readonly market: string;
  readonly asset: string;
  /** In the asset's smallest unit. */
  readonly loss: bigint;
  readonly events: number;
  /** The largest haircut of one event; the first event's flaw when none is known. */
  readonly largestHaircut: Ratio;
  readonly compoundedHaircut: CompoundedHaircut;
};

const UNIT = "loss / claims";

/** Computes the haircut of each event, in their order. See {@link SOCIALISED_LOSS}. */
export function eventHaircuts<E extends SocialisedEvent>(events: readonly E[]): EventHaircut<E>[] {
  return events.map((event) => ({ ...event, haircut: haircutOf(event) }));
}

/** Sums events by market and asset, in the order of their first event. See {@link SOCIALISED_LOSS}. */
export function socialisedLosses(events: readonly SocialisedEvent[]): MarketSocialisedLoss[] {
  return groupBy(events, ({ market, asset }) => `${market}/${asset}`).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [
      {
        market: first.market,
        asset: first.asset,
        loss: group.reduce((sum, { amount }) => sum + amount, 0n),
        events: group.length,
        largestHaircut: haircutOf(group.reduce(worse, first)),
        compoundedHaircut: compoundedHaircut(
          group.map(({ amount, claimsBefore }) => ({ loss: amount, claims: claimsBefore })),
        ),
      },
    ];
  });
}

/** Adds the losses of all markets. */
export function totalSocialisedLoss(markets: readonly MarketSocialisedLoss[], account: UnitOfAccount): Worth {
  const worths = markets.map(({ loss, asset }) => account.worthOf(knownAmount(loss, asset)));
  return sumWorths(worths, account.unit, "markets");
}

function haircutOf({ amount, claimsBefore }: SocialisedEvent): Ratio {
  if (claimsBefore === null)
    return missingRatio(UNIT, "NO_DATA", "The event does not state the claims before it.");
  if (claimsBefore > 0n && amount > claimsBefore) {
    const reason = "The loss is above the claims before it: claims are missing from the ledger.";
    return missingRatio(UNIT, "PARTIAL_COVERAGE", reason);
  }
  return ratio(amount, claimsBefore, UNIT);
}

function worse(a: SocialisedEvent, b: SocialisedEvent): SocialisedEvent {
  const [x, y] = [shareOf(a), shareOf(b)];
  if (x === null || y === null) return x === null ? b : a;
  return compareRational(x, y) >= 0 ? a : b;
}

function shareOf({ amount, claimsBefore }: SocialisedEvent) {
  if (claimsBefore === null || claimsBefore <= 0n || amount > claimsBefore) return null;
  return rational(amount, claimsBefore);
}
