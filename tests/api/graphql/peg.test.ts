import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { fact, storeWith } from "../../support/ledger-fixture.ts";
import {
  assetRow,
  backstopRow,
  balanceRow,
  feedRow,
  flowRow,
  idOf,
  marketRow,
  observationRow,
  protocolRow,
} from "../../support/ledger-rows.ts";

const DAI = idOf("coin");
const MARKET = `${DAI}01`;
const PSM = `${DAI}0a`;
const USDC = "0x00000000000000000000000000000000000000dc";
const VAT = "0x00000000000000000000000000000000000000da";
const FEED = "0x00000000000000000000000000000000000000fe";
const HEAD = 80_000;
const HOUR_OF_BLOCKS = 360;

let store: Store;
let api: TestApi;

function priced(block: number, price: bigint | null) {
  return observationRow(DAI, { block }, { id: FEED, asset: USDC, price });
}

/** Whole dollars. */
function swapped(block: number, direction: string, amount: bigint, after: bigint) {
  return flowRow(
    DAI,
    { block, log: 1 },
    {
      ...{ backstop: PSM, asset: USDC, direction, cause: "PEG_SWAP" },
      amount: amount * 10n ** 6n,
      after: after * 10n ** 6n,
    },
  );
}

beforeAll(async () => {
  const outs = Array.from({ length: 20 }, (_, i) => BigInt(i + 1));
  let left = 1000n;
  const drained = outs.map((amount) => {
    left -= amount;
    return swapped(Number(amount) * 10 * HOUR_OF_BLOCKS, "OUT", amount, left);
  });
  const rows = {
    Protocol: [protocolRow("coin")],
    Asset: [assetRow(USDC, "USDC", 6), assetRow(VAT, "dai", 45)],
    Market: [
      marketRow({
        ...{ id: MARKET, protocol: DAI, kind: "CDP_COLLATERAL", name: "PSM-USDC-A" },
        ...{ collateralAsset: USDC, debtAsset: VAT },
      }),
    ],
    Backstop: [
      backstopRow({
        ...{
          id: PSM,
          protocol: DAI,
          kind: "PEG_STABILITY_MODULE",
          layer: "SURPLUS_BUFFER",
          name: "PSM-USDC-A",
        },
        market: MARKET,
      }),
    ],
    BackstopBalance: [balanceRow(PSM, USDC)],
    FundFlow: [swapped(100, "IN", 1000n, 1000n), ...drained],
    ParameterChange: [500n, 1000n].map((line, i) =>
      fact(
        DAI,
        { block: 50 + i },
        {
          ...{ contract: VAT, market: MARKET, name: "line", value: (line * 10n ** 45n).toString() },
        },
      ),
    ),
    PriceFeed: [feedRow(FEED, DAI, USDC)],
    PriceObservation: [
      priced(100, 100_000_000n),
      priced(30_000, 99_000_000n),
      priced(30_030, 98_000_000n),
      priced(30_060, 100_000_000n),
      priced(70_000, 99_700_000n),
    ],
  };
  store = await storeWith(rows, HEAD);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

describe("peg", () => {
  const QUERY = `query ($asOf: AsOfInput, $age: Int, $minMinutes: Int, $days: Int) {
    solvency(protocol: "coin", asOf: $asOf, maxPriceAgeSeconds: $age) {
      peg(minMinutes: $minMinutes, windowDays: $days) {
        definition { id }
        window { status }
        assets {
          asset { symbol }
          price { value }
          deviation { value quote status }
          episodes { start end seconds extreme observations beganBefore }
          shareOutside { numerator denominator }
          halfLife { value n status }
        }
      }
    }
  }`;

  // By hand: 0.997 − 1; outside from block 30,000 to 30,060, ten seconds each, deepest −0.02. Prices are known from block 100 to
  // 80,000. 222 hourly samples of 0 and −0.003 back from the block: φ̂ = 0.994..., too near 1 for a return to the mean.
  test("default", async () => {
    const { data } = await api.ask(QUERY, { age: 200_000 });
    expect(data.solvency.peg).toMatchObject({
      definition: { id: "peg" },
      window: { status: "PARTIAL_COVERAGE" },
    });
    const [usdc, dai] = data.solvency.peg.assets;
    expect(usdc).toEqual({
      asset: { symbol: "USDC" },
      price: { value: "0.997" },
      deviation: { value: "-0.003", quote: "USD", status: "OK" },
      episodes: [
        {
          start: "2020-03-15T19:20:00Z",
          end: "2020-03-15T19:30:00Z",
          seconds: "600",
          extreme: "-0.02",
          observations: 2,
          beganBefore: false,
        },
      ],
      shareOutside: { numerator: "600", denominator: "799000" },
      halfLife: { value: null, n: 221, status: "MODEL_DOMAIN" },
    });
    expect(dai).toMatchObject({
      asset: { symbol: "dai" },
      deviation: { value: null, status: "NO_DATA" },
      episodes: [],
    });
  });

  test("behavior: an old price has no deviation, but its episodes stay", async () => {
    const { data } = await api.ask(QUERY, { minMinutes: 10 });
    expect(data.solvency.peg.assets[0]).toMatchObject({
      deviation: { value: null, status: "STALE_INPUT" },
      episodes: [{ seconds: "600" }],
    });
  });

  test("behavior: the price in force at the start of the window begins an episode that lasts", async () => {
    const { data } = await api.ask(QUERY, { asOf: { blockNumber: "30050" }, days: 1, minMinutes: 0 });
    expect(data.solvency.peg.assets[0].episodes).toMatchObject([
      { start: "2020-03-15T19:20:00Z", end: null, seconds: "300", beganBefore: false },
    ]);
  });

  test.each([
    [{ minMinutes: -1 }, "Expected minMinutes of 0 or more, got -1."],
    [{ days: 0 }, "Expected windowDays from 1 to 3650, got 0."],
  ])("error: %j", async (variables, message) => {
    const { errors } = await api.ask(QUERY, variables);
    expect(errors[0]?.message).toBe(message);
  });

  test("behavior: an asset without a feed has nothing pegged to show, however long the history", async () => {
    const { data } = await api.ask(
      `{ solvency(protocol: "coin") { peg(windowDays: 1, assets: ["${VAT}"]) { assets { deviation { status } shareOutside { status } halfLife { status } } } } }`,
    );
    expect(data.solvency.peg.assets).toEqual([
      {
        deviation: { status: "NO_DATA" },
        shareOutside: { status: "ZERO_DENOMINATOR" },
        halfLife: { status: "NO_DATA" },
      },
    ]);
  });

  test("behavior: one calcId for equal requests, however they are written", async () => {
    const ask = async (args: string) => {
      const { data } = await api.ask(
        `{ solvency(protocol: "coin") { peg${args} { provenance { calcId } } } }`,
      );
      return data.solvency.peg.provenance.calcId;
    };
    const plain = await ask("");
    const written = `(toleranceBps: null, windowDays: 90, stepMinutes: 60, assets: ["${USDC}", "${VAT}"])`;
    expect(await ask(written)).toBe(plain);
    expect(await ask("(toleranceBps: 51)")).not.toBe(plain);
  });

  test("error: more steps than can be sampled", async () => {
    const { errors } = await api.ask(
      `{ solvency(protocol: "coin") { peg(stepMinutes: 0) { window { status } } } }`,
    );
    expect(errors[0]?.message).toContain("Expected stepMinutes of 1 or more and at most 100000 steps");
  });
});

describe("peg modules", () => {
  const QUERY = `query ($asOf: AsOfInput) {
    solvency(protocol: "coin", asOf: $asOf) {
      pegModules {
        definition { id }
        modules {
          backstop { name }
          ceiling { name amount }
          utilisation { value status }
          reserves { balance { decimal } capacityOut { decimal } outflow95 { value n } drainTime { value status } }
        }
      }
    }
  }`;

  // By hand: 1,000 − (1 + ... + 20) = 790 of a line of 1,000. Full hours from the 1st to the 222nd: 221, of which 201 have no
  // outflow; type 7 takes rank 220 × 0.95 + 1 = 210, the 9th amount: 9 dollars an hour; 790 / 9 hours.
  test("default", async () => {
    const { data } = await api.ask(QUERY);
    expect(data.solvency.pegModules).toMatchObject({
      definition: { id: "peg-module" },
      modules: [
        {
          backstop: { name: "PSM-USDC-A" },
          ceiling: { name: "line", amount: "1000" },
          utilisation: { value: "0.79", status: "OK" },
          reserves: [
            { balance: { decimal: "790" }, capacityOut: { decimal: "790" }, outflow95: { value: 9, n: 221 } },
          ],
        },
      ],
    });
    expect(data.solvency.pegModules.modules[0].reserves[0].drainTime.value).toBeCloseTo(790 / 9, 12);
  });

  test("behavior: as of a block, the ceiling and the hours of that block", async () => {
    const { data } = await api.ask(QUERY, { asOf: { blockNumber: "50" } });
    expect(data.solvency.pegModules.modules).toEqual([
      {
        backstop: { name: "PSM-USDC-A" },
        ceiling: { name: "line", amount: "500" },
        utilisation: { value: "0", status: "OK" },
        reserves: [],
      },
    ]);
    const later = await api.ask(QUERY, { asOf: { blockNumber: "4000" } });
    expect(later.data.solvency.pegModules.modules[0].reserves[0]).toMatchObject({
      balance: { decimal: "999" },
      drainTime: { value: null, status: "INSUFFICIENT_DATA" },
    });
  });
});
