import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { storeWith } from "../../support/ledger-fixture.ts";
import { backstopRow, balanceRow, flowRow } from "../../support/ledger-rows.ts";
import { VAULT_DAY, VAULT_HEAD, VAULT_WETH, VAULTS, vaultLedger } from "../../support/vault-ledger.ts";

const BUFFER = "0xb1";
const FEE = { backstop: BUFFER, asset: VAULT_WETH, direction: "IN", cause: "FEE" };
const WAD = 10n ** 18n;

const QUERY = `query (
  $asOf: AsOfInput, $horizonDays: Int = 31, $level: String = "1/2", $coverage: BigDecimal, $hurdle: Float, $costOfCapital: Float
) {
  stress(protocol: "vaults", asOf: $asOf, maxPriceAgeSeconds: 86400) {
    backstopPrice(horizonDays: $horizonDays, level: $level, coverage: $coverage, hurdle: $hurdle, costOfCapital: $costOfCapital) {
      definition { id } coverage { value quote } paid { value status } paidWindow { status } paidRate { value }
      expectedLoss { value n status reason } expectedShortfall { value } fairRate { value interval { lower upper } }
      raroc { value } participationGap { value } lossWindows assets
    }
  }
}`;

let store: Store;
let api: TestApi;

beforeAll(async () => {
  const ledger = {
    ...vaultLedger(1_995n),
    Backstop: [
      backstopRow({
        ...{ id: BUFFER, protocol: VAULTS, kind: "PROTOCOL_REVENUE_SURPLUS", layer: "SURPLUS_BUFFER" },
        name: "Buffer",
      }),
    ],
    BackstopBalance: [balanceRow(BUFFER, VAULT_WETH)],
    FundFlow: [flowRow(VAULTS, { block: 2 }, { ...FEE, amount: WAD, after: WAD })],
  };
  store = await storeWith(ledger, VAULT_HEAD);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

describe("backstopPrice", () => {
  // 63 daily prices make 32 windows of 31 days; 16 of them fall from 202 to 200. Then 10 WETH are worth 2,000 / 1.01
  // = 1,980.20 against 1,995: 14.80 unpaid. EL = 7.40, and the worst half costs 14.80. The buffer holds 1 WETH of 200.
  test("default: by hand", async () => {
    const { data } = await api.ask(QUERY, { costOfCapital: 0.06, hurdle: 0.1 });
    const price = data.stress.backstopPrice;
    const [loss, years] = [1995 - 2000 / 1.01, 31 / 365];
    expect(price).toMatchObject({
      definition: { id: "backstop-price" },
      coverage: { value: "200", quote: "USD" },
      paid: { value: "200", status: "OK" },
      expectedLoss: { n: 32, status: "OK" },
      lossWindows: 16,
      assets: [VAULT_WETH],
    });
    expect(price.expectedLoss.value).toBeCloseTo(loss / 2, 9);
    expect(price.expectedShortfall.value).toBeCloseTo(loss, 9);
    expect(price.fairRate.value).toBeCloseTo((loss / 2 + (0.06 * years * loss) / 2) / 200 / years, 9);
    // 200 dollars in the 5,443,190 seconds since the ledger's first record in block 1.
    const perYear = (200 * 31_536_000) / (VAULT_HEAD * 10 - 10);
    expect(Number(price.paidRate.value)).toBeCloseTo(perYear / 200, 9);
    expect(price.raroc.value).toBeCloseTo((perYear * years - loss / 2) / loss / years, 6);
    expect(price.participationGap.value).toBeCloseTo(0.1 - price.raroc.value, 9);
  });

  test("behavior: a smaller promise costs more a unit, but never more than is promised", async () => {
    const { data } = await api.ask(QUERY, { coverage: "5" });
    expect(data.stress.backstopPrice.coverage.value).toBe("5");
    expect(data.stress.backstopPrice.expectedShortfall.value).toBeCloseTo(5, 12);
  });

  test("behavior: nothing after the block shows", async () => {
    const { data } = await api.ask(QUERY, { asOf: { blockNumber: String(40 * VAULT_DAY + 1) } });
    expect(data.stress.backstopPrice.expectedLoss).toMatchObject({ n: 9, status: "INSUFFICIENT_DATA" });
  });

  test("behavior: nothing is owed before the first position, and nothing stands behind a promise of zero", async () => {
    const early = await api.ask(QUERY, { asOf: { blockNumber: "1" } });
    expect(early.data.stress.backstopPrice.expectedLoss).toMatchObject({
      ...{ value: null, status: "NOT_APPLICABLE" },
      reason: "No open position owes anything.",
    });
    const none = await api.ask(QUERY, { coverage: "0" });
    expect(none.data.stress.backstopPrice.expectedLoss.status).toBe("NOT_APPLICABLE");
  });

  test.each([
    [{ horizonDays: 91 }, /Expected horizonDays from 1 to 90, got 91/],
    [{ level: "1.5" }, /level inside \(0, 1\)/],
    [{ coverage: "-1" }, /Expected coverage of 0 or more/],
    [{ hurdle: -1 }, /Expected hurdle from 0 to 10/],
  ])("error: %o", async (variables, message) => {
    const { errors } = await api.ask(QUERY, variables);
    expect(errors).toMatchObject([
      { message: expect.stringMatching(message), extensions: { code: "BAD_USER_INPUT" } },
    ]);
  });
});
