import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { storeWith } from "../../support/ledger-fixture.ts";
import { assetRow, backstopRow, balanceRow, flowRow, idOf, protocolRow } from "../../support/ledger-rows.ts";

const HUB = idOf("hub");
const POOL = `${HUB}0a`;
const USDC = "0x00000000000000000000000000000000000000dc";
const ALPHA = "0x00000000000000000000000000000000000000a1";
const BETA = "0x00000000000000000000000000000000000000b0";

let store: Store;
let api: TestApi;

/** The amount and what is encumbered after it, in whole dollars; the pool holds 1,000 throughout. */
function held(block: number, direction: string, account: string, [amount, encumbered]: [number, number]) {
  return flowRow(
    HUB,
    { block },
    {
      ...{ backstop: POOL, asset: USDC, direction, hold: "ENCUMBERED", cause: "REBALANCE", account },
      amount: BigInt(amount) * 10n ** 6n,
      after: 1000n * 10n ** 6n,
      encumberedAfter: String(encumbered * 10 ** 6),
    },
  );
}

beforeAll(async () => {
  const rows = {
    Protocol: [protocolRow("hub")],
    Asset: [assetRow(USDC, "USDC", 6)],
    Backstop: [
      backstopRow({
        ...{
          id: POOL,
          protocol: HUB,
          kind: "CROSS_PROTOCOL_SHARED_POOL",
          layer: "INSURANCE_FUND",
          name: "Hub",
        },
      }),
    ],
    BackstopBalance: [balanceRow(POOL, USDC)],
    FundFlow: [
      flowRow(
        HUB,
        { block: 10 },
        {
          ...{ backstop: POOL, asset: USDC, direction: "IN", cause: "DEPOSIT" },
          amount: 1000n * 10n ** 6n,
          after: 1000n * 10n ** 6n,
        },
      ),
      held(20, "HOLD", ALPHA, [900, 900]),
      held(30, "HOLD", BETA, [800, 1700]),
      held(40, "RELEASE", BETA, [300, 1400]),
      held(50, "HOLD", ALPHA, [100, 1500]),
      held(60, "RELEASE", BETA, [500, 1000]),
    ],
  };
  store = await storeWith(rows, 100);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

const QUERY = `query ($asOf: AsOfInput, $losses: [MemberLossInput!], $scenarios: [MemberScenariosInput!], $level: BigDecimal) {
  solvency(protocol: "hub", asOf: $asOf) {
    sharedCapital(losses: $losses, scenarios: $scenarios, level: $level) {
      definition { id }
      pools {
        backstop { name }
        capital { value } committed { value } rehypothecation { value } simultaneousCall { value }
        members { account committed { value } }
        tail { shortfall { value n status } diversification { value } members { account contribution { value } } }
      }
    }
  }
}`;

describe("shared capital", () => {
  // By hand: after block 50, 900 + 100 for alpha and 800 − 300 for beta, of 1,000.
  test("default", async () => {
    const { data } = await api.ask(QUERY, { asOf: { blockNumber: "50" }, level: "0.975" });
    expect(data.solvency.sharedCapital).toEqual({
      definition: { id: "shared-capital" },
      pools: [
        {
          backstop: { name: "Hub" },
          capital: { value: "1000" },
          committed: { value: "1500" },
          rehypothecation: { value: "1.5" },
          simultaneousCall: { value: "0.666666666666666667" },
          members: [
            { account: ALPHA, committed: { value: "1000" } },
            { account: BETA, committed: { value: "500" } },
          ],
          tail: {
            shortfall: { value: null, n: 0, status: "NOT_APPLICABLE" },
            diversification: { value: null },
            members: [],
          },
        },
      ],
    });
  });

  test("behavior: a commitment that was released is gone", async () => {
    const { data } = await api.ask(QUERY, { level: "0.975" });
    expect(data.solvency.sharedCapital.pools[0].members).toEqual([
      { account: ALPHA, committed: { value: "1000" } },
    ]);
  });

  // By hand: 20 scenarios at one half: the worst ten. Alpha loses 1.5 in the first ten, beta 0.25 in all: ES 1.75 = 1.5 + 0.25;
  // alone 1.5 and 0.25, so nothing is saved. 1,000 / (400 + 100.5).
  test("behavior: losses and scenarios of the caller", async () => {
    const losses = [
      { account: ALPHA, amount: "400" },
      { account: BETA, amount: "100.5" },
    ];
    const scenarios = [
      { account: ALPHA, losses: [...Array(10).fill("1.5"), ...Array(10).fill("0")] },
      { account: BETA, losses: Array(20).fill("0.25") },
    ];
    const { data } = await api.ask(QUERY, { losses, scenarios, level: "0.5" });
    expect(data.solvency.sharedCapital.pools[0]).toMatchObject({
      simultaneousCall: { value: "1.998001998001998002" },
      tail: {
        shortfall: { value: 1.75, n: 20, status: "OK" },
        diversification: { value: 0 },
        members: [
          { account: ALPHA, contribution: { value: 1.5 } },
          { account: BETA, contribution: { value: 0.25 } },
        ],
      },
    });
  });

  test("behavior: one calcId for equal requests, however they are written", async () => {
    const ask = async (args: string) => {
      const { data } = await api.ask(
        `{ solvency(protocol: "hub") { sharedCapital${args} { provenance { calcId } } } }`,
      );
      return data.solvency.sharedCapital.provenance.calcId;
    };
    expect(await ask('(level: "0.9750", backstop: "Hub")')).toBe(await ask(""));
    const losses = (amount: string) => `(losses: [{ account: "${ALPHA}", amount: "${amount}" }])`;
    expect(await ask(losses("4.50"))).toBe(await ask(losses("4.5")));
    expect(await ask(losses("4.51"))).not.toBe(await ask(losses("4.5")));
  });

  test("error: members with different numbers of scenarios", async () => {
    const scenarios = [
      { account: ALPHA, losses: Array(20).fill("1") },
      { account: BETA, losses: ["1"] },
    ];
    const { errors } = await api.ask(QUERY, { scenarios, level: "0.5" });
    expect(errors[0]?.message).toBe("Expected losses of every member in the same 20 scenarios.");
  });
});
