import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { View } from "../../../api/services/ports.ts";
import { StoreLedgerReader } from "../../../api/store/ledger-reader/store-ledger-reader.ts";
import type { Store } from "../../../api/store/store.ts";
import { blockHash, blockTime, fact, NETWORK, ordinal, storeWith } from "../../support/ledger-fixture.ts";
import { assetRow, idOf, marketRow, protocolRow } from "../../support/ledger-rows.ts";

const P = idOf("options");
const ETH = "0xe0";
const HEAD = 50;
/** Series of options that the protocol holds itself. */
const HELD = "0x54";

function view(block: number): View {
  const head = { number: BigInt(block), hash: blockHash(block), timestamp: blockTime(block) };
  return { network: NETWORK, horizon: BigInt(ordinal(block + 1)), block: head, head };
}

function series(id: string, fields: Record<string, unknown> = {}) {
  return {
    ...{
      id,
      protocol: P,
      market: "0x01",
      backstop: "0x02",
      contract: "0xc0",
      type: "PUT",
      style: "AMERICAN",
    },
    ...{ settlement: "CASH", underlying: ETH, strike: "100", strikeDecimals: 0, size: "99", open: "99" },
    ...{ premium: "0", settled: "0", exerciseCount: "0", isEnded: false },
    ...{ createdOrdinal: ordinal(1), updatedOrdinal: ordinal(1), ...fields },
  };
}

let log = 0;

function trade(block: number, id: string, action: string, size: string | null) {
  log += 1;
  const side = id === HELD ? "LONG" : "SHORT";
  const premium = { premiumAsset: ETH, premium: "0", fee: "0" };
  return fact(
    P,
    { block, log },
    { series: id, position: id, account: "0xa1", action, side, size, ...premium },
  );
}

function exercise(block: number, id: string, size: string | null) {
  log += 1;
  const paid = { payoffAsset: ETH, owed: null, settled: "0", shortfall: null };
  return fact(
    P,
    { block, log },
    { series: id, account: "0xa1", kind: "EXERCISE", side: "SHORT", size, ...paid },
  );
}

function parameter(
  at: { block: number; log: number },
  value: string | null,
  fields: Record<string, unknown> = {},
) {
  return fact(P, at, { contract: "0xc0", market: null, name: "hump", value, ...fields });
}

let store: Store;
let reader: StoreLedgerReader;

beforeAll(async () => {
  store = await storeWith(
    {
      Protocol: [protocolRow("options")],
      Asset: [assetRow(ETH, "ETH", 18)],
      Market: [marketRow({ id: "0x01", protocol: P, kind: "OPTION_UNDERLYING", name: "ETH" })],
      OptionSeries: [
        series("0x51"),
        series("0x52"),
        series("0x53", { type: "CALL" }),
        series(HELD),
        series("0x55", { isEnded: true, updatedOrdinal: ordinal(40) }),
      ],
      OptionTrade: [
        trade(10, "0x51", "OPEN", "10"),
        trade(10, "0x52", "OPEN", null),
        trade(10, "0x53", "OPEN", "10"),
        trade(10, HELD, "OPEN", "10"),
        trade(10, "0x55", "OPEN", null),
        trade(12, "0x51", "OPEN", "5"),
        trade(13, "0x51", "TRANSFER", "5"),
        trade(14, "0x51", "CLOSE", "2"),
        trade(15, "0x51", "LIQUIDATE", "3"),
      ],
      OptionExercise: [exercise(20, "0x51", "4"), exercise(30, "0x51", "6")],
      ParameterChange: [
        parameter({ block: 10, log: 1 }, "1"),
        parameter({ block: 20, log: 1 }, "2"),
        parameter({ block: 20, log: 2 }, null),
        parameter({ block: 15, log: 1 }, "7", { market: "0x01" }),
        parameter({ block: 15, log: 2 }, "8", { name: "other" }),
      ],
    },
    HEAD,
  );
  reader = new StoreLedgerReader(store);
});

afterAll(() => store?.close());

async function openAt(block: number) {
  return (await reader.writtenPuts(view(block), [P])).map(({ series: id, open }) => [id, open]);
}

describe("writtenPuts", () => {
  // 0x51: 10; +5 = 15; a transfer moves nothing; −2 −3 = 10; −4 = 6; −6 = 0. 0x52 does not tell its size. Calls and
  // options that the protocol holds are not its obligations. 0x55 ends in block 40.
  test("default", async () => {
    expect(await openAt(9)).toEqual([]);
    expect(await openAt(11)).toEqual([
      ["0x51", 10n],
      ["0x52", null],
      ["0x55", null],
    ]);
    expect((await openAt(13))[0]).toEqual(["0x51", 15n]);
    expect((await openAt(19))[0]).toEqual(["0x51", 10n]);
    expect((await openAt(20))[0]).toEqual(["0x51", 6n]);
    expect(await openAt(39)).toEqual([
      ["0x52", null],
      ["0x55", null],
    ]);
    expect(await openAt(40)).toEqual([["0x52", null]]);
  });

  test("behavior: tells what the payoff needs, and nothing of other protocols", async () => {
    const [put] = await reader.writtenPuts(view(11), [P]);
    expect(put).toMatchObject({ strike: 100n, strikeDecimals: 0, underlying: ETH, underlyingDecimals: 18 });
    expect(await reader.writtenPuts(view(11), [idOf("nobody")])).toEqual([]);
  });
});

describe("lastParameters", () => {
  test("behavior: the last value by contract, market and name, also where it is not a number", async () => {
    const at = async (block: number) =>
      (await reader.lastParameters(view(block), [P], ["hump"])).map(({ market, value }) => [market, value]);
    expect(await at(9)).toEqual([]);
    expect(await at(14)).toEqual([[null, 1n]]);
    expect(new Map((await at(HEAD)) as [string | null, bigint | null][])).toEqual(
      new Map([
        ["0x01", 7n],
        [null, null],
      ]),
    );
  });
});
