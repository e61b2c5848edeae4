import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { QUIET, type ReplayScenario } from "../../../../api/stress/replay/replay-scenario.ts";
import { type ReplayResult, runReplay } from "../../../../api/stress/replay/run-replay.ts";
import {
  type MadeAccount,
  madeStressBook,
  madeTerms,
  type StressParts,
} from "../../../support/stress/made-stress-book.ts";
import { type ReferenceScenario, referenceReplay } from "../../../support/stress/replay-reference.ts";

const SECONDS = 300;
/** Relative distance of a comparison below which doubles may decide it otherwise than quotients do. */
const CLOSE = 1e-5;

const raw = fc.bigInt({ min: 1_000_000n, max: 10n ** 15n });
const leg = (factors: number) => fc.record({ factor: fc.nat({ max: factors - 1 }), raw });

/** Debts from a tenth to more than all of the collateral at the block's prices, so that some accounts are unsafe already. */
function account(factors: number, isPair: boolean): fc.Arbitrary<MadeAccount & { readonly part: number }> {
  const legs = fc.array(leg(factors), { minLength: 1, maxLength: isPair ? 1 : 3 });
  return fc.record({ market: fc.nat({ max: 1 }), collateral: legs, debt: legs, part: fc.nat({ max: 120 }) });
}

function scaledDebt(
  prices: readonly bigint[],
  { part, debt, collateral, market }: MadeAccount & { part: number },
) {
  const worth = (legs: MadeAccount["debt"]) =>
    legs.reduce((sum, { factor, raw: units }) => sum + units * (prices[factor] ?? 0n), 0n);
  const [pledged, owed] = [worth(collateral), worth(debt)];
  const scaled = debt.map(({ factor, raw: units }) => ({
    factor,
    raw: 1n + (units * pledged * BigInt(part + 10)) / (owed * 100n),
  }));
  return { market, collateral, debt: scaled };
}

function book(isPair: boolean): fc.Arbitrary<StressParts> {
  const factors = 3;
  const terms = (closeFactor: number) =>
    fc
      .tuple(fc.integer({ min: 5_000, max: 9_000 }), fc.integer({ min: 0, max: 1_000 }))
      .map(([threshold, bonus]) => madeTerms(threshold, closeFactor, bonus));
  return fc
    .record({
      prices: fc.array(fc.bigInt({ min: 1_000n, max: 10n ** 10n }), {
        minLength: factors,
        maxLength: factors,
      }),
      markets: fc.tuple(terms(10_000), terms(isPair ? 10_000 : 5_000)),
      accounts: fc.array(account(factors, isPair), { minLength: 1, maxLength: 8 }),
      layers: fc.array(fc.array(leg(factors), { maxLength: 2 }), { maxLength: 3 }),
    })
    .map((parts) => ({
      ...parts,
      accounts: parts.accounts.map((one) => scaledDebt(parts.prices, one)),
    }));
}

const steps = fc.array(
  fc.tuple(...Array.from({ length: 3 }, () => fc.integer({ min: 300, max: 1_200 }).map((at) => at / 1_000))),
  { minLength: 1, maxLength: 4 },
);

const scenario: fc.Arbitrary<ReferenceScenario> = fc.record({
  multiples: steps,
  lagSteps: fc.nat({ max: 2 }),
  perUnit: fc.constant([1e-9, null, null]),
  decay: fc.constant(0.5),
});

function replayOf({ multiples, lagSteps, perUnit }: ReferenceScenario): ReplayScenario {
  return {
    ...QUIET,
    stepSeconds: SECONDS,
    recoveryHalfLifeSeconds: SECONDS,
    oracle: { lagSeconds: lagSteps * SECONDS, heartbeatSeconds: null, deviation: 0 },
    paths: [0, 1, 2].map((factor) => ({
      asset: `a${factor}`,
      multiples: multiples.map((row) => row[factor] ?? 1),
    })),
    depth: perUnit.flatMap((one, factor) =>
      one === null
        ? []
        : [{ asset: `a${factor}`, model: { kind: "LINEAR" as const, perUnit: one, most: 0.9 } }],
    ),
  };
}

/** Dollars in a table, by step. */
function byStep(table: Float64Array, length: number): number[] {
  const columns = table.length / length;
  return Array.from({ length }, (_, step) =>
    table.subarray(step * columns, (step + 1) * columns).reduce((sum, value) => sum + value, 0),
  );
}

function expectNear(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
}

function expectSame(a: ReplayResult, b: ReplayResult): void {
  for (const [at, value] of b.record.repaid.entries()) expectNear(a.record.repaid[at] ?? 0, value);
  for (const [at, value] of b.settled.lossPath.entries()) expectNear(a.settled.lossPath[at] ?? 0, value);
  expect([...a.record.counts]).toEqual([...b.record.counts]);
  expect(a.record.untouched).toBe(b.record.untouched);
}

describe("a replay", { timeout: 120_000 }, () => {
  test("behavior: within 1e-9 of the same replay in exact quotients", () => {
    fc.assert(
      fc.property(book(false), scenario, (parts, given) => {
        const exact = referenceReplay(parts, given);
        fc.pre(exact.closest > CLOSE);
        const { record } = runReplay({ book: madeStressBook(parts), scenario: replayOf(given) });
        const losses = byStep(record.losses, exact.steps.length);
        const latent = byStep(record.latent, exact.steps.length);
        for (const [at, step] of exact.steps.entries()) {
          expectNear(record.repaid[at] ?? 0, step.repaid.toNumber());
          expectNear(losses[at] ?? 0, step.loss.toNumber());
          expectNear(latent[at] ?? 0, step.latent.toNumber());
        }
      }),
      { numRuns: 100 },
    );
  });

  test("behavior: sorted critical prices and the general kernel give the same answer", () => {
    fc.assert(
      fc.property(book(true), scenario, (parts, given) => {
        fc.pre(referenceReplay(parts, given).closest > CLOSE);
        const input = { book: madeStressBook(parts), scenario: replayOf(given) };
        const pairs = runReplay(input);
        expect(pairs.kernel).toBe("PAIRS");
        expectSame(pairs, runReplay({ ...input, kernel: "GENERAL" }));
      }),
      { numRuns: 60 },
    );
  });

  test("behavior: without a shock the book stays as it is", () => {
    fc.assert(
      fc.property(book(false), fc.boolean(), (parts, isGeneral) => {
        const multiples = [
          [1, 1, 1],
          [1, 1, 1],
        ];
        const quiet = replayOf({ multiples, lagSteps: 1, perUnit: [1e-9, null, null], decay: 0.5 });
        const kernel = isGeneral ? "GENERAL" : "AUTO";
        const { settled, record, levels } = runReplay({
          book: madeStressBook(parts),
          scenario: quiet,
          kernel,
        });
        expect([settled.loss, settled.unabsorbed, settled.breach]).toEqual([0n, 0n, null]);
        expect(record.counts.every((count) => count === 0)).toBe(true);
        expect(
          settled.draws.flatMap(({ holdings }) => holdings).every(({ left, start }) => left === start),
        ).toBe(true);
        expect(levels.every(({ addedLoss }) => addedLoss === 0n)).toBe(true);
      }),
    );
  });

  test("behavior: nothing is lost or made between the layers, and the levels add up", () => {
    fc.assert(
      fc.property(
        book(false),
        scenario,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (parts, given, share) => {
          const run = { type: "RUN" as const, asset: null, market: null, term: null, value: 0 };
          const events = [{ ...run, from: 0, to: 900, change: 0, share }];
          const { settled, levels } = runReplay({
            book: madeStressBook(parts),
            scenario: { ...replayOf(given), events },
          });
          const drawn = settled.draws.reduce((sum, layer) => sum + layer.drawn, 0n);
          expect(drawn + settled.unabsorbed).toBe(settled.loss);
          for (const { holdings } of settled.draws) {
            for (const { start, drawn: out, withdrawn, left } of holdings) {
              expect(out + withdrawn + left).toBe(start);
              expect([out, withdrawn, left].every((part) => part >= 0n)).toBe(true);
            }
          }
          expect(levels.reduce((sum, { addedLoss }) => sum + addedLoss, 0n)).toBe(settled.loss);
          expect(levels.reduce((sum, { addedUnabsorbed }) => sum + addedUnabsorbed, 0n)).toBe(
            settled.unabsorbed,
          );
        },
      ),
    );
  });

  test("behavior: the same input gives the same bits, also after it was cloned", () => {
    fc.assert(
      fc.property(book(false), scenario, (parts, given) => {
        const input = { book: madeStressBook(parts), scenario: replayOf(given) };
        const first = runReplay(input);
        expect(runReplay(structuredClone(input))).toEqual(first);
        expect(structuredClone(first)).toEqual(first);
      }),
      { numRuns: 50 },
    );
  });
});
