import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../api/domain/errors.ts";
import { hawkes } from "../../../api/stats/hawkes.ts";
import { kolmogorovTest } from "../../../api/stats/kolmogorov-test.ts";
import { type Random, seededRandom } from "../../../api/stats/seeded-random.ts";
import { expectRelative } from "./expect-relative.ts";
import { readOracle } from "./read-oracle.ts";
import { GOLDEN, weyl } from "./weyl.ts";

type Oracle = {
  hawkes: {
    baseline: number;
    branching: number;
    decay: number;
    logLikelihood: number;
    interval: [number, number];
    kolmogorovDistance: number;
  };
  kolmogorov: { n: number; distance: number; pValue: number };
};
const oracle = readOracle<Oracle>("tail_and_dependence.json");

function cumulate(gaps: readonly number[]): number[] {
  let time = 0;
  return gaps.map((gap) => {
    time += gap;
    return time;
  });
}

/** Immigrants with generations of children: the branching form of the process, not the intensity that is fitted. */
function branchingProcess(random: Random, ask: { duration: number; baseline: number; branching: number }) {
  const exponential = (): number => -Math.log(1 - random.nextUniform());
  const events: number[] = [];
  for (let time = exponential() / ask.baseline; time < ask.duration; time += exponential() / ask.baseline) {
    events.push(time);
  }
  for (let i = 0; i < events.length; i++) {
    for (let arrival = exponential(); arrival < ask.branching; arrival += exponential()) {
      const child = (events[i] as number) + exponential();
      if (child < ask.duration) events.push(child);
    }
  }
  return events.sort((a, b) => a - b);
}

describe("hawkes", () => {
  test("default", () => {
    const times = cumulate(weyl(150, GOLDEN).map((u, i) => -Math.log(1 - u) * (i % 5 < 3 ? 0.2 : 3)));
    const duration = (times.at(-1) as number) + 1;
    const { branchingRatio, fit, goodnessOfFit } = hawkes({ times, duration, confidence: 0.95 });
    expectRelative(branchingRatio.value, oracle.hawkes.branching, 1e-6);
    expectRelative(fit?.baseline ?? null, oracle.hawkes.baseline, 1e-6);
    expectRelative(fit?.decay ?? null, oracle.hawkes.decay, 1e-6);
    expectRelative(fit?.logLikelihood ?? null, oracle.hawkes.logLikelihood, 1e-10);
    expectRelative(branchingRatio.interval?.lower ?? null, oracle.hawkes.interval[0], 1e-6);
    expectRelative(branchingRatio.interval?.upper ?? null, oracle.hawkes.interval[1], 1e-6);
    const lambda = (Math.sqrt(150) + 0.12 + 0.11 / Math.sqrt(150)) * oracle.hawkes.kolmogorovDistance;
    expectRelative(goodnessOfFit, 2 * (Math.exp(-2 * lambda ** 2) - Math.exp(-8 * lambda ** 2)), 1e-4);
  });

  test.each([0.3, 0.7])(
    "behavior: the interval holds the branching ratio %d of a simulation",
    (branching) => {
      const times = branchingProcess(seededRandom(4n), { duration: 400, baseline: 1.5, branching });
      const { branchingRatio, goodnessOfFit } = hawkes({ times, duration: 400, confidence: 0.99 });
      expect(branchingRatio.interval?.lower).toBeLessThan(branching);
      expect(branchingRatio.interval?.upper).toBeGreaterThan(branching);
      expect(goodnessOfFit).toBeGreaterThan(0.01);
    },
  );

  test("behavior: independent events have an interval that reaches 0", () => {
    const random = seededRandom(8n);
    const times = cumulate(Array.from({ length: 300 }, () => -Math.log(1 - random.nextUniform())));
    const duration = times.at(-1) as number;
    const { branchingRatio } = hawkes({ times, duration, confidence: 0.99 });
    expect(branchingRatio.status).toBe("OK");
    expect(branchingRatio.interval?.lower).toBe(0);
    // Wide: excitement that lasts as long as the observation looks like a constant rate.
    expect(branchingRatio.interval?.upper).toBeLessThan(1);
  });

  test("behavior: evenly spaced events do not excite each other", () => {
    const times = Array.from({ length: 120 }, (_, i) => i + 1);
    const { branchingRatio, goodnessOfFit } = hawkes({ times, duration: 120, confidence: 0.95 });
    expect(branchingRatio.value).toBe(0);
    expect(branchingRatio.interval?.lower).toBe(0);
    expect(goodnessOfFit).toBeLessThan(1e-6);
  });

  test("behavior: what cannot be given says why", () => {
    const times = Array.from({ length: 120 }, (_, i) => i + 1);
    const ask = { duration: 200, confidence: 0.95 };
    expect(hawkes({ ...ask, times: times.slice(0, 99) })).toMatchObject({
      branchingRatio: { status: "INSUFFICIENT_DATA", value: null },
      fit: null,
      goodnessOfFit: null,
    });
    expect(hawkes({ ...ask, times: [] }).branchingRatio.status).toBe("NO_DATA");
    expect(hawkes({ ...ask, times: [...times, 120] }).branchingRatio.status).toBe("MODEL_DOMAIN");
  });

  test("error: InvalidRequestError", () => {
    const ask = { duration: 200, confidence: 0.95 };
    expect(() => hawkes({ ...ask, times: [2, 1] })).toThrow(InvalidRequestError);
    expect(() => hawkes({ ...ask, times: [0, 1] })).toThrow(InvalidRequestError);
    expect(() => hawkes({ ...ask, times: [1, 201] })).toThrow(InvalidRequestError);
    expect(() => hawkes({ ...ask, times: [1, Number.NaN] })).toThrow(InvalidRequestError);
  });
});

describe("kolmogorovTest", () => {
  test("default", () => {
    // 100 numbers spread evenly, moved by 0.1 at the upper end.
    const probabilities = Array.from({ length: 100 }, (_, i) => ((i + 1) / 100) * 0.9);
    const { distance, pValue } = kolmogorovTest(probabilities);
    expectRelative(distance, oracle.kolmogorov.distance, 1e-12);
    expect(Math.abs(pValue - oracle.kolmogorov.pValue)).toBeLessThan(0.01);
    expect(kolmogorovTest(Array.from({ length: 1000 }, (_, i) => (i + 0.5) / 1000)).pValue).toBe(1);
    expect(kolmogorovTest(Array(50).fill(0)).pValue).toBeLessThan(1e-20);
  });
});
