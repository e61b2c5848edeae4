import { rational } from "../../domain/rational.ts";
import { toDouble } from "../../domain/to-double.ts";
import { knownAmount } from "../../domain/token-amount.ts";
import { type Window, windowSeconds } from "../../domain/window.ts";
import { multiplyWorth, sumWorths, type Worth } from "../../domain/worth.ts";
import { RECURRING_CAUSES } from "../../solvency/flow-causes.ts";
import type { FlowSum } from "../../solvency/flow-sum.ts";
import type { UnitOfAccount } from "../../solvency/unit-of-account.ts";

const SECONDS_PER_YEAR = 31_536_000n;

/** What backstops were paid for standing by: flows with cause FEE, YIELD or PREMIUM in a window, exact, in US dollars. */
export function paidInWindow(flows: readonly FlowSum[], account: UnitOfAccount): Worth {
  const paid = flows.filter(({ direction, cause }) => direction === "IN" && RECURRING_CAUSES.includes(cause));
  return sumWorths(
    paid.map(({ amount, asset }) => account.worthOf(knownAmount(amount, asset))),
    account.unit,
    "payments",
  );
}

/** The same a year, rounded to a double; null where it is not known in full or the window is empty. */
export function paidPerYear(paid: Worth, window: Window): number | null {
  const seconds = windowSeconds(window);
  if (paid.status !== "OK" || paid.amount === null || seconds <= 0n) return null;
  const { amount } = multiplyWorth(paid, rational(SECONDS_PER_YEAR));
  return amount === null ? null : toDouble(rational(amount.numerator, amount.denominator * seconds));
}
