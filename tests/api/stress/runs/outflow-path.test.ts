import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareRational, rational } from "../../../../api/domain/rational.ts";
import { firstExceeding, type OutflowPath, outflowBy } from "../../../../api/stress/runs/outflow-path.ts";

function point(at: bigint, amount: bigint) {
  return { at, amount: rational(amount) };
}

const PATH: OutflowPath = {
  steps: [point(50n, 20n), point(10n, 5n)],
  ramp: [point(0n, 0n), point(100n, 100n)],
};

describe("outflow path", () => {
  // By hand: one a second, 5 more at 10 s, 20 more at 50 s, nothing after 100 s.
  test("default", () => {
    const amounts = [0n, 9n, 10n, 49n, 50n, 100n, 1000n].map((at) => outflowBy(PATH, at));
    expect(amounts.map(({ numerator, denominator }) => Number(numerator) / Number(denominator))).toEqual([
      0, 9, 15, 54, 75, 125, 125,
    ]);
  });

  // By hand: 12 are passed by the step at 10 s (15), 54 by the line just after 49 s but first by a whole second at the step of 50 s,
  // 75 one second later, 125 never.
  test("behavior: the first second by which more has left", () => {
    const seconds = [0n, 12n, 20n, 54n, 75n, 124n, 125n].map((liquid) =>
      firstExceeding(PATH, rational(liquid)),
    );
    expect(seconds).toEqual([1n, 10n, 16n, 50n, 51n, 100n, null]);
  });

  test("behavior: what is due at once empties an empty pool at once", () => {
    const path = { steps: [point(0n, 1n)], ramp: [point(0n, 0n)] };
    expect(firstExceeding(path, rational(0n))).toBe(0n);
    expect(firstExceeding(path, rational(1n))).toBeNull();
  });

  test("behavior: the second found is the first, and more liquidity never lasts shorter", () => {
    const amount = fc.bigInt({ min: 0n, max: 1000n });
    const at = fc.bigInt({ min: 0n, max: 300n });
    const steps = fc.array(fc.tuple(at, amount), { maxLength: 4 });
    const rises = fc.array(fc.tuple(fc.bigInt({ min: 1n, max: 100n }), amount), { maxLength: 4 });
    fc.assert(
      fc.property(steps, rises, amount, amount, (due, line, liquid, extra) => {
        let last = point(0n, 0n);
        const ramp = [last];
        for (const [gap, rise] of line) {
          last = point(last.at + gap, last.amount.numerator + rise);
          ramp.push(last);
        }
        const path = { steps: due.map(([when, what]) => point(when, what)), ramp };
        const isAbove = (second: bigint) => compareRational(outflowBy(path, second), rational(liquid)) > 0;
        const found = firstExceeding(path, rational(liquid));
        if (found === null) expect(isAbove(1_000_000n)).toBe(false);
        else expect([isAbove(found), found > 0n && isAbove(found - 1n)]).toEqual([true, false]);
        const richer = firstExceeding(path, rational(liquid + extra));
        expect(richer === null || (found !== null && richer >= found)).toBe(true);
      }),
    );
  });
});
