import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { fact, storeWith } from "../../support/ledger-fixture.ts";
import {
  assetRow,
  backstopRow,
  balanceRow,
  flowRow,
  idOf,
  marketRow,
  protocolRow,
} from "../../support/ledger-rows.ts";

const COVER = idOf("cover");
const MARKET = `${COVER}01`;
const FUND = `${COVER}0a`;
const REINSURER = `${COVER}0b`;
const CONTRACT = "0x00000000000000000000000000000000000000be";
const USDC = "0x00000000000000000000000000000000000000dc";

let store: Store;
let api: TestApi;

const dollars = (amount: number) => BigInt(amount) * 10n ** 6n;

function flow(
  block: number,
  backstop: string,
  [direction, cause]: [string, string],
  [amount, after]: [number, number],
) {
  return flowRow(
    COVER,
    { block, log: backstop === FUND ? 1 : 2 },
    { backstop, asset: USDC, direction, cause, amount: dollars(amount), after: dollars(after) },
  );
}

function term(step: number, name: string, value: number) {
  return fact(
    COVER,
    { block: 20, log: 3, step },
    { contract: CONTRACT, name, value: dollars(value).toString() },
  );
}

/** What the fund and the reinsurer pay of the loss of a block. */
function allocated(block: number, fund: number, ceded: number) {
  const loss = { market: MARKET, loss: `0x${block.toString(16).padStart(8, "0")}`, asset: USDC };
  const rows = [
    { ...loss, layer: "INSURANCE_FUND", rank: 1, backstop: FUND, amount: dollars(fund).toString() },
    { ...loss, layer: "REINSURANCE", rank: 2, backstop: REINSURER, amount: dollars(ceded).toString() },
  ];
  return rows
    .filter(({ amount }) => amount !== "0")
    .map((row, step) => fact(COVER, { block, log: 4, step }, row));
}

beforeAll(async () => {
  const backstop = { protocol: COVER, rank: 1 };
  const rows = {
    Protocol: [protocolRow("cover")],
    Asset: [assetRow(USDC, "USDC", 6)],
    Market: [marketRow({ id: MARKET, protocol: COVER, kind: "COVER", name: "Cover", debtAsset: USDC })],
    Backstop: [
      backstopRow({
        ...{ ...backstop, id: FUND, kind: "STATIC_INSURANCE_FUND", layer: "INSURANCE_FUND", name: "Fund" },
      }),
      backstopRow({
        ...{ ...backstop, id: REINSURER, kind: "REINSURANCE", layer: "REINSURANCE", name: "Reinsurer" },
        ...{ rank: 2, contract: CONTRACT },
      }),
    ],
    BackstopBalance: [balanceRow(FUND, USDC), balanceRow(REINSURER, USDC)],
    ParameterChange: [term(0, "reinsuranceLimit", 100), term(1, "reinsuranceRetention", 30)],
    FundFlow: [
      flow(10, FUND, ["IN", "DEPOSIT"], [310, 310]),
      flow(10, REINSURER, ["IN", "DEPOSIT"], [150, 150]),
      flow(15, FUND, ["OUT", "COVERAGE"], [10, 300]),
      flow(50, FUND, ["OUT", "COVERAGE"], [30, 270]),
      flow(50, REINSURER, ["OUT", "REINSURANCE"], [40, 110]),
      flow(60, FUND, ["OUT", "COVERAGE"], [20, 250]),
      flow(70, FUND, ["OUT", "COVERAGE"], [50, 200]),
    ],
    LossAllocation: [
      ...allocated(15, 10, 0),
      ...allocated(50, 30, 40),
      ...allocated(60, 20, 0),
      ...allocated(70, 50, 0),
    ],
  };
  store = await storeWith(rows, 100);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

const QUERY = `query ($asOf: AsOfInput, $loss: BigDecimal) {
  solvency(protocol: "cover", asOf: $asOf) {
    reinsurance(loss: $loss) {
      definition { id }
      layers { backstop { name } limit { decimal } retention { decimal status } paid { decimal } limitLeft { decimal } funded { value } }
      ceded { value quote } retained { value } cession { value } concentration { value }
      basis { asset { symbol } primaryEvents basisEvents aboveRetention primaryPaid { decimal } share { value } }
      net { gross { value } ceded { value } retained { value } }
    }
  }
}`;

describe("reinsurance", () => {
  // By hand: 100 − 40 left, 110 / 60 funded; 60 / (60 + 200). Losses: 10 before the treaty, 30 + 40 shared, 20 below the retention
  // of 30, 50 above it: three of four without the reinsurer, one of them above, 80 paid. Of 100, min(100 − 30, 60) is ceded.
  test("default", async () => {
    const { data } = await api.ask(QUERY, { loss: "100" });
    expect(data.solvency.reinsurance).toEqual({
      definition: { id: "reinsurance" },
      layers: [
        {
          backstop: { name: "Reinsurer" },
          limit: { decimal: "100" },
          retention: { decimal: "30", status: "OK" },
          paid: { decimal: "40" },
          limitLeft: { decimal: "60" },
          funded: { value: "1.833333333333333333" },
        },
      ],
      ceded: { value: "60", quote: USDC },
      retained: { value: "200" },
      cession: { value: "0.230769230769230769" },
      concentration: { value: "1" },
      basis: [
        {
          asset: { symbol: "USDC" },
          primaryEvents: "4",
          basisEvents: "3",
          aboveRetention: "1",
          primaryPaid: { decimal: "80" },
          share: { value: "0.75" },
        },
      ],
      net: { gross: { value: "100" }, ceded: { value: "60" }, retained: { value: "40" } },
    });
  });

  test("behavior: before the treaty there is a reinsurer without a limit", async () => {
    const { data } = await api.ask(QUERY, { asOf: { blockNumber: "15" }, loss: "100" });
    expect(data.solvency.reinsurance).toMatchObject({
      layers: [{ limit: { decimal: null }, retention: { status: "NO_DATA" } }],
      cession: { value: null },
      net: { ceded: { value: "0" }, retained: { value: "100" } },
    });
  });

  test("behavior: no loss asked about, none shared", async () => {
    const { data } = await api.ask(QUERY);
    expect(data.solvency.reinsurance.net).toBeNull();
  });

  test("error: a negative loss", async () => {
    const { errors } = await api.ask(QUERY, { loss: "-1" });
    expect(errors[0]?.message).toBe("Expected a loss of 0 or more, got -1.");
  });
});
