import type { MetricDefinition } from "../domain/metric-definition.ts";
import type { Ratio } from "../domain/ratio.ts";
import { knownAmount } from "../domain/token-amount.ts";
import { overWindow, type Window } from "../domain/window.ts";
import { sumWorths, type Worth, worthRatio } from "../domain/worth.ts";
import type { UnitOfAccount } from "./unit-of-account.ts";

/** Definition of the bad debt rate. */
export const BAD_DEBT_RATE: MetricDefinition = {
  id: "bad-debt-rate",
  title: "Bad debt created per debt liquidated",
  formula:
    "over the window: Σ DeficitChange.amount of CREATED / Σ Liquidation.debtRepaid, each × price of the block; " +
    "aboveDust counts only creations worth at least the floor",
  unit: "ratio of bad debt created to debt liquidated",
  edgeCases: [
    "No liquidation in the window: ZERO_DENOMINATOR, whatever was created.",
    "Bad debt may be created without a liquidation, and protocols that burn the rest of a debt state it besides `debtRepaid`: the rate may exceed 1.",
    "A creation in an asset without a price in dollars is never dust.",
    "The ledger begins within the window: PARTIAL_COVERAGE, with the value of the part that is covered.",
  ],
  sources: ["metrics.md M-08", "schema.graphql: DeficitChange, Liquidation.debtRepaid"],
  since: "1.1.0",
};

/** Amounts of one asset, summed. */
export type DebtSum = {
  readonly asset: string;
  /** In the smallest unit. */
  readonly amount: bigint;
  /** Number of facts. */
  readonly changes: bigint;
};

/** Bad debt created in one asset, with the part of the creations that reach the asset's floor. */
export type CreatedDebtSum = DebtSum & { readonly amountAbove: bigint; readonly changesAbove: bigint };

/** Amount of an asset below which a creation is dust, in its smallest unit. */
export type DebtFloor = { readonly asset: string; readonly least: bigint };

/** Bad debt created in a window, and how it compares with what was liquidated. */
export type BadDebtRate = {
  readonly window: Window;
  readonly created: Worth;
  readonly creations: bigint;
  readonly createdAboveDust: Worth;
  readonly creationsAboveDust: bigint;
  readonly liquidated: Worth;
  readonly liquidations: bigint;
  readonly rate: Ratio;
  readonly rateAboveDust: Ratio;
};

/** What happened in a window. */
export type WindowDebts = {
  readonly window: Window;
  readonly created: readonly CreatedDebtSum[];
  readonly liquidated: readonly DebtSum[];
};

const UNIT = "bad debt created / debt liquidated";

/** Compares the bad debt created in a window with the debt liquidated in it. See {@link BAD_DEBT_RATE}. */
export function badDebtRate(
  { window, created, liquidated }: WindowDebts,
  account: UnitOfAccount,
): BadDebtRate {
  const worths = {
    created: worthOf(created, account, ({ amount }) => amount),
    createdAboveDust: worthOf(created, account, ({ amountAbove }) => amountAbove),
    liquidated: worthOf(liquidated, account, ({ amount }) => amount),
  };
  return {
    window,
    ...worths,
    creations: created.reduce((sum, { changes }) => sum + changes, 0n),
    creationsAboveDust: created.reduce((sum, { changesAbove }) => sum + changesAbove, 0n),
    liquidations: liquidated.reduce((sum, { changes }) => sum + changes, 0n),
    rate: overWindow(worthRatio(worths.created, worths.liquidated, UNIT), window),
    rateAboveDust: overWindow(worthRatio(worths.createdAboveDust, worths.liquidated, UNIT), window),
  };
}

function worthOf<T extends DebtSum>(
  sums: readonly T[],
  account: UnitOfAccount,
  amountOf: (sum: T) => bigint,
): Worth {
  return sumWorths(
    sums.map((sum) => account.worthOf(knownAmount(amountOf(sum), sum.asset))),
    account.unit,
    "assets",
  );
}
