import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { fact, storeWith } from "../../support/ledger-fixture.ts";
import { HEGIC, HEGIC_ETH, POOL, WAD, WETH } from "../../support/small-ledger/names.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";

const QUERY = `query ($protocol: String!, $asOf: AsOfInput, $windowDays: Int) {
  solvency(protocol: $protocol, asOf: $asOf) {
    absorptionEfficiency(windowDays: $windowDays) {
      definition { id }
      window { from to askedDays coveredDays status reason }
      absorbed { value quote status }
      averageCapital { value numerator denominator status }
      efficiency { value status reason }
      capitalYearsPerUnit { value }
      episodes
      layers { backstop { name } efficiency { value status } episodes }
      provenance { calcId blockNumber inputCompleteness }
    }
  }
}`;

let store: Store;
let api: TestApi;

beforeAll(async () => {
  const payoff = fact(
    HEGIC,
    { block: 150, log: 0, step: 0 },
    {
      market: HEGIC_ETH,
      loss: "0x0e",
      layer: "OPTION_PAYOFF",
      rank: 1,
      backstop: POOL,
      asset: WETH,
      amount: (2n * WAD).toString(),
    },
  );
  const allocations = [...(SMALL_LEDGER["LossAllocation"] ?? []), payoff];
  store = await storeWith({ ...SMALL_LEDGER, LossAllocation: allocations }, 200);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

async function ask(variables: Record<string, unknown>) {
  const { data, errors } = await api.ask(QUERY, variables);
  return { answer: data?.solvency?.absorptionEfficiency, errors };
}

describe("absorptionEfficiency", () => {
  // By hand, from small-ledger/capital.ts, blocks 10 s apart: 10 WETH for 100 s, 11 for 300 s, 9 for 500 s are 8,800 WETH·s
  // over the 900 s since the first event; 2 × 900 / 8,800 = 9/44; 8,800 / (2 × 31,536,000) = 0.000139523084728564…
  test("default: the window is cut at the protocol's first event", async () => {
    const { answer } = await ask({ protocol: "hegic" });
    expect(answer).toMatchObject({
      definition: { id: "absorption-efficiency" },
      window: {
        from: "2020-03-12T08:18:20Z",
        to: "2020-03-12T08:33:20Z",
        askedDays: 90,
        coveredDays: "0.010416666666666667",
        status: "PARTIAL_COVERAGE",
      },
      absorbed: { value: "2", quote: WETH, status: "OK" },
      averageCapital: { value: "9.777777777777777778", numerator: "8800", denominator: "900" },
      efficiency: { value: "0.204545454545454545", status: "PARTIAL_COVERAGE" },
      episodes: "1",
      layers: [
        { backstop: { name: "ETH pool" }, efficiency: { value: "0.204545454545454545" }, episodes: "1" },
      ],
    });
    const years = 8800 / (2 * 31_536_000);
    expect(Number(answer.capitalYearsPerUnit.value)).toBeCloseTo(years, 15);
    expect(answer.window.reason).toMatch(/^0\.01 of 90 days are covered/);
  });

  // By hand: at block 140, 10 WETH for 100 s and 11 for 200 s: 3,200 / 300.
  test("behavior: at a block before the loss nothing is absorbed", async () => {
    const { answer } = await ask({ protocol: "hegic", asOf: { blockNumber: 140 } });
    expect(answer).toMatchObject({
      averageCapital: { value: "10.666666666666666667" },
      efficiency: { value: "0" },
      capitalYearsPerUnit: { value: null },
      episodes: "0",
    });
  });

  test("behavior: a fund whose flows are not all known has no efficiency, though it took a loss", async () => {
    const { answer } = await ask({ protocol: "maker" });
    expect(answer).toMatchObject({
      efficiency: { value: null, status: "PARTIAL_COVERAGE" },
      layers: [{ backstop: { name: "Vow" }, efficiency: { value: null }, episodes: "1" }],
      provenance: { inputCompleteness: "0" },
    });
  });

  test("behavior: the calculation is named by its window", async () => {
    const ids = await Promise.all(
      [undefined, 90, 30].map(async (windowDays) => {
        const { answer } = await ask({ protocol: "hegic", windowDays });
        return answer.provenance.calcId;
      }),
    );
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  test("error: BAD_USER_INPUT for a window without days", async () => {
    const { errors } = await ask({ protocol: "hegic", windowDays: 0 });
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});
