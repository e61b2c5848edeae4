import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { QUIET } from "../../../../api/stress/replay/replay-scenario.ts";
import { type ReplayResult, runReplay } from "../../../../api/stress/replay/run-replay.ts";
import { madeStressBook, madeTerms } from "../../../support/stress/made-stress-book.ts";

const ACCOUNTS = 500;
const STEPS = 200;
const UNIT = 1_000_000n;

/** Whole numbers that look random: x → 48271 x mod (2^31 − 1), by Park and Miller. */
function numbers(): () => number {
  let state = 1;
  return () => {
    state = (48_271 * state) % 2_147_483_647;
    return state;
  };
}

function hashOf({ record, settled, multiplier }: ReplayResult): string {
  const hash = createHash("sha256");
  for (const table of [record.market, record.losses, record.latent, record.repaid, settled.lossPath]) {
    hash.update(new Uint8Array(table.buffer));
  }
  const drawn = settled.draws.map((layer) => layer.drawn);
  return hash
    .update([settled.loss, settled.unabsorbed, ...drawn, multiplier?.breaks].join(","))
    .digest("hex");
}

// The hash was made by Node 20; it must be the same on every version, which is what this test is for.
test("behavior: every version of Node gives the same bytes", () => {
  const next = numbers();
  const accounts = Array.from({ length: ACCOUNTS }, () => ({
    market: 0,
    collateral: [
      { factor: 1, raw: UNIT * BigInt(1 + (next() % 1_000)) },
      { factor: 2, raw: UNIT * BigInt(1 + (next() % 1_000)) },
    ],
    debt: [{ factor: 0, raw: UNIT * BigInt(1 + (next() % 100_000)) }],
  }));
  const path = () => Array.from({ length: STEPS }, (_, step) => 1 - step / 300 + (next() % 1_000) / 20_000);
  const book = madeStressBook({
    ...{ prices: [UNIT, 100n * UNIT, 100n * UNIT], markets: [madeTerms(8_000, 5_000, 500)], accounts },
    layers: [[{ factor: 0, raw: 1_000_000n * UNIT }], [{ factor: 1, raw: 10_000n * UNIT }]],
  });
  const result = runReplay({
    book,
    scenario: {
      ...QUIET,
      paths: [
        { asset: "a1", multiples: path() },
        { asset: "a2", multiples: path() },
      ],
      depth: [
        { asset: "a1", model: { kind: "SQUARE_ROOT", scale: 1, dailyVolatility: 0.05, dailyVolume: 1e6 } },
      ],
      oracle: { lagSeconds: 600, heartbeatSeconds: 3_600, deviation: 0.005 },
      ...{ scale: 0.9, findMultiplier: true },
    },
  });
  expect(hashOf(result)).toBe("064e2ab2b0ad26203f332fc471b71dcdeab76d84842ec34ed9a92a290a40afa2");
});
