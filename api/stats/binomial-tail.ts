import { regularizedBeta } from "./regularized-beta.ts";
import type { TailPair } from "./tail.ts";

/**
 * Returns P(X ≤ k) as `lower` and P(X > k) as `upper` for X binomial; the small one keeps its digits.
 *
 * @param count - `k` and the number of trials `n`, integers; below 0 nothing lies below, from `n` on nothing above.
 * @param probability - Of success, in [0, 1].
 * @see DLMF 8.17.5
 * @example binomialTail({ k: 4, n: 250 }, 0.01).lower // 0.8921876269036253
 */
export function binomialTail(
  count: { readonly k: number; readonly n: number },
  probability: number,
): TailPair {
  const { k, n } = count;
  if (k < 0) return { lower: 0, upper: 1 };
  if (k >= n) return { lower: 1, upper: 0 };
  const { lower, upper } = regularizedBeta({ a: k + 1, b: n - k }, probability);
  return { lower: upper, upper: lower };
}
