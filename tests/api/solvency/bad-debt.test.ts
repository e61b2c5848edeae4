import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DeficitAction } from "../../../api/domain/entities/deficit.ts";
import { groupBy } from "../../../api/domain/group-by.ts";
import {
  type BadDebt,
  type BadDebtPoint,
  badDebt,
  oldestOpenDay,
  oldestOpenSince,
} from "../../../api/solvency/bad-debt.ts";

const DAY = 86_400n;

type BadDebtChange = {
  readonly action: DeficitAction;
  readonly amount: bigint;
  readonly openAfter: bigint;
  readonly pendingAfter: bigint;
  readonly timestamp: bigint;
};

/** Follows single changes as the service does: days first, then the changes of the one day that matters. */
function follow(changes: readonly BadDebtChange[]): BadDebt {
  const days = groupBy(changes, ({ timestamp }) => String(timestamp / DAY));
  const timeline = days.map(pointOf);
  const day = oldestOpenDay(timeline);
  if (day === null) return badDebt(timeline, null);
  const creations = days
    .flat()
    .filter(({ action, timestamp }) => action === "CREATED" && timestamp / DAY === day.from / DAY);
  return badDebt(timeline, oldestOpenSince(creations, day.paid));
}

function pointOf(day: readonly BadDebtChange[]): BadDebtPoint {
  const sum = (wanted: DeficitAction) =>
    day.reduce((total, { action, amount }) => (action === wanted ? total + amount : total), 0n);
  const last = day.at(-1);
  return {
    from: ((last?.timestamp ?? 0n) / DAY) * DAY,
    created: sum("CREATED"),
    covered: sum("COVERED"),
    socialised: sum("SOCIALISED"),
    writtenOff: sum("WRITTEN_OFF"),
    openAtEnd: last?.openAfter ?? 0n,
    pendingAtEnd: last?.pendingAfter ?? 0n,
  };
}

function change(
  action: BadDebtChange["action"],
  amount: bigint,
  day: bigint,
  after: [open: bigint, pending: bigint],
): BadDebtChange {
  return { action, amount, openAfter: after[0], pendingAfter: after[1], timestamp: day * DAY + 60n };
}

type Step = { readonly action: BadDebtChange["action"]; readonly amount: bigint };

/** Three changes a day. */
function timeOf(index: number): bigint {
  return BigInt(Math.floor(index / 3)) * DAY + BigInt(index % 3) * 60n;
}

/** Keeps each unpaid unit with its time, oldest first, and says which changes a ledger would have written. */
function replay(steps: readonly Step[]) {
  let unpaid: bigint[] = [];
  const changes = steps.map(({ action, amount }, index) => {
    const time = timeOf(index);
    const before = unpaid.length;
    if (action === "CREATED") unpaid = [...unpaid, ...new Array<bigint>(Number(amount)).fill(time)];
    else unpaid = unpaid.slice(Number(amount));
    const applied = BigInt(Math.abs(unpaid.length - before));
    return { ...change(action, applied, 0n, [BigInt(unpaid.length), 0n]), timestamp: time };
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
    expect(follow(history)).toMatchObject({
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
    const { timeline } = follow(history);
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
      follow([change("CREATED", 7n, 1n, [7n, 0n]), change("COVERED", 7n, 2n, [0n, 0n])]).oldestOpenSince,
    ).toBeNull();
    expect(follow([])).toMatchObject({ open: 0n, residual: 0n, oldestOpenSince: null, timeline: [] });
  });

  test("behavior: a ledger that contradicts itself shows in the residual", () => {
    expect(follow([change("CREATED", 7n, 1n, [8n, 0n])]).residual).toBe(1n);
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
        const result = follow(changes);
        expect(result.residual).toBe(0n);
        expect(result.open).toBe(BigInt(unpaid.length));
        expect(result.oldestOpenSince).toBe(unpaid[0] ?? null);
      }),
      { seed: 4 },
    );
  });
});
