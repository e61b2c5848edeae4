import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { blockTime, fact, ordinal, storeWith } from "../../support/ledger-fixture.ts";
import { BOB, ETH_A, MAKER, RAD, VAT, WAD } from "../../support/small-ledger/names.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";

const MKR = "0x9f8f72aa9304c8b593d555f12ef6589cc3a579a2";
const DAI = "0x6b175474e89094c44da98b954eedeac495271d0f";
const FLOPPER = "0x4d95a049d5b0b7d32058cd3f2163015747522e99";
const AUCTION = `${FLOPPER}0001`;

const QUERY = `query ($asOf: AsOfInput, $pool: RecapPoolInput, $mint: BigInt, $supply: BigInt, $twapSeconds: Int) {
  solvency(protocol: "maker", asOf: $asOf) {
    recapitalisation(pool: $pool, mint: $mint, supply: $supply, twapSeconds: $twapSeconds) {
      definition { id } window { status } provenance { calcId }
      capacity { proceeds { value } isAttained priceImpact { value status } }
      deficit { value quote } recapCoverage { value status reason } dilution { value status }
      tokens { sold { decimal asset { symbol } } auctions dilution { value } }
      auctions {
        auction { number } sold { decimal } raised { decimal asset { symbol } }
        lotPrice { value status } discount { value status reason }
      }
    }
  }
}`;

function asset(id: string, symbol: string) {
  return { id, kind: "ERC20", symbol, decimals: 18, createdOrdinal: ordinal(100) };
}

function feed(id: string, priced: string) {
  return {
    id,
    protocol: MAKER,
    source: "CHAINLINK",
    contract: id,
    asset: priced,
    quote: "USD",
    decimals: 8,
    heartbeat: null,
    price: "99",
    updatedAt: "99",
    createdOrdinal: ordinal(101),
    updatedOrdinal: ordinal(101),
  };
}

function observed(block: number, [id, priced]: readonly [string, string], price: bigint) {
  return fact(
    MAKER,
    { block, log: 30 },
    {
      feed: id,
      asset: priced,
      price: price.toString(),
      decimals: 8,
      round: null,
      age: null,
      status: "OK",
    },
  );
}

function event(block: number, action: string, lot: bigint, bought = 0n) {
  return fact(
    MAKER,
    { block, log: 31 },
    {
      auction: AUCTION,
      action,
      account: BOB,
      lotAfter: lot.toString(),
      bidAfter: (50_000n * WAD).toString(),
      paid: "0",
      bought: bought.toString(),
      statusAfter: bought === 0n ? "OPEN" : "SETTLED",
    },
  );
}

/** A debt auction of 250 tokens for 50,000, won for 200 in block 160. */
const FLOP = {
  id: AUCTION,
  protocol: MAKER,
  kind: "DEBT",
  market: ETH_A,
  contract: FLOPPER,
  number: "1",
  lotAsset: MKR,
  bidAsset: DAI,
  lotStart: (250n * WAD).toString(),
  lot: "99",
  tab: null,
  debt: null,
  bid: "99",
  bidder: null,
  account: null,
  bidCount: 99,
  status: "OPEN",
  liquidation: null,
  startedAt: blockTime(150).toString(),
  endedAt: null,
  createdOrdinal: ordinal(150, 31),
  updatedOrdinal: ordinal(150, 31),
};

const MKR_FEED = ["0xfeed01", MKR] as const;
const DAI_FEED = ["0xfeed02", DAI] as const;

let store: Store;
let api: TestApi;

beforeAll(async () => {
  const more = {
    Asset: [asset(MKR, "MKR"), asset(DAI, "DAI")],
    PriceFeed: [feed(...MKR_FEED), feed(...DAI_FEED)],
    PriceObservation: [
      observed(101, MKR_FEED, 30_000_000_000n),
      observed(120, DAI_FEED, 102_000_000n),
      observed(155, MKR_FEED, 26_000_000_000n),
      observed(190, MKR_FEED, 1n),
    ],
    Auction: [FLOP],
    AuctionEvent: [
      event(150, "KICK", 250n * WAD),
      event(156, "LOT_DOWN", 200n * WAD),
      event(160, "SETTLE", 200n * WAD, 200n * WAD),
    ],
  };
  const rows = Object.entries(more).map(([name, own]) => [name, [...(SMALL_LEDGER[name] ?? []), ...own]]);
  store = await storeWith({ ...SMALL_LEDGER, ...Object.fromEntries(rows) }, 200);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

async function ask(variables: Record<string, unknown>) {
  const { data, errors } = await api.ask(QUERY, variables);
  return { answer: data?.solvency?.recapitalisation, errors };
}

describe("recapitalisation", () => {
  // By hand, blocks 10 s apart: in the 100 s before block 160 a token cost 300 for 50 s and 260 for 50 s: 280. 200 × 280 = 56,000
  // against 50,000 × 1.02 = 51,000: 5,000 / 56,000. 200 of 980,000 were new.
  test("default: what a debt auction sold, and how far below the average price", async () => {
    const { answer } = await ask({ twapSeconds: 100, supply: (980_000n * WAD).toString() });
    expect(answer).toMatchObject({
      definition: { id: "recapitalisation" },
      tokens: [
        {
          sold: { decimal: "200", asset: { symbol: "MKR" } },
          auctions: 1,
          dilution: { value: "0.000204081632653061" },
        },
      ],
      auctions: [
        {
          auction: { number: "1" },
          sold: { decimal: "200" },
          raised: { decimal: "50000", asset: { symbol: "DAI" } },
          lotPrice: { value: "280", status: "OK" },
          discount: { value: "0.089285714285714286", status: "OK" },
        },
      ],
    });
  });

  // By hand: 100 tokens into 100 against 40 dai bring 20; 20 dai are open after block 170 (small-ledger/credit.ts).
  test("behavior: capacity of a pool against the open deficits", async () => {
    const pool = { tokenReserve: 100n * WAD, quoteReserve: 40n * RAD, quoteAsset: VAT, feePpm: 0 };
    const variables = JSON.parse(
      JSON.stringify({ pool, mint: 100n * WAD, supply: 300n * WAD }, (_, value) =>
        typeof value === "bigint" ? value.toString() : value,
      ),
    );
    const { answer } = await ask(variables);
    expect(answer).toMatchObject({
      capacity: { proceeds: { value: "20" }, isAttained: true, priceImpact: { value: "0.5" } },
      deficit: { value: "20", quote: VAT },
      recapCoverage: { value: "1", status: "OK" },
      dilution: { value: "0.25", status: "OK" },
    });
  });

  test("behavior: no price when the average begins; nothing sold before the end of the auction", async () => {
    const { answer } = await ask({ twapSeconds: 86_400 });
    expect(answer.auctions[0].discount).toMatchObject({ value: null, status: "NO_DATA" });
    expect(answer.recapCoverage).toMatchObject({ value: null, status: "NO_DATA" });
    expect((await ask({ asOf: { blockNumber: 159 } })).answer).toMatchObject({ tokens: [], auctions: [] });
  });

  test.each([
    [{ twapSeconds: 0 }, "twapSeconds"],
    [{ mint: "-1" }, "mint"],
    [{ supply: "-1" }, "supply"],
    [{ pool: { tokenReserve: "0", quoteReserve: "1", quoteAsset: DAI, feePpm: 0 } }, "reserves above 0"],
  ])("error: BAD_USER_INPUT for %j", async (variables, named) => {
    const { errors } = await ask(variables);
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(errors[0]?.message).toContain(named);
  });
});
