import { describe, expect, test } from "vitest";
import { parseDecimal } from "../../../api/domain/decimal-string.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { blockTime, storeWith } from "../../support/ledger-fixture.ts";
import { readRecordedAuctions } from "../../support/recorded-auctions.ts";
import { recordedRows } from "../../support/recorded-maker-ledger.ts";
import { SHARED_MISSING, sharedPath } from "../../support/shared.ts";

const HEAD = 9_900_000;
const folder = sharedPath("data", "maker-black-thursday");

describe("the recorded ETH-A auctions of 12-13 March 2020", () => {
  // Published: 5.67 M DAI lost (net) and 6.65 M (gross), 36 % zero bids, 8.32 M USD (medium.com/@whiterabbit_hq and its
  // copies); the exact figures were counted independently from the same rows.
  test.skipIf(folder === null)(
    `default: one query gives the published figures${folder === null ? ` (${SHARED_MISSING})` : ""}`,
    { timeout: 120_000 },
    async () => {
      await withRecordedLedger(async (api) => {
        const { data, errors } = await api.ask(`{
          auctionRecovery(filter: { protocol: "maker", market: "ETH-A", kickedFromBlock: 9653000, kickedToBlock: 9666160, priceBelow: "1" }) {
            groups {
              settledCount debtMinusBids { decimal } shortfall { decimal } tabMinusBids { decimal }
              belowPrice { count share { value } lotSold { decimal } lotValue { value status } }
            }
          }
        }`);
        expect(errors).toEqual([]);
        const [group] = data.auctionRecovery.groups;
        const cents = (decimal: string) => Number(decimal).toFixed(2);
        expect(group.settledCount).toBe(4076);
        expect(group.belowPrice.count).toBe(1454);
        expect(group.belowPrice.share.value.slice(0, 6)).toBe("0.3567");
        expect(group.belowPrice.lotSold.decimal).toBe("62640.837549723399283693");
        expect(group.belowPrice.lotValue.status).toBe("OK");
        expect(cents(group.belowPrice.lotValue.value)).toBe("8292196.33");
        expect(cents(group.debtMinusBids.decimal)).toBe("5798994.58");
        expect(cents(group.shortfall.decimal)).toBe("6624187.23");
        expect(cents(group.tabMinusBids.decimal)).toBe("7680019.73");
      });
    },
  );

  // Published: 8,292,196.33 USD at the OSM price of the kick block, for the 1,454 auctions won below 1 DAI per ETH; their
  // winners received all that was kicked.
  test.skipIf(folder === null)(
    `behavior: each lot valued as of its own kick adds up to the published worth${folder === null ? ` (${SHARED_MISSING})` : ""}`,
    { timeout: 120_000 },
    async () => {
      await withRecordedLedger(async (api) => {
        const kicks = await readKicks(api);
        expect(kicks).toHaveLength(4076);
        const cheap = kicks.filter(
          ({ auction: { bid, lotSold } }) => Number(bid.decimal) < Number(lotSold.decimal),
        );
        expect(cheap).toHaveLength(1454);
        expect(cheap.every(({ lotAfter, auction }) => lotAfter.decimal === auction.lotSold.decimal)).toBe(
          true,
        );
        const worths = cheap.map(({ lotAfter }) => parseDecimal(lotAfter.valuation.worth.exact));
        const cents =
          worths.reduce((sum, { raw, decimals }) => sum + raw * 10n ** BigInt(38 - decimals), 0n) /
          10n ** 36n;
        expect(cents).toBe(829_219_633n);
      });
    },
  );
});

type Kick = {
  readonly lotAfter: {
    readonly decimal: string;
    readonly valuation: { readonly worth: { readonly exact: string } };
  };
  readonly auction: {
    readonly bid: { readonly decimal: string };
    readonly lotSold: { readonly decimal: string };
  };
};

async function withRecordedLedger(run: (api: TestApi) => Promise<void>): Promise<void> {
  const rows = recordedRows(folder ?? "", readRecordedAuctions(folder ?? ""), blockTime);
  const store = await storeWith(rows, HEAD);
  const api = await startTestApi(store);
  try {
    await run(api);
  } finally {
    await api.close();
    await store.close();
  }
}

/** Reads the kicks of 12 and 13 March page by page, with the worth of each lot as of the block of its kick. */
async function readKicks(api: TestApi): Promise<Kick[]> {
  const kicks: Kick[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors } = await api.ask(
      `query ($after: String) {
        auctionEvents(first: 1000, after: $after, filter: { action: [KICK], fromBlock: 9653000, toBlock: 9666160 }) {
          edges { node { lotAfter { decimal valuation(at: FACT, maxPriceAgeSeconds: 100000) { worth { exact } } }
            auction { bid { decimal } lotSold { decimal } } } }
          pageInfo { hasNextPage endCursor }
        }
      }`,
      { after },
    );
    expect(errors).toEqual([]);
    kicks.push(...data.auctionEvents.edges.map(({ node }: { node: Kick }) => node));
    if (!data.auctionEvents.pageInfo.hasNextPage) return kicks;
    after = data.auctionEvents.pageInfo.endCursor;
  }
}
