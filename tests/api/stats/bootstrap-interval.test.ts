import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../api/domain/errors.ts";
import { bootstrapInterval } from "../../../api/stats/bootstrap-interval.ts";
import { seededRandom } from "../../../api/stats/seeded-random.ts";
import { stationaryBootstrap } from "../../../api/stats/stationary-bootstrap.ts";

const series = { n: 400, blockLength: 1 };
const sample = Array.from({ length: 400 }, (_, i) => (i * 37) % 400);

function meanOf(indices: Uint32Array): number {
  return indices.reduce((sum, index) => sum + (sample[index] as number), 0) / indices.length;
}

describe("bootstrapInterval", () => {
  // Of independent uniforms on 0..399 the mean 199.5 has the standard error √((400²-1)/12)/20 = 5.7735; ±1.96 of it.
  test("default", () => {
    const found = bootstrapInterval(series, { random: seededRandom(2n), replicates: 4000 }, meanOf);
    expect(Math.abs((found.interval?.lower as number) - (199.5 - 11.316))).toBeLessThan(0.8);
    expect(Math.abs((found.interval?.upper as number) - (199.5 + 11.316))).toBeLessThan(0.8);
    expect(found).toMatchObject({ confidence: 0.95, effectiveN: 400 });
  });

  test("behavior: the settings' block length wins, and a resample without a finite statistic leaves no interval", () => {
    const settings = { random: seededRandom(2n), replicates: 999, blockLength: 8, confidence: 0.9 };
    const found = bootstrapInterval(series, settings, (indices) => (indices[0] === 7 ? Number.NaN : 1));
    expect(found).toMatchObject({ interval: null, confidence: 0.9, effectiveN: 50 });
    expect(found.method).toContain("mean block 8, 999 replicates");
  });

  test("error: InvalidRequestError for settings out of range", () => {
    const random = seededRandom(1n);
    for (const settings of [{ replicates: 998 }, { blockLength: 0.5 }, { confidence: 1 }]) {
      expect(() => bootstrapInterval(series, { random, ...settings }, meanOf)).toThrow(InvalidRequestError);
    }
    const plan = { n: 0, blockLength: 1, replicates: 1, random };
    expect(() => stationaryBootstrap(plan, () => 0)).toThrow(InvalidRequestError);
  });
});
