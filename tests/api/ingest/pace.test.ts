import { describe, expect, test } from "vitest";
import { Pace } from "../../../api/ingest/pace.ts";

describe("Pace", () => {
  test("default: nothing can be said before the first commit", () => {
    const pace = new Pace(1_000);
    expect([pace.rows, pace.rowsPerSecond(5_000), pace.secondsFor(10n, 5_000)]).toEqual([0, null, null]);
  });

  test("behavior: from the start, while that is less than ten seconds ago", () => {
    const pace = new Pace(0);
    pace.note(2_000, 500, 100n);
    // 500 rows in 2 s; one commit does not tell how fast blocks go by, the first one may lie anywhere.
    expect([pace.rows, pace.rowsPerSecond(2_000), pace.secondsFor(10n, 2_000)]).toEqual([500, 250, null]);
    pace.note(4_000, 700, 150n);
    // 1,200 rows in 4 s; 50 blocks in 2 s, so 1,000 blocks take 40 s.
    expect([pace.rowsPerSecond(4_000), pace.secondsFor(1_000n, 4_000)]).toEqual([300, 40]);
  });

  test("behavior: over the last ten seconds later, and less as nothing comes", () => {
    const pace = new Pace(0);
    for (let second = 1; second <= 60; second += 1) pace.note(second * 1_000, second, BigInt(second * 7));
    // Commits of seconds 51 to 60: 51 + ... + 60 = 555 rows and 70 blocks in 10 s.
    expect([pace.rowsPerSecond(60_000), pace.secondsFor(71n, 60_000)]).toEqual([56, 11]);
    // Five seconds later the window begins at second 55: 56 + ... + 60 = 290 rows in 10 s.
    expect(pace.rowsPerSecond(65_000)).toBe(29);
    expect([pace.rowsPerSecond(80_000), pace.secondsFor(1n, 80_000)]).toEqual([0, null]);
  });

  test("behavior: where commits are rarer than ten seconds, the last two tell", () => {
    const pace = new Pace(0);
    pace.note(20_000, 1_000, 10n);
    pace.note(40_000, 3_000, 30n);
    // 3,000 rows and 20 blocks in 20 s.
    expect([pace.rowsPerSecond(40_000), pace.secondsFor(5n, 40_000)]).toEqual([150, 5]);
  });

  test("behavior: a rollback does not make time", () => {
    const pace = new Pace(0);
    pace.note(1_000, 10, 100n);
    pace.note(2_000, 10, 90n);
    expect(pace.secondsFor(10n, 2_000)).toBeNull();
  });
});
