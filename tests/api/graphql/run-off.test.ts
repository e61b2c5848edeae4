import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { blockTime, type FixtureRows, fact, ordinal, storeWith } from "../../support/ledger-fixture.ts";
import {
  assetRow,
  backstopRow,
  balanceRow,
  flowRow,
  idOf,
  marketRow,
  protocolRow,
} from "../../support/ledger-rows.ts";

const BANK = idOf("bank");
const USDC = "0x00000000000000000000000000000000000000dc";
const MARKET = `${BANK}01`;
const POOL = `${BANK}0a`;
const MODULE = `${BANK}0b`;
const STAKE = "0x00000000000000000000000000000000000000c1";
const ALICE = "0x00000000000000000000000000000000000000a1";
const BOB = "0x00000000000000000000000000000000000000b0";
const HEAD = 50_000;
/** Blocks of ten seconds in an hour. */
const HOUR = 360;
const HOURS = 120;
const COOLDOWN = 864_000n;

type Take = { readonly block: number; readonly step: number; readonly account: string };

function poolFlow({ block, step, account }: Take, cause: string, [amount, after]: readonly [bigint, bigint]) {
  const isIn = cause === "DEPOSIT";
  return flowRow(
    BANK,
    { block, step },
    {
      ...{ backstop: POOL, asset: USDC, direction: isIn ? "IN" : "OUT", cause, account, amount, after },
      ...{
        shares: (isIn ? amount : -amount).toString(),
        sharesAfter: after.toString(),
        encumberedAfter: "900",
      },
    },
  );
}

/** In the hour that ends `hours` hours before the head, hours + 1 of 1,000 leave and come back. */
function hourOf(hours: number) {
  const block = HEAD - hours * HOUR - 10;
  const amount = BigInt(hours + 1);
  return [
    poolFlow({ block, step: 0, account: ALICE }, "WITHDRAWAL", [amount, 1000n - amount]),
    poolFlow({ block, step: 1, account: ALICE }, "DEPOSIT", [amount, 1000n]),
  ];
}

function moduleFlow(block: number) {
  return flowRow(
    BANK,
    { block, log: 3 },
    {
      ...{
        backstop: MODULE,
        asset: USDC,
        direction: "IN",
        cause: "DEPOSIT",
        account: ALICE,
        amount: 500n,
        after: 500n,
      },
      ...{ shares: "450", sharesAfter: "500", pendingShares: "0", pendingSharesAfter: "150" },
    },
  );
}

/** A request that is due some seconds after the head. */
function request(account: string, shares: bigint, dueIn: bigint) {
  return {
    ...{ id: `${MODULE}${account.slice(2)}`, backstop: MODULE, account, shares: shares.toString() },
    requestedAt: (blockTime(HEAD) + dueIn - COOLDOWN).toString(),
    ...{ createdOrdinal: ordinal(40), updatedOrdinal: ordinal(40) },
  };
}

const FIRST = HEAD - HOURS * HOUR - 20;

const ROWS: FixtureRows = {
  Protocol: [protocolRow("bank")],
  Asset: [assetRow(USDC, "USDC", 0)],
  Market: [marketRow({ id: MARKET, protocol: BANK, kind: "LENDING_RESERVE", name: "USDC", debtAsset: USDC })],
  Backstop: [
    backstopRow({ id: POOL, protocol: BANK, kind: "STABILITY_POOL", layer: "STABILITY_POOL", name: "pool" }),
    backstopRow({
      ...{
        id: MODULE,
        protocol: BANK,
        kind: "STAKED_SAFETY_MODULE",
        layer: "STAKED_FIRST_LOSS",
        name: "stake",
      },
      ...{ contract: STAKE, rank: 2 },
    }),
  ],
  BackstopBalance: [balanceRow(POOL, USDC), balanceRow(MODULE, USDC)],
  LendingState: [
    {
      ...{ id: MARKET, protocol: BANK, market: MARKET, suppliedAssets: "2000", borrowedAssets: "1900" },
      ...{ createdOrdinal: ordinal(30), updatedOrdinal: ordinal(30) },
    },
  ],
  WithdrawalRequest: [request(ALICE, 100n, 1000n), request(BOB, 50n, 432_000n)],
  ParameterChange: [
    fact(BANK, { block: FIRST }, { contract: STAKE, name: "cooldownSeconds", value: COOLDOWN.toString() }),
  ],
  FundFlow: [
    poolFlow({ block: FIRST, step: 0, account: ALICE }, "DEPOSIT", [600n, 600n]),
    poolFlow({ block: FIRST, step: 1, account: BOB }, "DEPOSIT", [400n, 1000n]),
    moduleFlow(FIRST + 1),
    ...Array.from({ length: HOURS }, (_, hours) => hourOf(HOURS - 1 - hours)).flat(),
  ],
};

/** The rows of a ledger that ends at a block. */
function upTo(rows: FixtureRows, block: number): FixtureRows {
  const isKnown = (row: { readonly [field: string]: unknown }) => Number(row["blockNumber"] ?? 0) <= block;
  return Object.fromEntries(Object.entries(rows).map(([entity, all]) => [entity, all.filter(isKnown)]));
}

let store: Store;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(ROWS, HEAD);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

const QUERY = `query ($asOf: AsOfInput, $scenario: RunOffScenarioInput) {
  stress(protocol: "bank", asOf: $asOf) {
    runOff(scenario: $scenario) {
      definition { id }
      pools {
        backstop { name } market { name }
        claims { raw } liquid { raw } queued { raw } cooldownSeconds
        idleShare { value }
        horizons {
          seconds
          rate { value n status interval { lower upper } } outflow { value status } coverage { value status interval { lower upper } }
        }
        survivalSeconds { value status reason }
        scenario { coverage { value numerator denominator status } survivalSeconds }
        depositors { depositors top10 { value status } hhi { value status } }
      }
    }
  }
}`;

async function pools(variables: Record<string, unknown>, from = api) {
  const { data, errors } = await from.ask(QUERY, variables);
  expect(errors ?? []).toEqual([]);
  return data.stress.runOff.pools;
}

describe("run-off", () => {
  // By hand: hourly rates are 1/1000 to 120/1000. Hyndman-Fan type 7 at 99 %: place 0.99 × 119 = 117.81, so 118.81/1000. Of
  // 1,000 claims 118.81 leave in an hour; 1,000 − 900 encumbered are liquid: 100 / 118.81 = 0.8417. They last 3,600 × 100 /
  // 118.81 = 3,030.05 s. One day has 5 periods, a week none.
  test("default", async () => {
    const [, pool] = await pools({});
    expect(pool).toMatchObject({
      backstop: { name: "pool" },
      claims: { raw: "1000" },
      liquid: { raw: "100" },
      queued: { raw: "0" },
      cooldownSeconds: null,
      idleShare: { value: "0.1" },
      survivalSeconds: { value: 3031, status: "OK" },
      scenario: null,
    });
    const [hour, day, week] = pool.horizons;
    expect(hour.rate).toMatchObject({ n: 120, status: "OK", interval: { upper: null } });
    expect(hour.rate.value).toBeCloseTo(0.11881, 12);
    expect(hour.outflow.value).toBeCloseTo(118.81, 9);
    expect(hour.coverage.value).toBeCloseTo(100 / 118.81, 12);
    expect(hour.coverage.interval.lower).toBeNull();
    expect([day.rate, week.rate]).toMatchObject([
      { n: 5, value: null, status: "INSUFFICIENT_DATA" },
      { n: 0, value: null, status: "NO_DATA" },
    ]);
  });

  // By hand, 0.36 + 0.16. The module's flows name 450 of its 500 shares.
  test("behavior: concentration of depositors", async () => {
    const [lending, pool, stake] = await pools({});
    expect(pool.depositors).toEqual({
      depositors: 2,
      top10: { value: "1", status: "OK" },
      hhi: { value: "0.52", status: "OK" },
    });
    expect(stake.depositors).toMatchObject({ depositors: 1, hhi: { status: "PARTIAL_COVERAGE" } });
    expect(lending.depositors).toMatchObject({
      depositors: null,
      hhi: { value: null, status: "NO_DATA" },
    });
  });

  // By hand, a day in which half of the providers' claims and a tenth of the lenders' leave, a fifth of all claims comes in and a
  // tenth of the cash is lost. Lending: 200 − min(400, 150) = 50 of 100 × 0.9: 1.8; 90 / 200 × 86,400 = 38,880 s. Pool: 500 −
  // min(200, 375) = 300 of 90: 0.3; 90 / 500 × 86,400 = 15,552 s. Stake: the cooldown of ten days keeps all but Alice's 100 of
  // 150 queued shares, due in 1,000 s: 100 − min(100, 75) = 25 of 450: 18.
  test("behavior: a scenario, cooldowns and idle cash of a lender", async () => {
    const scenario = {
      ...{ horizonSeconds: 86_400, providers: "0.5", lenders: "0.1", inflow: "0.2", haircut: "0.1" },
    };
    const [lending, pool, stake] = await pools({ scenario });
    expect(lending).toMatchObject({
      backstop: null,
      market: { name: "USDC" },
      idleShare: { value: "0.05" },
      scenario: { coverage: { value: "1.8", numerator: "90", denominator: "50" }, survivalSeconds: "38881" },
      survivalSeconds: { value: null, status: "NO_DATA" },
    });
    expect(pool.scenario).toMatchObject({ coverage: { value: "0.3" }, survivalSeconds: "15553" });
    expect(stake).toMatchObject({
      queued: { raw: "150" },
      cooldownSeconds: "864000",
      scenario: { coverage: { value: "18" }, survivalSeconds: null },
    });
    // Within an hour only what is due leaves, so the rate of the others does not matter.
    expect(stake.horizons[0].outflow).toEqual({ value: 100, status: "OK" });
  });

  test("behavior: nothing after the block is read", async () => {
    const asOf = { blockNumber: "40000" };
    const known = await storeWith(upTo(ROWS, 40_000), 40_000);
    const then = await startTestApi(known);
    const [before, after] = await Promise.all([pools({ asOf }, then), pools({ asOf })]);
    await then.close();
    await known.close();
    expect(before[1].horizons[0].rate.n).toBe(92);
    expect(after).toEqual(before);
  });

  test("behavior: nothing leaves", async () => {
    const [lending] = await pools({ scenario: { horizonSeconds: 1 } });
    expect(lending.scenario).toMatchObject({
      coverage: { value: null, status: "NOT_APPLICABLE" },
      survivalSeconds: null,
    });
  });

  test("error: a part above the whole", async () => {
    const { errors } = await api.ask(QUERY, { scenario: { horizonSeconds: 60, lenders: "1.1" } });
    expect(errors[0]?.message).toBe("Expected lenders from 0 to 1, got 1.1.");
  });
});
