import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LedgerSession } from "../../../api/services/ledger-session.ts";
import { loadSample, type SampleRequest } from "../../../api/services/samples/load-sample.ts";
import { StoreLedgerReader } from "../../../api/store/ledger-reader/store-ledger-reader.ts";
import { StoreSeriesReader } from "../../../api/store/series/store-series-reader.ts";
import type { Store } from "../../../api/store/store.ts";
import { blockTime, storeWith } from "../../support/ledger-fixture.ts";
import { NOTHING_KEPT } from "../../support/nothing-kept.ts";
import { POOL, WETH } from "../../support/small-ledger/names.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";

let store: Store;

beforeAll(async () => {
  store = await storeWith(SMALL_LEDGER, 200);
});

afterAll(async () => {
  await store?.close();
});

const REQUEST: SampleRequest = {
  ...{ metric: "balance", subject: POOL, asset: WETH, bucket: "MINUTE_5" },
  ...{ from: blockTime(90), to: blockTime(210) },
};

async function sampleAt(blockNumber: bigint, request: Partial<SampleRequest> = {}) {
  const session = new LedgerSession(new StoreLedgerReader(store));
  const ports = { reader: new StoreSeriesReader(store), cache: NOTHING_KEPT };
  const view = await session.view({ asOf: { blockNumber } });
  return loadSample(session, ports, view, { ...REQUEST, ...request });
}

// Balances after the last flow of 08:15, 08:20 and 08:25, from small-ledger/capital.ts: 10 come in block 110, 1 more in 120, 2 go in 150.
describe("loadSample", () => {
  test("default: one value for each whole bucket", async () => {
    const { unit, bucket, from, values } = await sampleAt(200n);
    expect({ unit, bucket }).toEqual({ unit: WETH, bucket: "MINUTE_5" });
    expect(from.every((second) => second % 300 === 0)).toBe(true);
    expect(values).toEqual([10, 11, 9]);
  });

  test("behavior: a bucket that the block cuts is left out, so later facts do not show", async () => {
    const early = await sampleAt(130n);
    const late = await sampleAt(200n);
    expect(late.values.slice(0, early.values.length)).toEqual(early.values);
    expect(early.from.every((second) => BigInt(second) + 300n <= blockTime(130))).toBe(true);
  });

  test("behavior: a span that begins after the block has no buckets and no unit", async () => {
    expect(await sampleAt(130n, { from: blockTime(140) })).toEqual({
      ...{ unit: null, bucket: "MINUTE_5" },
      ...{ from: [], values: [] },
    });
  });
});
