// Values by R's survfit, statsmodels, SciPy and whole numbers worked out second by second: tests/oracles/event-metrics.py.
import { describe, expect, test } from "vitest";
import { parseDecimal } from "../../../api/domain/decimal-string.ts";
import type { DeficitAction } from "../../../api/domain/entities/deficit.ts";
import { rational, scaled, toDecimal } from "../../../api/domain/rational.ts";
import { needsOf } from "../../../api/stress/deployment/needs.ts";
import { peakDeployments } from "../../../api/stress/deployment/peak-deployment.ts";
import { type LevelEvent, levelSteps } from "../../../api/stress/keepers/level-events.ts";
import { LevelSteps } from "../../../api/stress/keepers/level-steps.ts";
import { unsafeSpells } from "../../../api/stress/keepers/unsafe-spells.ts";
import { laggedSlope } from "../../../api/stress/lagged-slope.ts";
import { hiddenMove } from "../../../api/stress/oracle/hidden-move.ts";
import { poolRunOff } from "../../../api/stress/runs/pool-run-off.ts";
import { timesToEvent } from "../../../api/stress/time-to-event.ts";
import oracle from "../../oracles/event-metrics.json" with { type: "json" };
import { expectRelative } from "../stats/expect-relative.ts";

describe("times to an event, against R's survfit", () => {
  const cases = oracle.survival.map((one) => [one.watched.length, one] as const);
  const timesOf = (watched: (typeof oracle.survival)[number]["watched"]) =>
    timesToEvent(
      watched.map(([seconds, isEvent]) => ({ seconds: BigInt(Number(seconds)), isEvent: isEvent === true })),
    );

  test.each(cases)("%s subjects", (_, { watched, fit }) => {
    const { curve } = timesOf(watched);
    expect(curve.map(({ time }) => time)).toEqual(fit.time);
    expect(curve.map(({ atRisk }) => atRisk)).toEqual(fit.risk);
    curve.forEach(({ survival }, i) => {
      expectRelative(survival, Number(fit.survival[i]), 1e-12);
    });
  });

  test.each(cases)("behavior: log-log interval of %s subjects", (_, { watched, fit }) => {
    for (const [i, { interval }] of timesOf(watched).curve.entries()) {
      const [lower, upper] = [fit.lower[i] ?? null, fit.upper[i] ?? null];
      if (lower === null || upper === null) {
        expect(interval).toBeNull();
        continue;
      }
      expectRelative(interval?.lower ?? null, lower, 1e-9);
      expectRelative(interval?.upper ?? null, upper, 1e-9);
    }
  });

  // Where the curve lies on the level, R takes the middle of the stretch and the kernel its start.
  test.each(cases)("behavior: quantiles of %s subjects", (_, { watched, fit }) => {
    const { median, quantile95 } = timesOf(watched);
    const isOn = (level: number) => fit.survival.some((survival) => Math.abs(survival - level) < 1e-9);
    if (!isOn(0.5)) expect(median.value).toBe(fit.quantile[0] ?? null);
    if (!isOn(0.05)) expect(quantile95.value).toBe(fit.quantile[1] ?? null);
  });
});

describe("lagged slope, against statsmodels", () => {
  test.each(oracle.slopes.map((one) => [one.lag, one] as const))("lag %s", (_, one) => {
    const { value, n, interval } = laggedSlope(one);
    expect(n).toBe(one.n);
    expectRelative(value, one.value, 1e-10);
    expectRelative(interval?.lower ?? null, Number(one.interval[0]), 1e-9);
    expectRelative(interval?.upper ?? null, Number(one.interval[1]), 1e-9);
  });
});

describe("hidden move, against SciPy", () => {
  test.each(oracle.hidden_moves.map((one) => [one.age, one] as const))("%s s", (_, one) => {
    const { returns, span, age, threshold } = one;
    const found = hiddenMove({ returns, spanSeconds: span, ageSeconds: age, threshold });
    const parts = [found.volatility, found.move, found.exceedance];
    for (const [i, part] of parts.entries()) {
      expectRelative(part.value, Number(one.value[i]), 1e-12);
      expectRelative(part.interval?.lower ?? null, Number(one.lower[i]), 1e-10);
      expectRelative(part.interval?.upper ?? null, Number(one.upper[i]), 1e-10);
    }
  });
});

describe("needs, by reading each deficit from its start", () => {
  const changes = oracle.deficits.changes.map(([time, deficit, action, amount, excess, openAfter]) => ({
    ...{ deficit: String(deficit), market: "0xaa", asset: "0xdc", action: action as DeficitAction },
    ...{
      amount: BigInt(String(amount)),
      excess: BigInt(String(excess)),
      openAfter: BigInt(String(openAfter)),
    },
    timestamp: BigInt(Number(time)),
  }));

  test("default", () => {
    const { needs, withoutNeed } = needsOf(changes);
    const number = (time: bigint | null) => (time === null ? null : Number(time));
    const found = needs.map((need) => ({
      deficit: need.deficit,
      breached: number(need.breachedAt),
      triggered: number(need.triggeredAt),
      funded: number(need.fundedAt),
      deployed: number(need.deployedAt),
      ended: number(need.endedAt),
      needed: String(need.needed),
      covered: String(need.covered),
      lost: String(need.socialised + need.writtenOff),
    }));
    const order = (a: { breached: number | null; deficit: string }, b: typeof a) =>
      Number(a.breached) - Number(b.breached) || (a.deficit < b.deficit ? -1 : 1);
    expect(found.sort(order)).toEqual(oracle.deficits.needs);
    expect(withoutNeed).toBe(oracle.deficits.without);
  });

  test("behavior: the peak is the largest of all minutes", () => {
    expect(peakDeployments(changes).map(({ amount }) => String(amount))).toEqual([oracle.deficits.peak]);
  });
});

describe("runs, second by second", () => {
  const share = (text: string) => {
    const { raw, decimals } = parseDecimal(text);
    return scaled(raw, decimals);
  };

  test.each(oracle.runs.map((one, i) => [i, one] as const))("run %s", (_, one) => {
    const pool = {
      ...{ backstop: "0xaa", market: null, asset: "0xdc", decimals: 0 },
      ...{ claims: BigInt(one.claims), liquid: BigInt(one.liquid), queued: BigInt(one.queued) },
      due: one.due.map(([at, amount]) => ({
        at: BigInt(Number(at)),
        amount: rational(BigInt(Number(amount))),
      })),
      cooldown: one.cooldown === null ? null : BigInt(one.cooldown),
      ...{ spans: [], hours: 0, shares: [], totalShares: null },
    };
    const { scenario } = poolRunOff(pool, {
      ...{ horizonSeconds: BigInt(one.horizon), providers: share(one.rate), lenders: share("0") },
      ...{ inflow: share(one.inflow), haircut: share(one.haircut) },
    });
    const [top, bottom] = (one.coverage ?? "").split("/");
    const expected =
      one.coverage === null ? null : toDecimal(rational(BigInt(top ?? 0), BigInt(bottom ?? 1)));
    expect(scenario?.coverage.value).toBe(expected);
    expect(scenario?.survivalSeconds).toBe(one.survival === null ? null : BigInt(one.survival));
  });
});

describe("unsafe spells, log by log", () => {
  test.each(oracle.spells.map((one, i) => [i, one] as const))(
    "market %s",
    (_, { logs, end, spells, unexplained }) => {
      const events = logs.flatMap(([time, kind, value]): LevelEvent[] => {
        const at = { ordinal: BigInt(Number(time)), seconds: BigInt(Number(time)) };
        if (kind === "price") return [{ ...at, of: "collateral", value: rational(BigInt(Number(value))) }];
        return kind === "ratio" ? [{ ...at, of: "ratio", value: scaled(BigInt(Number(value)), 2) }] : [];
      });
      const moves = logs.flatMap(([time, kind, collateral, debt]) =>
        kind === "price" || kind === "ratio"
          ? []
          : [
              {
                ...{
                  ordinal: BigInt(Number(time)),
                  seconds: BigInt(Number(time)),
                  isLiquidation: kind === "LIQUIDATION",
                },
                after: { collateral: BigInt(Number(collateral)), debt: BigInt(Number(debt)) },
              },
            ],
      );
      const steps = new LevelSteps(
        levelSteps([{ ordinal: -1n, seconds: 0n, of: "debt", value: rational(1n) }, ...events]),
      );
      const window = { from: 0n, to: BigInt(end), startOrdinal: 0n };
      const found = unsafeSpells({ before: { collateral: 0n, debt: 0n }, moves }, steps, window);
      const expected = spells.map(([start, stop, isLiquidated]) => ({
        startedAt: BigInt(Number(start)),
        endedAt: BigInt(Number(stop)),
        isLiquidated,
      }));
      expect(found).toEqual({ spells: expected, unexplained, truncated: 0 });
    },
  );
});
