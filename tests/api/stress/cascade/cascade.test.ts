import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../../api/domain/errors.ts";
import { cascade } from "../../../../api/stress/cascade/cascade.ts";
import { liquidationCurve } from "../../../../api/stress/cascade/liquidation-curve.ts";
import { type LossLine, lossCurve } from "../../../../api/stress/cascade/loss-curve.ts";
import { type ImpactModel, priceImpact } from "../../../../api/stress/cascade/price-impact.ts";
import { type SupplyPosition, supplyCurve } from "../../../../api/stress/cascade/supply-curve.ts";
import oracle from "../../../oracles/cascade-and-reverse.json" with { type: "json" };
import { expectRelative } from "../../stats/expect-relative.ts";

type Account = SupplyPosition & { readonly netDebt: number };

const LINEAR: ImpactModel = { kind: "LINEAR", perUnit: 0.002, most: 0.99 };

/** Four positions of metrics.md: collateral, debt; threshold 0.8, all collateral sold. */
const FOUR: Account[] = [
  [10, 1400],
  [20, 2600],
  [15, 1725],
  [50, 5000],
].map(([units = 0, debt = 0]) => ({ units, trigger: debt / (units * 0.8), netDebt: debt, saleWorth: null }));

function run(accounts: readonly Account[], model: ImpactModel, shock: number, price = 200) {
  const losses = lossCurve(accounts.map(({ units, netDebt }) => ({ equityUnits: units, netDebt })));
  return cascade({ supply: supplyCurve(accounts), losses, impact: priceImpact(model), price, shock });
}

describe("cascade", () => {
  // metrics.md M-28 and the hand computation: at 160 the triggers 175 and 162.5 are passed, 30 units are sold, 160 × (1 − 0.06) = 150.4,
  // which is above the next trigger 143.75. At 140 also 143.75 is passed: 45 units, 140 × 0.91 = 127.4, above 125;
  // bad debt = (1400 − 1274) + (2600 − 2548) = 178. At 180 nothing is passed; 175 is a trigger that is met but not passed.
  test.each([
    { shock: 0.1, price: 180, units: 0, badDebt: 0, amplification: 1 },
    { shock: 0.125, price: 175, units: 0, badDebt: 0, amplification: 1 },
    { shock: 0.2, price: 150.4, units: 30, badDebt: 0, amplification: 1.24 },
    { shock: 0.3, price: 127.4, units: 45, badDebt: 178, amplification: 1.21 },
  ])("behavior: a shock of $shock ends at $price", ({ shock, price, units, badDebt, amplification }) => {
    const found = run(FOUR, LINEAR, shock);
    expectRelative(found.price, price, 1e-14);
    expect(found.units).toBe(units);
    expectRelative(found.badDebt, badDebt, 1e-12);
    expectRelative(found.amplification, amplification, 1e-12);
    expect(found.hasConverged).toBe(true);
  });

  for (const [at, { positions, model, price, shock, expected }] of oracle.cascades.entries()) {
    test(`behavior: exact fractions, book ${at}`, () => {
      const accounts = positions.map((position) => ({ ...position, saleWorth: null }));
      const found = run(accounts, model as ImpactModel, shock, price);
      expectRelative(found.price, Number(expected.price), 1e-12);
      expectRelative(found.units, Number(expected.units), 1e-12);
      const size = positions.reduce((sum, { netDebt }) => sum + netDebt, 0);
      expect(Math.abs(found.badDebt - Number(expected.badDebt))).toBeLessThan(1e-12 * size);
      expect(found.iterations).toBeLessThanOrEqual(positions.length + 1);
    });
  }

  test("behavior: the gain is the fall that the sales of a further percent cause", () => {
    // Shock 20 %: at rest at 150.4; one percent lower, 148.896, nothing more is triggered. Shock 23 %: 154, 30 units, at rest at 144.76;
    // one percent lower, 143.3124, the trigger 143.75 is passed: 15 more units. 154 × 0.002 × 15 / (0.01 × 144.76) = 3.19...
    expect(run(FOUR, LINEAR, 0.2).gain).toBe(0);
    expectRelative(run(FOUR, LINEAR, 0.23).gain, (154 * 0.002 * 15) / 1.4476, 1e-9);
  });

  test("behavior: a liquidation that repays a part sells what that part is worth", () => {
    // Worth 500 with a bonus of 10 %: 550 of collateral; 10 units, trigger 100. Impact 1 % a unit.
    // Greatest root of p = 95 (1 − 0.01 × 550/p): p² − 95 p + 522.5 = 0 → p = (95 + √(9025 − 2090))/2 = 89.138...
    const account = { units: 10, trigger: 100, netDebt: 900, saleWorth: 550 };
    const found = run([account], { kind: "LINEAR", perUnit: 0.01, most: 0.99 }, 0.05, 100);
    expectRelative(found.price, (95 + Math.sqrt(6935)) / 2, 1e-12);
    expectRelative(found.units, 550 / found.price, 1e-12);
  });

  test("behavior: a price of zero sells everything", () => {
    const found = run(FOUR, LINEAR, 1);
    expect([found.price, found.units, found.badDebt]).toEqual([0, 95, 10725]);
  });

  test("error: InvalidRequestError for a shock above 1", () => {
    expect(() => run(FOUR, LINEAR, 1.01)).toThrow(InvalidRequestError);
  });
});

const accounts = fc.array(
  fc
    .record({
      units: fc.double({ min: 0.01, max: 1000, noNaN: true }),
      ratio: fc.double({ min: 0.1, max: 0.79, noNaN: true }),
      part: fc.option(fc.double({ min: 0.1, max: 1, noNaN: true })),
    })
    .map(({ units, ratio, part }) => {
      const netDebt = units * 200 * ratio;
      return {
        units,
        netDebt,
        trigger: netDebt / (units * 0.8),
        saleWorth: part === null ? null : netDebt * part * 1.05,
      };
    }),
  { maxLength: 30 },
);
const shocks = fc.double({ min: 0, max: 0.95, noNaN: true });
const models = fc.oneof(
  fc.record({
    kind: fc.constant("LINEAR" as const),
    perUnit: fc.double({ min: 0, max: 0.001, noNaN: true }),
    most: fc.constant(0.99),
  }),
  fc.record({
    kind: fc.constant("CONSTANT_PRODUCT" as const),
    reserve: fc.double({ min: 10, max: 1e6, noNaN: true }),
    feePpm: fc.constantFrom(0, 3000),
  }),
  fc.record({
    kind: fc.constant("SQUARE_ROOT" as const),
    scale: fc.constant(1),
    dailyVolatility: fc.double({ min: 0.01, max: 0.1, noNaN: true }),
    dailyVolume: fc.double({ min: 100, max: 1e6, noNaN: true }),
  }),
);

describe("properties of the cascade", () => {
  test("behavior: no shock on a healthy book is the identity", () => {
    fc.assert(
      fc.property(accounts, models, (book, model) => {
        const found = run(book, model, 0);
        expect([found.price, found.units, found.badDebt, found.amplification]).toEqual([200, 0, 0, null]);
      }),
    );
  });

  test("behavior: a greater shock, or less depth, never ends at a higher price or a smaller loss", () => {
    fc.assert(
      fc.property(accounts, models, shocks, shocks, (book, model, a, b) => {
        const [mild, severe] = [run(book, model, Math.min(a, b)), run(book, model, Math.max(a, b))];
        const slack = 1e-9 * 200;
        expect(severe.price).toBeLessThanOrEqual(mild.price + slack);
        expect(severe.units).toBeGreaterThanOrEqual(mild.units * (1 - 1e-6) - 1e-9);
        expect(severe.badDebt).toBeGreaterThanOrEqual(mild.badDebt - 1e-6 * (1 + mild.badDebt));
      }),
    );
  });

  test("behavior: a fixed point, and no higher price is one", () => {
    fc.assert(
      fc.property(accounts, models, shocks, (book, model, shock) => {
        const supply = supplyCurve(book);
        const impact = priceImpact(model);
        const found = run(book, model, shock);
        fc.pre(found.hasConverged);
        const map = (price: number) => found.shockedPrice * (1 - impact.fall(supply.units(price)));
        expect(Math.abs(map(found.price) - found.price)).toBeLessThanOrEqual(1e-9 * 200);
        // Between p* and p₀(1 − s) the map lies strictly below the price.
        for (let step = 1; step <= 200; step++) {
          const price = found.price + ((found.shockedPrice - found.price) * step) / 200;
          if (price - found.price > 1e-6 * 200) expect(map(price)).toBeLessThan(price);
        }
      }),
    );
  });

  test("behavior: units and prices have no scale", () => {
    fc.assert(
      fc.property(accounts, shocks, (book, shock) => {
        const large = book.map(({ units, trigger, netDebt, saleWorth }) => ({
          ...{ units: units * 1024, trigger: trigger / 1024, netDebt },
          saleWorth,
        }));
        const small = run(book, { kind: "CONSTANT_PRODUCT", reserve: 5000, feePpm: 0 }, shock, 200);
        const model: ImpactModel = { kind: "CONSTANT_PRODUCT", reserve: 5000 * 1024, feePpm: 0 };
        expectRelative(run(large, model, shock, 200 / 1024).price * 1024, small.price, 1e-9);
      }),
    );
  });
});

describe("priceImpact", () => {
  // x = 1000, 250 sold without a fee: (1000/1250)² = 0.64 is left. With 1 % fee: 1000² / (1247.5 × 1250).
  test("behavior: a constant-product pool by hand", () => {
    const pool = (feePpm: number) => priceImpact({ kind: "CONSTANT_PRODUCT", reserve: 1000, feePpm });
    expectRelative(pool(0).fall(250), 0.36, 1e-14);
    expectRelative(pool(10_000).fall(250), 1 - 1e6 / (1247.5 * 1250), 1e-13);
  });

  // Y = 1, σ = 4 %, a quarter of the day's volume: 0.04 × 0.5 = 2 %.
  test("behavior: the square-root law by hand, and half the depth", () => {
    const model: ImpactModel = { kind: "SQUARE_ROOT", scale: 1, dailyVolatility: 0.04, dailyVolume: 400 };
    expectRelative(priceImpact(model).fall(100), 0.02, 1e-14);
    expectRelative(priceImpact(model, 0.5).fall(50), 0.02, 1e-14);
  });

  test("behavior: straight lines between depth points, flat after the last", () => {
    const points = [
      { units: 100, fall: 0.01 },
      { units: 300, fall: 0.05 },
    ];
    const { fall } = priceImpact({ kind: "CURVE", points });
    expect([50, 100, 200, 300, 900].map(fall)).toEqual([0.005, 0.01, 0.03, 0.05, 0.05]);
  });

  test("error: InvalidRequestError for a curve that falls, a negative reserve and no depth", () => {
    const falling = [
      { units: 1, fall: 0.5 },
      { units: 2, fall: 0.4 },
    ];
    expect(() => priceImpact({ kind: "CURVE", points: falling })).toThrow(InvalidRequestError);
    const empty: ImpactModel = { kind: "CONSTANT_PRODUCT", reserve: 0, feePpm: 0 };
    expect(() => priceImpact(empty)).toThrow(InvalidRequestError);
    expect(() => priceImpact(LINEAR, 0)).toThrow(InvalidRequestError);
  });
});

describe("lossCurve", () => {
  test("behavior: sums of max(0, netDebt − units · p), whatever the signs", () => {
    const line = fc.record({
      equityUnits: fc.integer({ min: -50, max: 50 }),
      netDebt: fc.integer({ min: -5000, max: 5000 }),
    });
    fc.assert(
      fc.property(fc.array(line), fc.integer({ min: 0, max: 300 }), (lines: LossLine[], price) => {
        const expected = lines.reduce(
          (sum, { equityUnits, netDebt }) => sum + Math.max(0, netDebt - equityUnits * price),
          0,
        );
        expect(lossCurve(lines).loss(price)).toBe(expected); // integers: exact
      }),
    );
  });
});

describe("liquidationCurve", () => {
  test("behavior: what each further tenth liquidates", () => {
    const losses = lossCurve(FOUR.map(({ units, netDebt }) => ({ equityUnits: units, netDebt })));
    const points = liquidationCurve({ supply: supplyCurve(FOUR), losses }, 200, 10);
    // Triggers 175, 162.5, 143.75, 125; prices 200, 180, 160, 140, 120, ...
    expect(points.map(({ added }) => added)).toEqual([0, 0, 30, 15, 50, 0, 0, 0, 0, 0, 0]);
    expect(points[3]).toMatchObject({ units: 45, price: 140 });
    expectRelative(points[3]?.worth ?? null, 6300, 1e-12);
    expect(points.at(-1)?.badDebt).toBe(10725);
  });
});
