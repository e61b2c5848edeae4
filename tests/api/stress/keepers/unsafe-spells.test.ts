import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rational } from "../../../../api/domain/rational.ts";
import { type LevelEvent, levelSteps } from "../../../../api/stress/keepers/level-events.ts";
import { LevelSteps } from "../../../../api/stress/keepers/level-steps.ts";
import { type PositionMove, unsafeSpells } from "../../../../api/stress/keepers/unsafe-spells.ts";

/** Logs are seconds here. */
function levels(...steps: readonly (readonly [at: number, level: number])[]) {
  return new LevelSteps(
    steps.map(([at, level]) => ({
      ordinal: BigInt(at),
      seconds: BigInt(at),
      level: rational(BigInt(level)),
    })),
  );
}

function move(
  at: number,
  isLiquidation: boolean,
  [collateral, debt]: readonly [number, number],
): PositionMove {
  const after = { collateral: BigInt(collateral), debt: BigInt(debt) };
  return { ordinal: BigInt(at), seconds: BigInt(at), isLiquidation, after };
}

const WINDOW = { from: 0n, to: 1000n, startOrdinal: 0n };
const NOTHING = { collateral: 0n, debt: 0n };

describe("levels", () => {
  // By hand: collateral 30, debt 2, ratio 3: 30 / (2 × 3) = 5; at 4 s collateral 12: 2; at 6 s ratio 6: 1.
  test("default", () => {
    const event = (at: number, of: LevelEvent["of"], value: number): LevelEvent => ({
      ...{ ordinal: BigInt(at), seconds: BigInt(at), of, value: rational(BigInt(value)) },
    });
    const steps = levelSteps([
      event(6, "ratio", 6),
      event(1, "collateral", 30),
      event(2, "debt", 2),
      event(3, "ratio", 3),
      event(4, "collateral", 12),
    ]);
    const values = steps.map(({ seconds, level }) => [
      Number(seconds),
      Number(level.numerator) / Number(level.denominator),
    ]);
    expect(values).toEqual([
      [3, 5],
      [4, 2],
      [6, 1],
    ]);
  });

  test("behavior: the search that skips blocks finds what a plain one finds", () => {
    const values = fc.array(fc.nat(20), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(values, fc.nat(300), fc.nat(20), fc.boolean(), (all, start, bar, wanted) => {
        const steps = levels(...all.map((level, at): [number, number] => [at, level]));
        const isUnsafe = ({ numerator }: { numerator: bigint }) => numerator < BigInt(bar);
        const plain = all.findIndex((level, at) => at >= start && level < bar === wanted);
        expect(steps.next([start, all.length], isUnsafe, wanted)).toBe(plain < 0 ? null : plain);
      }),
    );
  });
});

describe("unsafe spells", () => {
  // By hand: 10 of collateral carry 10 × level of debt; 50 is unsafe below a level of 5. Half is liquidated at 30 s, 40 of 8 stay
  // unsafe at a level of 4 (32 < 40) until the level is 6 at 70 s.
  test("default", () => {
    const found = unsafeSpells(
      { before: NOTHING, moves: [move(5, false, [10, 50]), move(30, true, [8, 40])] },
      levels([1, 9], [20, 4], [70, 6]),
      WINDOW,
    );
    expect(found).toEqual({
      spells: [
        { startedAt: 20n, endedAt: 30n, isLiquidated: true },
        { startedAt: 30n, endedAt: 70n, isLiquidated: false },
      ],
      ...{ unexplained: 0, truncated: 0 },
    });
  });

  test("behavior: unsafe before the window has no known start", () => {
    const found = unsafeSpells(
      { before: { collateral: 10n, debt: 50n }, moves: [move(40, true, [0, 0])] },
      levels([0, 4]),
      WINDOW,
    );
    expect(found).toEqual({ spells: [], unexplained: 0, truncated: 1 });
  });

  test("behavior: a spell that lasts ends with the window, unliquidated", () => {
    const found = unsafeSpells(
      { before: NOTHING, moves: [move(5, false, [10, 50])] },
      levels([1, 9], [20, 4]),
      WINDOW,
    );
    expect(found.spells).toEqual([{ startedAt: 20n, endedAt: 1000n, isLiquidated: false }]);
  });

  test("behavior: spells do not overlap, and every liquidation ends one or is unexplained", () => {
    const acts = fc.array(fc.tuple(fc.nat(30), fc.boolean(), fc.nat(10), fc.nat(60)), { maxLength: 15 });
    const prices = fc.array(fc.tuple(fc.nat(30), fc.nat(12)), { maxLength: 30 });
    fc.assert(
      fc.property(acts, prices, (random, path) => {
        let at = 0;
        const moves = random.map(([gap, isLiquidation, collateral, debt]) => {
          at += 2 * gap + 2;
          return move(at, isLiquidation, [collateral, debt]);
        });
        at = -1;
        const steps = path.map(([gap, level]): [number, number] => {
          at += 2 * gap + 2;
          return [at, level];
        });
        const { spells, unexplained, truncated } = unsafeSpells(
          { before: NOTHING, moves },
          levels(...steps),
          {
            ...WINDOW,
            to: 10_000n,
          },
        );
        for (const [i, { startedAt, endedAt }] of spells.entries()) {
          expect(endedAt > startedAt).toBe(true);
          expect(startedAt >= (spells[i - 1]?.endedAt ?? 0n)).toBe(true);
        }
        const liquidated = spells.filter(({ isLiquidated }) => isLiquidated).length;
        expect(liquidated + unexplained).toBe(moves.filter(({ isLiquidation }) => isLiquidation).length);
        expect(truncated).toBe(0);
      }),
    );
  });
});
