import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { CountingReader, startTestApi, type TestApi } from "../../support/api-server.ts";
import { fact, fill, NETWORK, ordinal, storeWith } from "../../support/ledger-fixture.ts";
import {
  assetRow,
  backstopRow,
  balanceRow,
  flowRow,
  idOf,
  marketRow,
  protocolRow,
} from "../../support/ledger-rows.ts";
import { ETH_A, MAKER, RAD, SMALL_HEAD, VAT, WAD, WETH } from "../../support/small-ledger/names.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";

let store: Store;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(SMALL_LEDGER, SMALL_HEAD);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

describe("Solvency.coverage", () => {
  const QUERY = `query ($asOf: AsOfInput, $protocol: String!, $measure: ExposureMeasure!, $strikeCurrency: String) {
    solvency(protocol: $protocol, asOf: $asOf) {
      coverage(measure: $measure, strikeCurrency: $strikeCurrency) {
        definition { id } measure
        resources { value quote status } exposure { value status } ratio { value status } shortfall { value }
        exposures { source market { name } backstop { name } amount { decimal } worth { value } }
      }
    }
  }`;
  const ask = async (variables: Record<string, unknown>) => {
    const { data, errors } = await api.ask(QUERY, variables);
    expect(errors).toEqual([]);
    return data.solvency.coverage;
  };

  // By hand, small-ledger/options.ts and capital.ts after block 130: 4 ETH at 150 and 0.5 ETH at 200 are open, so 600 +
  // 100 = 700 dollars are owed at worst; 7 WETH can be used at 100 dollars each.
  test("behavior: puts that the protocol wrote, at worst", async () => {
    const variables = { protocol: "hegic", measure: "OPTION_PAYOFF", asOf: { blockNumber: "130" } };
    expect(await ask({ ...variables, strikeCurrency: "USD" })).toMatchObject({
      definition: { id: "coverage" },
      measure: "OPTION_PAYOFF",
      resources: { value: "700", quote: "USD", status: "OK" },
      exposure: { value: "700", status: "OK" },
      ratio: { value: "1", status: "OK" },
      shortfall: { value: "0" },
      exposures: [
        {
          source: "OPTION_SERIES",
          market: { name: "ETH" },
          backstop: { name: "ETH pool" },
          amount: { decimal: "4" },
        },
        { source: "OPTION_SERIES", amount: { decimal: "0.5" }, worth: { value: "100" } },
      ],
    });
    expect(await ask(variables)).toMatchObject({ ratio: { value: null, status: "NO_DATA" } });
  });

  // After block 150 option 1 is exercised and option 3 (1 ETH at 100) is open; 2 expires in block 180.
  test("behavior: what is exercised or expired is owed no more", async () => {
    const variables = { protocol: "hegic", measure: "OPTION_PAYOFF", strikeCurrency: "USD" };
    const at = async (blockNumber: string) =>
      (await ask({ ...variables, asOf: { blockNumber } })).exposures.map(
        (part: { amount: { decimal: string } }) => part.amount.decimal,
      );
    expect(await at("150")).toEqual(["0.5", "1"]);
    expect(await at("180")).toEqual(["1"]);
  });

  // After block 108 Alice owes 200 rad; the buffer's flows are not all known.
  test("behavior: debt of positions", async () => {
    const variables = { protocol: "maker", measure: "EXPOSURE_AT_DEFAULT", asOf: { blockNumber: "119" } };
    expect(await ask({ ...variables, asOf: { blockNumber: "108" } })).toMatchObject({
      exposure: { value: "200", status: "OK" },
      exposures: [{ source: "POSITIONS", market: { name: "ETH-A" } }],
    });
    expect(await ask(variables)).toMatchObject({
      exposure: { value: "0" },
      ratio: { status: "PARTIAL_COVERAGE" },
    });
  });

  // At block 108 Alice owes 200 rad on 2 WETH at the 150 dollars of block 105: 300, so nothing is latent. From block 135 on
  // the feed has no valid value, so nothing is known of Bob's 60 rad on 5 WETH.
  test("behavior: debt that is already without cover", async () => {
    const variables = { protocol: "maker", measure: "LATENT", asOf: { blockNumber: "108" } };
    expect(await ask(variables)).toMatchObject({
      exposure: { value: "0" },
      exposures: [{ source: "POSITIONS" }],
    });
    expect(await ask({ ...variables, asOf: { blockNumber: "160" } })).toMatchObject({
      exposure: { value: null },
      ratio: { value: null },
    });
  });

  // 7 WETH of which 2,500 basis points do not count: 525 of 700 dollars.
  test("behavior: a haircut", async () => {
    const coverage = (args: string) =>
      api.ask(`{ solvency(protocol: "hegic", asOf: { blockNumber: 130 }) {
        coverage(measure: OPTION_PAYOFF, strikeCurrency: "USD", haircuts: [${args}]) { ratio { value } } } }`);
    const { data, errors } = await coverage(`{ asset: "${WETH}", bps: 2500 }`);
    expect(errors).toEqual([]);
    expect(data.solvency.coverage.ratio.value).toBe("0.75");
    const wrong = await coverage(`{ asset: "${WETH}", bps: 10001 }`);
    expect(wrong.errors[0]?.message).toBe("Expected haircuts from 0 to 10000 basis points, got 10001.");
    const twice = await coverage(`{ asset: "${WETH}", bps: 1 }, { asset: "${WETH}", bps: 1 }`);
    expect(twice.errors[0]?.message).toContain("Expected one haircut for asset");
  });

  test.each([
    ["maker", "OPEN_INTEREST"],
    ["maker", "TARGET_LIQUIDITY"],
    ["hegic", "DEMANDABLE_CLAIMS"],
    ["maker", "OPTION_PAYOFF"],
  ])("behavior: %s can have no %s", async (protocol, measure) => {
    expect(await ask({ protocol, measure })).toMatchObject({
      exposure: { value: null, status: "NOT_APPLICABLE" },
      ratio: { value: null },
    });
  });
});

describe("protocol-specific forms", () => {
  // Bob's 5 WETH against 60 rad at 13 dollars: 65 / 60; below 110 %, so all of his debt is.
  test("behavior: collateral ratio at a price that the caller gives", async () => {
    const { data, errors } = await api.ask(`{ solvency(protocol: "maker") {
      collateralRatio(market: "ETH-A", price: "13") { price total { value } isRecoveryMode positionsBelowMinimum
        debtBelowMinimum { decimal } stabilityPool { raw } cover { value } market { id } } } }`);
    expect(errors).toEqual([]);
    expect(data.solvency.collateralRatio).toEqual({
      price: "13",
      total: { value: "1.083333333333333333" },
      isRecoveryMode: true,
      positionsBelowMinimum: 1,
      debtBelowMinimum: { decimal: "60" },
      stabilityPool: { raw: "0" },
      cover: { value: "0" },
      market: { id: ETH_A },
    });
  });

  test("error: a market of another protocol, a price of zero", async () => {
    const ask = async (args: string) =>
      (await api.ask(`{ solvency(protocol: "maker") { collateralRatio(${args}) { price } } }`)).errors[0];
    expect((await ask('market: "ETH"'))?.message).toContain('No market "ETH" of "maker"');
    expect((await ask('market: "ETH-A", price: "0"'))?.message).toBe("Expected price above zero, got 0.");
  });

  // metrics.md M-01: vat.dai(vow) − vat.sin(vow) over Σ Art × rate, here (100 − 10 − 20) / (2 wad × 500 ray).
  test("behavior: Maker's surplus, debt by Art and rate, and the target", async () => {
    const vow = `${MAKER}01`;
    const made = await storeWith(
      {
        Protocol: [protocolRow("maker")],
        Asset: [{ ...assetRow(VAT, "dai", 45), kind: "INTERNAL" }, assetRow(WETH, "WETH", 18)],
        Market: [
          marketRow({ id: ETH_A, protocol: MAKER, kind: "CDP_COLLATERAL", name: "ETH-A", debtAsset: VAT }),
        ],
        MarketDebt: [
          {
            ...{ id: ETH_A, protocol: MAKER, market: ETH_A },
            ...{ normalized: (2n * WAD).toString(), rate: (500n * 10n ** 27n).toString() },
            ...{ createdOrdinal: ordinal(1), updatedOrdinal: ordinal(2) },
          },
        ],
        Backstop: [
          backstopRow({
            ...{ id: vow, protocol: MAKER, name: "Surplus buffer", contract: "0xa9" },
            ...{ kind: "PROTOCOL_REVENUE_SURPLUS", layer: "SURPLUS_BUFFER" },
          }),
        ],
        BackstopBalance: [balanceRow(vow, VAT)],
        FundFlow: [
          flowRow(
            MAKER,
            { block: 3 },
            {
              ...{ backstop: vow, asset: VAT, direction: "IN", cause: "FEE" },
              ...{ amount: 100n * RAD, after: 100n * RAD, encumberedAfter: (10n * RAD).toString() },
            },
          ),
        ],
        Deficit: (SMALL_LEDGER["Deficit"] ?? []).map((row) => ({ ...row, createdOrdinal: ordinal(1) })),
        DeficitChange: (SMALL_LEDGER["DeficitChange"] ?? []).slice(-1),
        ParameterChange: [
          fact(MAKER, { block: 4 }, { contract: "0xa9", name: "hump", value: (180n * RAD).toString() }),
        ],
      },
      SMALL_HEAD,
    );
    const queries = await startTestApi(made);
    const { data, errors } = await queries.ask(`{ solvency(protocol: "maker") {
      surplusRatio { surplus { value } debt { value } ratio { value status } }
      target: coverage(measure: TARGET_LIQUIDITY) { ratio { value } exposures { source amount { decimal } } }
      debt: coverage(measure: EXPOSURE_AT_DEFAULT) { exposures { source } }
    } }`);
    await queries.close();
    await made.close();
    expect(errors).toEqual([]);
    expect(data.solvency).toEqual({
      surplusRatio: {
        surplus: { value: "70" },
        debt: { value: "1000" },
        ratio: { value: "0.07", status: "OK" },
      },
      target: { ratio: { value: "0.5" }, exposures: [{ source: "PARAMETER", amount: { decimal: "180" } }] },
      debt: { exposures: [{ source: "MARKET_DEBT" }] },
    });
  });
});

describe("Backstop.coverage", () => {
  const LENDER = idOf("lender");

  /** A lending market with a backstop of its own, which holds `number` thousandths of what the market owes. */
  function reserve(number: number) {
    const at = number.toString(16).padStart(8, "0");
    const [market, backstop, asset] = [`${LENDER}aa${at}`, `${LENDER}bb${at}`, `0xee${at}`];
    const kinds = { kind: "STAKED_SAFETY_MODULE", layer: "STAKED_FIRST_LOSS" };
    return {
      Asset: assetRow(asset, `T${number}`, 6),
      Market: marketRow({
        id: market,
        protocol: LENDER,
        kind: "LENDING_RESERVE",
        name: `M${number}`,
        debtAsset: asset,
      }),
      LendingState: {
        ...{ id: market, protocol: LENDER, market, suppliedAssets: "2000", borrowedAssets: "1000" },
        ...{
          suppliedShares: null,
          borrowedShares: null,
          createdOrdinal: ordinal(1),
          updatedOrdinal: ordinal(1),
        },
      },
      Backstop: backstopRow({ id: backstop, protocol: LENDER, name: `B${number}`, market, ...kinds }),
      BackstopBalance: balanceRow(backstop, asset),
      FundFlow: flowRow(
        LENDER,
        { block: 2, log: number },
        {
          ...{ backstop, asset, direction: "IN", cause: "DEPOSIT" },
          ...{ amount: BigInt(number), after: BigInt(number) },
        },
      ),
    };
  }

  async function lender(count: number): Promise<Store> {
    const reserves = Array.from({ length: count }, (_, index) => reserve(index));
    const rows = (entity: keyof ReturnType<typeof reserve>) => reserves.map((one) => one[entity]);
    const made = await storeWith({ Protocol: [protocolRow("lender")] }, 10, NETWORK);
    const entities = ["Asset", "Market", "LendingState", "Backstop", "BackstopBalance", "FundFlow"] as const;
    await fill(made, Object.fromEntries(entities.map((entity) => [entity, rows(entity)])), 11, NETWORK);
    return made;
  }

  const PAGE = `query ($first: Int!) { backstops(first: $first) { edges { node {
    name layer rank protocol { slug } market { name }
    balances { balance { decimal asset { symbol } valuation { worth { value } } } usable { raw } }
    coverage(measure: EXPOSURE_AT_DEFAULT) { ratio { value status } matchedRatio { value } resources { quote }
      byAsset { asset { symbol } ratio { value } } byMarket { market { name } ratio { value } }
      exposures { source amount { decimal } } provenance { calcId } } } } } }`;

  // Backstop 25 holds 25 of the 1,000 units that its market owes: 0.025, counted in the market's own asset.
  test("behavior: a backstop is measured against its own market, and counts in the only asset there is", async () => {
    const made = await lender(30);
    const one = await startTestApi(made);
    const { data, errors } = await one.ask(PAGE, { first: 30 });
    await one.close();
    await made.close();
    expect(errors).toEqual([]);
    expect(data.backstops.edges[25].node.coverage).toMatchObject({
      ratio: { value: "0.025", status: "OK" },
      matchedRatio: { value: "0.025" },
      resources: { quote: "0xee00000019" },
      byAsset: [{ asset: { symbol: "T25" }, ratio: { value: "0.025" } }],
      byMarket: [{ market: { name: "M25" }, ratio: { value: "0.025" } }],
      exposures: [{ source: "LENDING_STATE", amount: { decimal: "0.001" } }],
    });
  });

  test("behavior: a page of 100 backstops with coverage, layers and balances costs as many queries as one of 10", async () => {
    const made = await lender(100);
    const counting = new CountingReader(made);
    const big = await startTestApi(counting);
    const cost = async (first: number) => {
      const before = counting.count;
      const { data, errors } = await big.ask(PAGE, { first });
      expect(errors).toEqual([]);
      expect(data.backstops.edges).toHaveLength(first);
      return counting.count - before;
    };
    const ten = await cost(10);
    expect(await cost(100)).toBe(ten);
    expect(ten).toBeLessThanOrEqual(25);
    await big.close();
    await made.close();
  });
});
