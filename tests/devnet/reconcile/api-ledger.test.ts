import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { ApiLedger } from "../../../devnet/reconcile/api-ledger.ts";
import { EMPTY_BOOK } from "../../../devnet/reconcile/book.ts";
import { ReconcileError } from "../../../devnet/reconcile/errors.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { blockHash, fact, ordinal, storeWith } from "../../support/ledger-fixture.ts";
import { ALICE, ETH_A, MAKER, VAT, WAD } from "../../support/small-ledger/names.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";

/** More than one page of the API holds. */
const MANY = 1_100;

let store: Store;
let api: TestApi;
let ledger: ApiLedger;

function manyPositions() {
  const ids = Array.from({ length: MANY }, (_, place) => `${ETH_A}ff${place.toString(16).padStart(8, "0")}`);
  const known = { protocol: MAKER, market: ETH_A, account: ALICE, isClosed: false };
  const zero = {
    collateral: "0",
    debt: "0",
    createdOrdinal: ordinal(160, 9),
    updatedOrdinal: ordinal(160, 9),
  };
  return {
    Position: [...(SMALL_LEDGER["Position"] ?? []), ...ids.map((id) => ({ id, ...known, ...zero }))],
    PositionChange: [
      ...(SMALL_LEDGER["PositionChange"] ?? []),
      ...ids.map((position, step) =>
        fact(
          MAKER,
          { block: 160, log: 9, step },
          {
            position,
            market: ETH_A,
            account: ALICE,
            cause: "OPEN",
            collateralChange: "1",
            debtChange: "0",
            collateralAfter: String(step),
            debtAfter: "0",
          },
        ),
      ),
    ],
  };
}

beforeAll(async () => {
  store = await storeWith({ ...SMALL_LEDGER, ...manyPositions() }, 200);
  api = await startTestApi(store);
  ledger = new ApiLedger(`${api.url}/graphql`, "mainnet");
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

const at = (block: number, positions = 0, protocol: string | null = null) =>
  ledger.at({ block: BigInt(block), protocol, positions });

describe("ApiLedger", () => {
  test("default: balances, deficits and positions as of a block, and the block it holds for", async () => {
    const { known, balances, deficits, positions } = await at(109, 10);
    expect(known).toEqual({ number: 108n, hash: blockHash(108) });
    expect(deficits).toEqual([]);
    expect(positions).toEqual([
      {
        id: `${ETH_A}${ALICE.slice(2)}`,
        protocol: "maker",
        market: expect.objectContaining({ id: ETH_A, name: "ETH-A" }),
        account: ALICE,
        collateral: 2n * WAD,
        debt: 200n * 10n ** 45n,
        debtShares: 199n * WAD,
        size: null,
      },
    ]);
    expect(balances.every(({ protocol }) => ["maker", "hegic"].includes(protocol))).toBe(true);
  });

  test("behavior: the head, all of it, and one protocol of it", async () => {
    expect(await ledger.head()).toBe(200n);
    const all = await at(200);
    expect(all.positions).toEqual([]);
    expect(all.deficits).toMatchObject([{ open: 20n * 10n ** 45n, asset: { id: VAT } }]);
    const hegic = await at(200, 0, "hegic");
    expect(hegic.deficits).toEqual([]);
    expect(new Set(hegic.balances.map(({ protocol }) => protocol))).toEqual(new Set(["hegic"]));
  });

  test.each([1, 1_000, 1_001, 5_000])("behavior: at most %d positions, oldest first", async (limit) => {
    const { positions } = await at(200, limit);
    expect(positions).toHaveLength(Math.min(limit, MANY + 2));
    expect(positions[0]?.account).toBe(ALICE);
    expect(new Set(positions.map(({ id }) => id)).size).toBe(positions.length);
  });

  test("behavior: before the first event the book is empty", async () => {
    expect(await at(1)).toEqual(EMPTY_BOOK);
  });

  test("error: ReconcileError for a block that is not indexed, an unknown network, and silence", async () => {
    await expect(at(201)).rejects.toThrow(/not indexed yet/);
    await expect(new ApiLedger(api.url, "gnosis").head()).rejects.toThrow(/it has mainnet/);
    await expect(new ApiLedger("http://127.0.0.1:9", "mainnet").head()).rejects.toThrow(ReconcileError);
  });
});
