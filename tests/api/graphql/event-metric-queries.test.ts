import { describe, expect, test } from "vitest";
import { CountingReader, startTestApi } from "../../support/api-server.ts";
import { type FixtureRows, fact, ordinal, storeWith } from "../../support/ledger-fixture.ts";
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

const BANK = idOf("bank");
const OTHER = idOf("other");
const USD = "0x00000000000000000000000000000000000000d1";

function named(kind: string, i: number): string {
  return `0x${kind}${i.toString(16).padStart(38, "0")}`;
}

/** One asset with its market, feeds, position, deficit, liquidation and pool. */
function part(i: number) {
  const [asset, market, pool, feed] = [named("a0", i), `${BANK}1${i}`, `${BANK}2${i}`, named("f0", i)];
  const account = named("c0", i);
  const position = `${market}${account.slice(2)}`;
  const own = { protocol: BANK, createdOrdinal: ordinal(1), updatedOrdinal: ordinal(1) };
  return {
    Asset: assetRow(asset, `A${i}`, 0),
    Market: marketRow({
      ...{ id: market, protocol: BANK, kind: "CDP_COLLATERAL", name: `M${i}` },
      ...{ collateralAsset: asset, debtAsset: USD, priceFeed: feed },
    }),
    Backstop: backstopRow({
      id: pool,
      protocol: BANK,
      kind: "STABILITY_POOL",
      layer: "STABILITY_POOL",
      name: `P${i}`,
    }),
    BackstopBalance: balanceRow(pool, asset),
    FundFlow: flowRow(
      BANK,
      { block: 20, log: i },
      {
        ...{ backstop: pool, asset, direction: "IN", cause: "DEPOSIT", amount: 10n, after: 10n },
      },
    ),
    PriceFeed: feedRow(feed, BANK, asset),
    PriceObservation: observationRow(BANK, { block: 21, log: i }, { id: feed, asset, price: 10n ** 8n }),
    ParameterChange: fact(
      BANK,
      { block: 22, log: i },
      { contract: "0xc0", market, name: "mat", value: (15n * 10n ** 26n).toString() },
    ),
    Position: {
      ...{
        ...own,
        id: position,
        market,
        account,
        collateral: "99",
        debt: "99",
        debtShares: null,
        size: null,
      },
      isClosed: false,
    },
    PositionChange: fact(
      BANK,
      { block: 23, log: i },
      {
        ...{ market, position, account, cause: "OPEN", collateralChange: "10", debtChange: "5" },
        ...{ collateralAfter: "10", debtAfter: "5", sizeChange: null, sizeAfter: null },
      },
    ),
    DeficitChange: fact(
      BANK,
      { block: 24, log: i },
      {
        ...{ market, deficit: `${market}d1`, asset: USD, action: "CREATED", amount: "5", excess: "0" },
        ...{ openAfter: "5", pendingAfter: "0" },
      },
    ),
    Liquidation: fact(
      BANK,
      { block: 25, log: i },
      {
        ...{ market, mode: "DIRECT", account, debtAsset: USD, debtRepaid: "5", loss: "1" },
        ...{ absorbed: "0", unresolved: "1" },
      },
    ),
    StatusChange: fact(BANK, { block: 26, log: i }, { subject: market, status: "PAUSED", previous: null }),
  };
}

function ledger(parts: number): FixtureRows {
  const all = Array.from({ length: parts }, (_, i) => part(i + 1));
  const entities = Object.keys(all[0] ?? {}) as (keyof ReturnType<typeof part>)[];
  const rows = Object.fromEntries(entities.map((entity) => [entity, all.map((one) => one[entity])]));
  const asset = named("a0", 1);
  const feed = named("f1", 1);
  return {
    ...rows,
    Protocol: [protocolRow("bank"), protocolRow("other")],
    Asset: [...(rows["Asset"] ?? []), assetRow(USD, "USD", 0)],
    PriceFeed: [...(rows["PriceFeed"] ?? []), feedRow(feed, OTHER, asset)],
    PriceObservation: [
      ...(rows["PriceObservation"] ?? []),
      observationRow(OTHER, { block: 30 }, { id: feed, asset, price: 10n ** 8n }),
    ],
  };
}

const FIELDS = [
  "oracle { feeds { feed { asset { symbol } } deviation { value } } mispricing { markets { market { name } missed { debt { decimal } } } } }",
  "runOff { pools { backstop { name } claims { decimal } horizons { rate { value } } } }",
  "deployment { needs { market { name } needed { decimal } } }",
  "liquidationLatency { times { subjects } markets { market { name } spells } }",
  "reflexivity { clustering { events } elasticities { backstop { name } asset { symbol } slope { value } } }",
  "intervention { interventions { need { market { name } } deployed { decimal } } falsePauseRate { value } }",
  "counterparty { markets { market { name } exposure { decimal } lossGivenDefault { value } } }",
  "moralHazard { days slope { value } }",
];

async function queriesOf(field: string, parts: number): Promise<number> {
  const store = await storeWith(ledger(parts), 100);
  const reader = new CountingReader(store);
  const api = await startTestApi(reader);
  const { errors } = await api.ask(`{ stress(protocol: "bank") { ${field} } }`, {});
  await api.close();
  await store.close();
  expect(errors).toEqual([]);
  return reader.count;
}

describe("metrics from events", () => {
  test.each(FIELDS.map((field) => [field.split(" ")[0], field] as const))(
    "behavior: %s costs a fixed number of queries, however many markets, feeds and pools there are",
    async (_, field) => {
      expect(await queriesOf(field, 4)).toBe(await queriesOf(field, 1));
    },
  );
});
