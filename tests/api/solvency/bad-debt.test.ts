import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BadDebtChange, badDebt } from "../../../api/solvency/bad-debt.ts";

const DAY = 86_400n;

function change(
  action: BadDebtChange["action"],
  amount: bigint,
  day: bigint,
  after: [open: bigint, pending: bigint],
): BadDebtChange {
  return { action, amount, openAfter: after[0], pendingAfter: after[1], timestamp: day * DAY + 60n };
}

type Step = { readonly action: BadDebtChange["action"]; readonly amount: bigint };

/** Keeps each unpaid unit with its time, oldest first, and says which changes a ledger would have written. */
function replay(steps: readonly Step[]) {
  let unpaid: bigint[] = [];
  const changes = steps.map(({ action, amount }, index) => {
    const time = BigInt(index) * DAY + 60n;
    const before = unpaid.length;
    if (action === "CREATED") unpaid = [...unpaid, ...new Array<bigint>(Number(amount)).fill(time)];
    else unpaid = unpaid.slice(Number(amount));
    return change(action, BigInt(Math.abs(unpaid.length - before)), BigInt(index), [
      BigInt(unpaid.length),
      0n,
    ]);
  });
  return { changes, unpaid };
}

describe("badDebt", () => {
  // Worked by hand: 100 + 50 created, 110 covered, 5 socialised, 15 given up leaves 20; the first 100 are paid first.
  const history = Object.freeze([
    change("CREATED", 100n, 1n, [100n, 0n]),
    change("CREATED", 50n, 3n, [150n, 0n]),
    change("PENDING", 60n, 3n, [150n, 60n]),
    change("COVERED", 110n, 4n, [40n, 40n]),
    change("SOCIALISED", 5n, 5n, [35n, 35n]),
    change("WRITTEN_OFF", 15n, 5n, [20n, 20n]),
  ]);

  test("default", () => {
    expect(badDebt(history)).toMatchObject({
      created: 150n,
      covered: 110n,
      socialised: 5n,
      writtenOff: 15n,
      open: 20n,
      pending: 20n,
      residual: 0n,
      oldestOpenSince: 3n * DAY + 60n,
    });
  });

  test("behavior: one point for each day with a change", () => {
    const { timeline } = badDebt(history);
    expect(timeline.map(({ from, openAtEnd }) => [from / DAY, openAtEnd])).toEqual([
      [1n, 100n],
      [3n, 150n],
      [4n, 40n],
      [5n, 20n],
    ]);
    expect(timeline[1]).toMatchObject({ created: 50n, pendingAtEnd: 60n });
    expect(timeline[3]).toMatchObject({ socialised: 5n, writtenOff: 15n });
  });

  test("behavior: nothing open has no age", () => {
    expect(
      badDebt([change("CREATED", 7n, 1n, [7n, 0n]), change("COVERED", 7n, 2n, [0n, 0n])]).oldestOpenSince,
    ).toBeNull();
    expect(badDebt([])).toMatchObject({ open: 0n, residual: 0n, oldestOpenSince: null, timeline: [] });
  });

  test("behavior: a ledger that contradicts itself shows in the residual", () => {
    expect(badDebt([change("CREATED", 7n, 1n, [8n, 0n])]).residual).toBe(1n);
  });

  test("behavior: the identity holds and ages follow the oldest unpaid debt, for any history", () => {
    const step = fc.record({
      action: fc.constantFrom(
        "CREATED" as const,
        "COVERED" as const,
        "SOCIALISED" as const,
        "WRITTEN_OFF" as const,
      ),
      amount: fc.bigInt({ min: 0n, max: 1000n }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { changes, unpaid } = replay(steps);
        const result = badDebt(changes);
        expect(result.residual).toBe(0n);
        expect(result.open).toBe(BigInt(unpaid.length));
        expect(result.oldestOpenSince).toBe(unpaid[0] ?? null);
      }),
      { seed: 4 },
    );
  });
});
