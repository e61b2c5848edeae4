import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { storeUntil } from "../../support/ledger-fixture.ts";
import { recordedMaker } from "../../support/recorded-maker-ledger.ts";
import { SHARED_MISSING, sharedPath } from "../../support/shared.ts";

const folder = sharedPath("data", "maker-black-thursday");

describe.skipIf(folder === null)(
  `the recorded stress of Maker in March 2020${folder === null ? ` (${SHARED_MISSING})` : ""}`,
  () => {
    let store: Store;
    let api: TestApi;

    beforeAll(async () => {
      const { rows, head } = recordedMaker(folder ?? "");
      store = await storeUntil(rows, head);
      api = await startTestApi(store);
    }, 120_000);

    afterAll(async () => {
      await api?.close();
      await store?.close();
    });

    const episodesIn = async (filter: string) => {
      const { data, errors } = await api.ask(`{ stressEpisodes(filter: { protocols: ["maker"], ${filter} }) {
        edges { node {
          id start onset trough end recovery drawdown phase conditions named { id }
          liquidations { count debtRepaid { decimal } collateralSeized { decimal } }
          systemic { triggers members { id } }
        } } } }`);
      expect(errors).toEqual([]);
      return data.stressEpisodes.edges.map(({ node }: { node: unknown }) => node);
    };

    test("default: Black Thursday is the only named episode, by its price and by its liquidations", async () => {
      const found = await episodesIn("namedOnly: true");
      expect(found.map(({ named }: { named: { id: string }[] }) => named.map(({ id }) => id))).toEqual([
        ["BLACK_THURSDAY"],
        ["BLACK_THURSDAY"],
      ]);
      const [price, liquidations] = found;
      // The oracle's price follows the market by an hour: 245.785 on 7 March, 100.36 at 03:10 on 13 March, which is -59.2 %.
      expect(price).toMatchObject({ trough: "2020-03-13T03:10:00Z", recovery: null, phase: "RECOVERING" });
      expect(price.drawdown).toBeCloseTo(100.36 / 245.785 - 1, 12);
      expect(liquidations).toMatchObject({ onset: "2020-03-12T08:05:00Z", end: "2020-03-13T05:00:00Z" });
      expect(liquidations.systemic).toEqual(price.systemic);
      expect(price.systemic.triggers).toEqual(["PRICE", "LIQUIDATION_INTENSITY"]);
    });

    test("behavior: its liquidations are those that the recording holds in that span", async () => {
      const [, { liquidations }] = await episodesIn("namedOnly: true");
      // Counted with a script over both files: dealt auctions kicked in blocks 9,655,000 (before 08:05) to 9,660,939 (the last
      // before 05:00), their lots, and their tabs / 1.13.
      expect(liquidations).toHaveLength(1);
      expect(liquidations[0].count).toBe("4063");
      expect(liquidations[0].collateralSeized.decimal).toBe("159621.500076862483556978");
      expect(Number(liquidations[0].debtRepaid.decimal)).toBeCloseTo(14_459_613.311504424, 6);
    });

    test("behavior: what the ledger measures lies in the ranges that were published", async () => {
      const { data, errors } = await api.ask(`{
        namedStressEpisodes { published { id figures { name low high unit } } measured { protocol { slug } liquidations { count } } }
        auctionRecovery(filter: { protocol: "maker", market: "ETH-A", kickedFromBlock: 9653000, kickedToBlock: 9666160, priceBelow: "1" }) {
          groups { debtMinusBids { decimal } shortfall { decimal } belowPrice { share { value } lotSold { decimal } lotValue { value } } }
        }
      }`);
      expect(errors).toEqual([]);
      const [group] = data.auctionRecovery.groups;
      const { belowPrice } = group;
      const measured: [string, string][] = [
        ["zero-bid auctions, value", belowPrice.lotValue.value],
        ["zero-bid auctions, share", belowPrice.share.value],
        ["zero-bid auctions, collateral", belowPrice.lotSold.decimal],
        ["loss of the auctions", group.debtMinusBids.decimal],
        ["loss of the auctions", group.shortfall.decimal],
      ];
      const [thursday, ...others] = data.namedStressEpisodes;
      expect(thursday.published.id).toBe("BLACK_THURSDAY");
      for (const [name, value] of measured) {
        const figure = thursday.published.figures.find((one: { name: string }) => one.name === name);
        expect(Number(value)).toBeGreaterThanOrEqual(figure.low);
        expect(Number(value)).toBeLessThanOrEqual(figure.high);
      }
      expect(others.every((named: { measured: unknown[] }) => named.measured.length === 0)).toBe(true);
    });

    test("behavior: quiet months have few episodes, and each is known only from its onset on", async () => {
      const all = await episodesIn("");
      // 150 days from 15 November 2019 to 13 April 2020 with one of the worst quarters there was.
      const prices = all.filter(({ id }: { id: string }) => id.startsWith("PRICE"));
      expect(prices.length).toBeLessThanOrEqual(20 * (150 / 365));
      const onset = all.find(({ id }: { id: string }) => id.endsWith("/1584000300"))?.onset;
      const before = await api.ask(
        `query ($time: DateTime!) { stressEpisodes(asOf: { time: $time }, filter: { from: "2020-03-12T08:00:00Z", triggers: [LIQUIDATION_INTENSITY] }) { totalCount } }`,
        { time: onset },
      );
      expect(before.data.stressEpisodes.totalCount).toBe(0);
    });
  },
);
