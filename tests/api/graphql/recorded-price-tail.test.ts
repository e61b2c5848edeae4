// Numbers by pandas, NumPy and SciPy from the same recording: tests/oracles/recorded-prices.py.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseDecimal } from "../../../api/domain/decimal-string.ts";
import type { Store } from "../../../api/store/store.ts";
import oracle from "../../oracles/recorded-prices.json" with { type: "json" };
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { storeWith } from "../../support/ledger-fixture.ts";
import { blockAtTime, type DatedPrice, priceLedger } from "../../support/price-ledger.ts";
import { SHARED_MISSING, sharedPath } from "../../support/shared.ts";
import { WETH } from "../../support/small-ledger/names.ts";
import { expectRelative } from "../stats/expect-relative.ts";

const folder = sharedPath("data", "prices-hourly");
/** 13 March 2020, the first whole day of the fixture's clock. */
const FIRST = 1_584_057_600n;
const DAY = 86_400n;

/** Closes of the hours, as observed ten seconds before their ends; the day that the recording breaks off in is left out. */
function readCloses(path: string): DatedPrice[] {
  const [, ...lines] = readFileSync(join(path, "eth_hourly.csv"), "utf8").trim().split(/\r?\n/);
  const rows = lines.map((line) => line.split(","));
  const all = rows.map((cells) => ({ hour: BigInt(cells[0] ?? ""), close: cells[6] ?? "" }));
  const last = all.reduce((latest, { hour }) => (hour > latest ? hour : latest), 0n);
  return all
    .filter(({ hour }) => hour >= FIRST && hour < last - (last % DAY))
    .map(({ hour, close }) => {
      const { raw, decimals } = parseDecimal(close);
      return { seconds: hour + 3590n, raw: raw * 10n ** BigInt(8 - decimals) };
    })
    .sort((a, b) => Number(a.seconds - b.seconds));
}

const ESTIMATE = "value interval { lower upper } reason";

describe.skipIf(folder === null)(
  `tails of recorded ether prices${folder === null ? ` (${SHARED_MISSING})` : ""}`,
  () => {
    let store: Store;
    let api: TestApi;

    beforeAll(async () => {
      const prices = readCloses(folder ?? "");
      const end = (prices.at(-1)?.seconds ?? 0n) + 10n;
      store = await storeWith(priceLedger(prices, 8), blockAtTime(end));
      api = await startTestApi(store);
    }, 120_000);

    afterAll(async () => {
      await api?.close();
      await store?.close();
    });

    async function tail(fields: string, args: string) {
      const { data, errors } = await api.ask(`{ tail(metric: "price", subject: "maker", asset: "${WETH}",
        from: "2020-03-13T00:00:00Z", ${args}) { ${fields} } }`);
      expect(errors).toEqual([]);
      return data.tail;
    }

    const SAMPLES = [
      { name: "hourly", expected: oracle.hourly, args: `bucket: HOUR, alpha: "${oracle.alpha}"` },
      { name: "daily", expected: oracle.daily, args: `bucket: DAY, alpha: "${oracle.dailyAlpha}"` },
    ];

    test.each(SAMPLES)(
      "default: $name returns by every method",
      async ({ expected, args }) => {
        const RISK = `n missing worst valueAtRisk { ${ESTIMATE} } expectedShortfall { ${ESTIMATE} }`;
        for (const [method, pair] of [
          ["HISTORICAL", expected.historical],
          ["FILTERED_HISTORICAL", expected.filtered],
          ["AGE_WEIGHTED", expected.ageWeighted],
        ] as const) {
          const answer = await tail(RISK, `${args}, method: ${method}`);
          expect([answer.n, answer.missing]).toEqual([expected.n, expected.buckets - expected.n]);
          expectRelative(answer.worst, expected.worst, 1e-12);
          expectRelative(answer.valueAtRisk.value, pair[0] as number, 1e-11);
          expectRelative(answer.expectedShortfall.value, pair[1] as number, 1e-11);
        }
      },
      120_000,
    );

    test.each(SAMPLES)(
      "behavior: $name extremes over the 95 % quantile",
      async ({ expected, args }) => {
        const { threshold, exceedances, shape, scale, risk } = expected.pareto;
        const { extremes } = await tail(
          `extremes { exceedances shape { ${ESTIMATE} } scale { value } valueAtRisk { ${ESTIMATE} }
          expectedShortfall { ${ESTIMATE} } }`,
          `${args}, threshold: ${threshold}`,
        );
        // The threshold lies on a loss; which side of it that loss falls on is the last digit's business.
        expect(Math.abs(extremes.exceedances - exceedances)).toBeLessThanOrEqual(1);
        expect(Math.abs(extremes.shape.value - shape)).toBeLessThan(1e-4);
        expectRelative(extremes.scale.value, scale, 2e-3);
        expectRelative(extremes.valueAtRisk.value, risk[0] as number, 1e-4);
        expectRelative(extremes.expectedShortfall.value, risk[1] as number, 1e-3);
        expect(extremes.shape.interval.lower).toBeLessThan(shape);
        expect(extremes.shape.interval.upper).toBeGreaterThan(shape);
      },
      120_000,
    );

    test.each(SAMPLES)(
      "behavior: $name drawdowns",
      async ({ expected, args }) => {
        const { drawdown } = await tail(
          "drawdown { kind depth troughAt conditional { value interval { lower upper } } }",
          args,
        );
        expectRelative(drawdown.depth, expected.maximumDrawdown, 1e-12);
        expect(drawdown.troughAt.slice(0, 10)).toBe(expected.troughAt.slice(0, 10));
        expectRelative(drawdown.conditional.value, expected.conditionalDrawdown, 1e-11);
      },
      120_000,
    );
  },
);
