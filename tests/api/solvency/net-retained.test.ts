import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addRational,
  compareRational,
  type Rational,
  rational,
  toDecimal,
} from "../../../api/domain/rational.ts";
import { netRetained } from "../../../api/solvency/net-retained.ts";

const layer = (attachment: bigint, limit: bigint) => ({
  attachment: rational(attachment),
  limit: rational(limit),
});
/** 50 in excess of 30, 100 in excess of 80. */
const TOWER = [layer(30n, 50n), layer(80n, 100n)];

function shared(loss: bigint) {
  const { payments, ceded, retained } = netRetained(rational(loss), TOWER);
  return [...payments, ceded, retained].map((value) => toDecimal(value));
}

describe("netRetained", () => {
  // By hand, min((L − attachment)⁺, limit): of 100 the layers pay 50 and 20; of 300 they pay 50 and 100.
  test("default", () => {
    expect(shared(100n)).toEqual(["50", "20", "70", "30"]);
    expect(shared(300n)).toEqual(["50", "100", "150", "150"]);
    expect(shared(30n)).toEqual(["0", "0", "0", "30"]);
  });

  test("behavior: layers that overlap pay no more than the loss", () => {
    const { payments, retained } = netRetained(rational(10n), [layer(0n, 8n), layer(0n, 8n)]);
    expect(payments.map((value) => toDecimal(value))).toEqual(["8", "2"]);
    expect(toDecimal(retained)).toBe("0");
  });

  const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
  const layers = fc.array(
    fc.tuple(amount, amount).map(([attachment, limit]) => layer(attachment, limit)),
    {
      maxLength: 5,
    },
  );
  const less = (a: Rational, b: Rational) => compareRational(a, b) <= 0;

  /** Layers one above the other, with gaps. */
  const towers = fc.array(fc.tuple(amount, amount), { maxLength: 5 }).map((steps) => {
    let top = 0n;
    return steps.map(([gap, limit]) => {
      const made = layer(top + gap, limit);
      top += gap + limit;
      return made;
    });
  });

  test("behavior: a loss is what is ceded and what is retained, and no layer pays more than its limit", () => {
    fc.assert(
      fc.property(amount, layers, (loss, terms) => {
        const share = netRetained(rational(loss), terms);
        expect(compareRational(addRational(share.ceded, share.retained), rational(loss))).toBe(0);
        expect(less(rational(0n), share.retained)).toBe(true);
        for (const [i, payment] of share.payments.entries())
          expect(less(payment, terms[i]?.limit as Rational)).toBe(true);
      }),
    );
  });

  test("behavior: with layers one above the other, a larger loss makes neither part smaller", () => {
    fc.assert(
      fc.property(amount, amount, towers, (loss, more, tower) => {
        const share = netRetained(rational(loss), tower);
        const larger = netRetained(rational(loss + more), tower);
        expect(less(share.ceded, larger.ceded) && less(share.retained, larger.retained)).toBe(true);
      }),
    );
  });
});
