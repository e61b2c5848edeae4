import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../api/domain/errors.ts";
import {
  addRational,
  compareRational,
  type Rational,
  rational,
  toDecimal,
} from "../../../api/domain/rational.ts";
import { historicalTail } from "../../../api/stats/historical-tail.ts";
import { shortfallContributions } from "../../../api/stats/shortfall-contributions.ts";

const HALF = rational(1n, 2n);

function sumOf(parts: readonly Rational[]): Rational {
  return parts.reduce(addRational, rational(0n));
}

function texts({ total, contributions }: ReturnType<typeof shortfallContributions>): string[] {
  return [total, ...contributions].map((value) => toDecimal(value));
}

describe("shortfallContributions", () => {
  // By hand: sums 5, 3, 2, 0; the worst two are 5 and 3: ES 4, of which the first member has (4 + 0)/2 and the second (1 + 3)/2.
  test("default", () => {
    const losses = [
      [0n, 4n, 2n, 0n],
      [0n, 1n, 0n, 3n],
    ];
    expect(texts(shortfallContributions(losses, HALF))).toEqual(["4", "2", "2"]);
  });

  // By hand: three scenarios at 3/5, so w = 6/5: the worst whole and a fifth of the next: (9 + 0.2 × 6) / 1.2 = 8.5.
  test("behavior: the boundary scenario counts by the weight that is left", () => {
    expect(texts(shortfallContributions([[9n, 6n, 1n]], rational(3n, 5n)))).toEqual(["8.5", "8.5"]);
  });

  // By hand: all four sums are 10; the tail of two scenarios takes half of each.
  test("behavior: scenarios that tie at the boundary are averaged", () => {
    const losses = [
      [10n, 10n, 0n, 0n],
      [0n, 0n, 10n, 10n],
    ];
    expect(texts(shortfallContributions(losses, HALF))).toEqual(["10", "5", "5"]);
  });

  test("error: members with different scenarios, none at all, or a level outside (0, 1)", () => {
    expect(() => shortfallContributions([[1n], [1n, 2n]], HALF)).toThrow(InvalidRequestError);
    expect(() => shortfallContributions([], HALF)).toThrow(InvalidRequestError);
    expect(() => shortfallContributions([[1n]], rational(1n))).toThrow(InvalidRequestError);
  });

  const loss = fc.bigInt({ min: -1000n, max: 1000n });
  const sample = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 30 }))
    .chain(([members, n]) =>
      fc.array(fc.array(loss, { minLength: n, maxLength: n }), { minLength: members, maxLength: members }),
    );
  const level = fc.integer({ min: 1, max: 99 }).map((percent) => rational(BigInt(percent), 100n));

  test("behavior: contributions sum to the shortfall exactly, and it is that of the estimator", () => {
    fc.assert(
      fc.property(sample, level, (losses, alpha) => {
        const { total, contributions } = shortfallContributions(losses, alpha);
        expect(compareRational(sumOf(contributions), total)).toBe(0);
        const n = losses[0]?.length ?? 0;
        const totals = Array.from({ length: n }, (_, s) =>
          Number(losses.reduce((sum, member) => sum + (member[s] as bigint), 0n)),
        );
        const { expectedShortfall } = historicalTail(Float64Array.from(totals).sort(), alpha);
        expect(Number(toDecimal(total))).toBeCloseTo(expectedShortfall, 6);
      }),
    );
  });

  test("behavior: sharing never costs more than the members alone, and the order of scenarios does not matter", () => {
    fc.assert(
      fc.property(sample, level, fc.nat(), (losses, alpha, turn) => {
        const shared = shortfallContributions(losses, alpha);
        const alone = losses.map((member) => shortfallContributions([member], alpha).total);
        expect(compareRational(shared.total, sumOf(alone)) <= 0).toBe(true);
        for (const [p, contribution] of shared.contributions.entries())
          expect(compareRational(contribution, alone[p] as Rational) <= 0).toBe(true);
        const at = turn % (losses[0]?.length ?? 1);
        const turned = losses.map((member) => [...member.slice(at), ...member.slice(0, at)]);
        expect(texts(shortfallContributions(turned, alpha))).toEqual(texts(shared));
      }),
    );
  });
});
