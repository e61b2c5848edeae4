import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadNetwork } from "../../subgraph/manifest/network.ts";
import { expectCoverage } from "../support/coverage/covered-run.ts";
import { queryGraphql } from "../support/e2e/graphql.ts";
import { HISTORY_MS, type HistoryStack, startHistoryStack } from "../support/e2e/history-stack.ts";
import { invariantViolations } from "../support/e2e/invariants.ts";
import { type Ledger, readLedger, rowsOf } from "../support/e2e/ledger.ts";
import { SHARED_MISSING, sharedPath } from "../support/shared.ts";

const FOLDER = sharedPath("data", "maker-black-thursday");

/**
 * Auctions kicked in blocks 9,653,000 to 9,666,160 and dealt, counted in the two recorded CSV files of
 * github.com/guifel/maker-liquidation-dashboard (commit 2dfffd307a48) and the OSM logs of
 * github.com/ethernian/maker-auctions (commit fb93a014dff2) with a spreadsheet-like script, without this project's
 * code. Published beside them: 5.67 M DAI lost and 36 % zero bids (medium.com/@whiterabbit_hq, 14 March 2020),
 * 8.32 M USD, 6.65 M DAI gross (cointelegraph.com).
 */
const COUNTED = {
  settledCount: 4_076,
  count: 1_454,
  share: 0.3567,
  lotSold: "62640.837549723399283693",
  lotValueUsd: 8_292_196.33,
  debtMinusBids: 5_798_994.58,
  shortfall: 6_624_187.23,
  tabMinusBids: 7_680_019.73,
};

/** The files hold 4,848 dealt auctions of 4,866, and 3,606 logs of the OSM. */
const DEALT = 4_848;
const OSM_LOGS = 3_606;

const FIELDS = `groups {
  market { name } kind settledCount
  debtMinusBids { decimal status } shortfall { decimal status } tabMinusBids { decimal status }
  belowPrice { count share { value numerator denominator } lotSold { decimal } lotValue { value status quote } }
}`;

interface Figure {
  readonly decimal: string;
  readonly status: string;
}

interface Group {
  readonly market: { readonly name: string };
  readonly kind: string;
  readonly settledCount: number;
  readonly debtMinusBids: Figure;
  readonly shortfall: Figure;
  readonly tabMinusBids: Figure;
  readonly belowPrice: {
    readonly count: number;
    readonly share: { readonly value: string; readonly numerator: string; readonly denominator: string };
    readonly lotSold: { readonly decimal: string };
    readonly lotValue: { readonly value: string; readonly status: string; readonly quote: string };
  };
}

interface Report {
  readonly auctionRecovery: { readonly groups: readonly Group[] };
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

/** The README's first query and the answer printed below it. */
function readmeExample(): { readonly query: string; readonly answer: Record<string, unknown> } {
  const text = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
  const [query = "", answer = "{}"] = [...text.matchAll(/```(?:graphql|json)\n([\s\S]*?)```/g)].map(
    ([, body]) => body ?? "",
  );
  return { query, answer: JSON.parse(answer) as Record<string, unknown> };
}

describe.skipIf(FOLDER === null)(
  `Maker's auctions of March 2020${FOLDER === null ? ` (${SHARED_MISSING})` : ""}`,
  () => {
    let history: HistoryStack;
    let ledger: Ledger;

    beforeAll(async () => {
      history = await startHistoryStack("maker", FOLDER as string);
      ledger = await readLedger(history.urls.ledger);
    }, HISTORY_MS);

    afterAll(async () => {
      await history?.stack.remove();
    });

    test("behavior: one query gives the published figures of 12 and 13 March 2020", async () => {
      const window = history.description.windows.find(({ name }) => name === "black-thursday");
      const [from, to] = [iso(window?.fromTimestamp ?? 0), iso((window?.toTimestamp ?? 0) + 1)];
      expect([window?.fromBlock, window?.toBlock]).toEqual([9_653_000, 9_666_160]);
      const { auctionRecovery } = await queryGraphql<Report>(
        `${history.urls.api}/graphql`,
        `query($from: DateTime!, $to: DateTime!) {
        auctionRecovery(
          filter: { protocol: "maker", market: "ETH-A", kickedFrom: $from, kickedTo: $to, priceBelow: "1" }
        ) { ${FIELDS} }
      }`,
        { from, to },
      );
      expect(auctionRecovery.groups.length).toBe(1);
      const group = auctionRecovery.groups[0] as Group;
      expect(group).toMatchObject({ market: { name: "ETH-A" }, kind: "COLLATERAL" });
      expect(group.settledCount).toBe(COUNTED.settledCount);
      expect(group.belowPrice.count).toBe(COUNTED.count);
      expect(group.belowPrice.share).toMatchObject({ numerator: "1454", denominator: "4076" });
      expect(Number(group.belowPrice.share.value)).toBeCloseTo(COUNTED.share, 4);
      expect(group.belowPrice.lotSold.decimal).toBe(COUNTED.lotSold);
      expect(group.belowPrice.lotValue).toMatchObject({ status: "OK", quote: "USD" });
      expect(Number(group.belowPrice.lotValue.value).toFixed(2)).toBe(COUNTED.lotValueUsd.toFixed(2));
      for (const figure of ["debtMinusBids", "shortfall", "tabMinusBids"] as const) {
        expect(group[figure].status).toBe("OK");
        expect(Number(group[figure].decimal).toFixed(2), figure).toBe(COUNTED[figure].toFixed(2));
      }
    });

    test("behavior: the README's first query gives the answer printed there", async () => {
      const { query, answer } = readmeExample();
      const { auctionRecovery } = await queryGraphql<Report>(`${history.urls.api}/graphql`, query);
      expect(auctionRecovery.groups).toEqual([answer]);
    });

    test("behavior: the events on the chain are those that tests/coverage lists", async () => {
      const network = loadNetwork(join(import.meta.dirname, "../../subgraph/networks/history.json"));
      await expectCoverage("maker-history", network, history.urls.rpc);
    });

    test("behavior: every recorded auction and oracle log is in the ledger", () => {
      const settled = rowsOf(ledger, "Auction").filter(({ status }) => status === "SETTLED");
      expect(settled.length).toBe(DEALT);
      expect(rowsOf(ledger, "PriceObservation").length).toBe(OSM_LOGS);
      expect(rowsOf(ledger, "Liquidation").length).toBe(rowsOf(ledger, "Auction").length);
    });

    test("behavior: keeps the invariants of the schema at every fact, partial balances included", () => {
      expect(invariantViolations(ledger)).toEqual([]);
      expect(rowsOf(ledger, "FundFlow").length).toBeGreaterThan(0);
      expect(rowsOf(ledger, "DeficitChange").length).toBeGreaterThan(0);
    });

    test("behavior: says of every skipped log why", () => {
      const skipped = rowsOf(ledger, "SkippedEvent");
      const reasons = [...new Set(skipped.map(({ event, reason }) => `${event}: ${reason}`))];
      expect(reasons).toEqual([]);
    });
  },
);
