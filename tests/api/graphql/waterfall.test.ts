import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { blockTime, fact, ordinal, storeWith } from "../../support/ledger-fixture.ts";
import {
  assetRow,
  backstopRow,
  balanceRow,
  flowRow,
  idOf,
  marketRow,
  protocolRow,
} from "../../support/ledger-rows.ts";

const LENDER = idOf("lender");
const USDC = "0x00000000000000000000000000000000000000c1";
const WETH = "0x00000000000000000000000000000000000000c2";
const MARKET = `${LENDER}aa`;
const FUND = `${LENDER}01`;
const STAKE = `${LENDER}02`;

type At = { readonly block: number; readonly log?: number; readonly step?: number };

function deposit(block: number, backstop: string, asset: string, amount: bigint) {
  const flow = { backstop, asset, direction: "IN", cause: "DEPOSIT", amount, after: amount };
  return flowRow(LENDER, { block }, flow);
}

function liquidation(at: At, loss: bigint | null, absorbed: bigint) {
  return fact(LENDER, at, {
    ...{ market: MARKET, mode: "DIRECT", account: "0xa1", debtAsset: USDC, debtRepaid: "1" },
    ...{ loss: loss === null ? null : loss.toString(), absorbed: absorbed.toString() },
    unresolved: loss === null ? null : (loss - absorbed).toString(),
  });
}

function allocation(
  at: At,
  loss: unknown,
  layer: string,
  fields: Record<string, unknown> & { amount: bigint },
) {
  const { amount, ...rest } = fields;
  return fact(LENDER, at, {
    ...{ market: MARKET, loss, layer, rank: 1, backstop: null, asset: USDC, amount: amount.toString() },
    ...rest,
  });
}

/** Block 20 loses 100 USDC: 60 by the fund, 30 by the stake, 10 by nobody. Block 30 pays 10 more of it as a deficit. */
const FIRST = liquidation({ block: 20 }, 100n, 90n);
/** Its loss is still being shown by an auction. */
const SECOND = liquidation({ block: 25 }, null, 0n);
/** It loses 7 and nobody takes them, until another log of block 31 does. */
const THIRD = liquidation({ block: 26 }, 7n, 0n);
const COVER = fact(
  LENDER,
  { block: 30 },
  {
    ...{ market: MARKET, deficit: `${MARKET}c1`, asset: USDC, action: "COVERED", amount: "10", excess: "0" },
    ...{ openAfter: "0", pendingAfter: "0", backstop: FUND },
  },
);

let store: Store;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(
    {
      Protocol: [protocolRow("lender")],
      Asset: [assetRow(USDC, "USDC", 6), assetRow(WETH, "WETH", 18)],
      Market: [
        marketRow({ id: MARKET, protocol: LENDER, kind: "LENDING_RESERVE", name: "USDC", debtAsset: USDC }),
      ],
      Backstop: [
        backstopRow({
          ...{ id: FUND, protocol: LENDER, name: "Fund" },
          ...{ kind: "STATIC_INSURANCE_FUND", layer: "INSURANCE_FUND" },
        }),
        backstopRow({
          ...{ id: STAKE, protocol: LENDER, name: "Stake", rank: 2 },
          ...{ kind: "STAKED_SAFETY_MODULE", layer: "STAKED_FIRST_LOSS" },
        }),
      ],
      BackstopBalance: [balanceRow(FUND, USDC), balanceRow(STAKE, USDC), balanceRow(STAKE, WETH)],
      FundFlow: [
        deposit(10, FUND, USDC, 60_000_000n),
        deposit(11, STAKE, USDC, 30_000_000n),
        deposit(12, STAKE, WETH, 10n ** 18n),
      ],
      Liquidation: [FIRST, SECOND, THIRD],
      Deficit: [
        {
          ...{ id: `${MARKET}c1`, protocol: LENDER, market: MARKET, asset: USDC },
          ...{ open: "0", pending: "0", created: "0", covered: "0", socialised: "0", writtenOff: "0" },
          ...{ lastCreatedAmount: "0", createdOrdinal: ordinal(20), updatedOrdinal: ordinal(30) },
        },
      ],
      DeficitChange: [COVER],
      LossAllocation: [
        allocation({ block: 20 }, FIRST.id, "INSURANCE_FUND", { backstop: FUND, amount: 60n }),
        allocation({ block: 20, step: 1 }, FIRST.id, "STAKED_FIRST_LOSS", {
          rank: 2,
          backstop: STAKE,
          amount: 30n,
        }),
        allocation({ block: 30 }, COVER.id, "INSURANCE_FUND", { backstop: FUND, amount: 10n }),
        allocation({ block: 31 }, THIRD.id, "SOCIALISED", { rank: 3, amount: 7n }),
      ],
    },
    40,
  );
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

async function solvency(fields: string) {
  const { data, errors } = await api.ask(`{ solvency(protocol: "lender") { ${fields} } }`);
  expect(errors).toEqual([]);
  return data.solvency;
}

describe("Solvency.waterfall", () => {
  // 100 USDC: 60 of the fund, 30 of the stake, 10 left.
  test("behavior: a loss in an asset is paid by what is held in it", async () => {
    const { waterfall } = await solvency(`waterfall(loss: "100", asset: "${USDC}") {
      definition { id } loss { value quote } asset { symbol } market { name } capacity { value } absorbed { value }
      unabsorbed { value status } layers { backstop { name } capacity { value } absorbed { value } } }`);
    expect(waterfall).toEqual({
      definition: { id: "waterfall" },
      loss: { value: "100", quote: USDC },
      asset: { symbol: "USDC" },
      market: null,
      capacity: { value: "90" },
      absorbed: { value: "90" },
      unabsorbed: { value: "10", status: "OK" },
      layers: [
        { backstop: { name: "Fund" }, capacity: { value: "60" }, absorbed: { value: "60" } },
        { backstop: { name: "Stake" }, capacity: { value: "30" }, absorbed: { value: "30" } },
      ],
    });
  });

  test("behavior: without prices nothing is known in dollars", async () => {
    const { waterfall } = await solvency('waterfall(loss: "1") { unabsorbed { value status reason } }');
    expect(waterfall.unabsorbed).toMatchObject({ value: "1", status: "PARTIAL_COVERAGE" });
  });

  test("behavior: a loss in two assets", async () => {
    const { waterfallByAsset } = await solvency(`waterfallByAsset(
      losses: [{ asset: "${USDC}", loss: "100" }, { asset: "${WETH}", loss: "0.25" }], market: "USDC"
    ) { runs { asset { symbol } absorbed { value } unabsorbed { value } } unabsorbed { value status } }`);
    expect(waterfallByAsset).toMatchObject({
      runs: [
        { asset: { symbol: "USDC" }, absorbed: { value: "90" }, unabsorbed: { value: "10" } },
        { asset: { symbol: "WETH" }, absorbed: { value: "0.25" }, unabsorbed: { value: "0" } },
      ],
      unabsorbed: { value: "0", status: "PARTIAL_COVERAGE" },
    });
  });

  test.each([
    ['loss: "-1"', "Expected a loss of 0 or more, got -1."],
    [`loss: "0.0000001", asset: "${USDC}"`, "Expected a loss with at most 6 decimals, as the asset has"],
    ['loss: "1", asset: "0xdead"', 'Expected an asset of "lender" with known decimals, got "0xdead".'],
    ['loss: "1", market: "DAI"', 'No market "DAI" of "lender"'],
  ])("error: %s", async (args, message) => {
    const { errors } = await api.ask(
      `{ solvency(protocol: "lender") { waterfall(${args}) { loss { value } } } }`,
    );
    expect(errors[0]?.message).toContain(message);
  });

  test("error: one asset twice", async () => {
    const loss = `{ asset: "${USDC}", loss: "1" }`;
    const { errors } = await api.ask(
      `{ solvency(protocol: "lender") { waterfallByAsset(losses: [${loss}, ${loss}]) { loss { value } } } }`,
    );
    expect(errors[0]?.message).toBe("Expected one loss for each asset, got an asset twice.");
  });
});

describe("Solvency.lossesAbsorbed", () => {
  const FIELDS = `definition { id } assets { asset { symbol } loss { raw } allocated { raw } unresolved { raw }
    residual { raw } later { raw } unknownCount
    layers { layer rank backstop { name } amount { raw } later { raw } allocationCount } }`;

  // Stated: 100 + 7 by liquidations and 10 by the cover = 117; taken at once 60 + 30 + 10 = 100; unresolved 10 + 7 = 17;
  // 117 − 100 − 17 = 0. The 7 that all lenders took later are no part of it.
  test("default", async () => {
    const { lossesAbsorbed } = await solvency(`lossesAbsorbed { ${FIELDS} }`);
    expect(lossesAbsorbed).toEqual({
      definition: { id: "losses-absorbed" },
      assets: [
        {
          asset: { symbol: "USDC" },
          ...{ loss: { raw: "117" }, allocated: { raw: "100" }, unresolved: { raw: "17" } },
          ...{ residual: { raw: "0" }, later: { raw: "7" }, unknownCount: "1" },
          layers: [
            {
              ...{ layer: "INSURANCE_FUND", rank: 1, backstop: { name: "Fund" } },
              ...{ amount: { raw: "70" }, later: { raw: "0" }, allocationCount: "2" },
            },
            {
              ...{ layer: "STAKED_FIRST_LOSS", rank: 2, backstop: { name: "Stake" } },
              ...{ amount: { raw: "30" }, later: { raw: "0" }, allocationCount: "1" },
            },
            {
              ...{ layer: "SOCIALISED", rank: 3, backstop: null },
              ...{ amount: { raw: "7" }, later: { raw: "7" }, allocationCount: "1" },
            },
          ],
        },
      ],
    });
  });

  // From block 26 on: 7 stated and unresolved, 10 stated and taken by the cover, 7 taken later of those of block 26.
  test("behavior: a window keeps what happened in it", async () => {
    const at = (block: number) => new Date(Number(blockTime(block)) * 1000).toISOString().replace(".000", "");
    const ask = async (from: number, to: number) =>
      (await solvency(`lossesAbsorbed(from: "${at(from)}", to: "${at(to)}") { ${FIELDS} }`)).lossesAbsorbed
        .assets;
    expect(await ask(26, 40)).toMatchObject([
      { loss: { raw: "17" }, allocated: { raw: "10" }, unresolved: { raw: "7" }, residual: { raw: "0" } },
    ]);
    expect(await ask(31, 40)).toMatchObject([
      { loss: { raw: "0" }, later: { raw: "7" }, residual: { raw: "0" } },
    ]);
    expect(await ask(21, 25)).toEqual([]);
  });

  test("error: a window that ends before it begins", async () => {
    const { errors } = await api.ask(`{ solvency(protocol: "lender") {
      lossesAbsorbed(from: "2021-01-01T00:00:00Z", to: "2020-01-01T00:00:00Z") { from } } }`);
    expect(errors[0]?.message).toContain("Expected from before to");
  });
});
