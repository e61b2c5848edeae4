import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ProtocolWindow } from "../../../api/services/ports.ts";
import { StoreLedgerReader } from "../../../api/store/ledger-reader/store-ledger-reader.ts";
import type { Store } from "../../../api/store/store.ts";
import { blockHash, blockTime, fact, NETWORK, ordinal, storeWith } from "../../support/ledger-fixture.ts";

const PROTOCOL = "0x01";
const UINT256 = 2n ** 256n - 1n;

function created(block: number, asset: string, amount: bigint, fields: Record<string, unknown> = {}) {
  const own = { deficit: `${asset}dd`, market: "0x0a", asset, action: "CREATED", amount: String(amount) };
  return fact(
    PROTOCOL,
    { block, log: 1 },
    { ...own, excess: "0", openAfter: "0", pendingAfter: "0", ...fields },
  );
}

function liquidated(block: number, debtAsset: string, debtRepaid: bigint) {
  const own = { market: "0x0a", mode: "DIRECT", account: "0xac", debtAsset, debtRepaid: String(debtRepaid) };
  return fact(PROTOCOL, { block, log: 2 }, { ...own, absorbed: "0" });
}

/** The window begins at block 10: what is before it, of another protocol, beyond the view or no creation does not count. */
const ROWS = {
  DeficitChange: [
    created(9, "0xaa", 1000n),
    created(10, "0xaa", 100n),
    created(11, "0xaa", 99n),
    created(12, "0xaa", 0n),
    created(13, "0xbb", UINT256),
    created(14, "0xbb", UINT256, { action: "COVERED" }),
    created(15, "0xaa", 1000n, { protocol: "0x02" }),
    created(31, "0xaa", 1000n),
  ],
  Liquidation: [liquidated(9, "0xaa", 5n), liquidated(10, "0xaa", 7n), liquidated(11, "0xaa", UINT256)],
};

let store: Store;

beforeAll(async () => {
  store = await storeWith(ROWS, 40);
});

afterAll(() => store.close());

function windowAt(number: number): ProtocolWindow {
  const block = { number: BigInt(number), hash: blockHash(number), timestamp: blockTime(number) };
  const view = { network: NETWORK, horizon: BigInt(ordinal(number + 1)), block, head: block };
  return { view, protocol: PROTOCOL, from: blockTime(10) };
}

describe("StoreLedgerReader.createdDebts", () => {
  test("default: sums by asset, and the part that reaches the floor", async () => {
    const floors = [
      { asset: "0xaa", least: 100n },
      { asset: "0xbb", least: 0n },
    ];
    expect(await new StoreLedgerReader(store).createdDebts(windowAt(30), floors)).toEqual([
      { asset: "0xaa", amount: 199n, changes: 2n, amountAbove: 100n, changesAbove: 1n },
      { asset: "0xbb", amount: UINT256, changes: 1n, amountAbove: UINT256, changesAbove: 1n },
    ]);
  });

  test("behavior: assets without a floor are left out", async () => {
    expect(await new StoreLedgerReader(store).createdDebts(windowAt(30), [])).toEqual([]);
    const floors = [{ asset: "0xbb", least: UINT256 + 1n }];
    expect(await new StoreLedgerReader(store).createdDebts(windowAt(30), floors)).toEqual([
      { asset: "0xbb", amount: UINT256, changes: 1n, amountAbove: 0n, changesAbove: 0n },
    ]);
  });
});

describe("StoreLedgerReader.liquidatedDebts", () => {
  test("default: sums by asset", async () => {
    expect(await new StoreLedgerReader(store).liquidatedDebts(windowAt(30))).toEqual([
      { asset: "0xaa", amount: UINT256 + 7n, changes: 2n },
    ]);
  });
});
