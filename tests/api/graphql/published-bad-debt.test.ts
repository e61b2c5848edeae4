import { describe, expect, test } from "vitest";
import type { View } from "../../../api/services/ports.ts";
import { StoreLedgerReader } from "../../../api/store/ledger-reader/store-ledger-reader.ts";
import { startTestApi } from "../../support/api-server.ts";
import { exactUnits } from "../../support/exact-decimal.ts";
import {
  blockHash,
  blockTime,
  type FixtureRows,
  fact,
  NETWORK,
  ordinal,
  storeWith,
} from "../../support/ledger-fixture.ts";
import { type RecordedAuction, readRecordedAuctions } from "../../support/recorded-auctions.ts";
import {
  DOLA,
  deficitStep,
  ETHER,
  INVERSE,
  inverseMarket,
  inverseState,
  type RecordedPoint,
  readInverse,
  repaymentFacts,
  WBTC,
} from "../../support/recorded-bad-debt.ts";
import { SHARED_MISSING, sharedPath } from "../../support/shared.ts";
import { DEFICIT, ETH_A, MAKER, VAT } from "../../support/small-ledger/names.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";

const inverse = sharedPath("data", "inverse-finance");
const maker = sharedPath("data", "maker-black-thursday");

function titled(title: string, folder: string | null): string {
  return folder === null ? `${title} (${SHARED_MISSING})` : title;
}

/** Asks one question of a ledger of its own. */
async function askOf(rows: FixtureRows, head: number, query: string) {
  const store = await storeWith(rows, head);
  const api = await startTestApi(store);
  try {
    const { data, errors } = await api.ask(query);
    expect(errors).toEqual([]);
    return data;
  } finally {
    await api.close();
    await store.close();
  }
}

function inverseLedger(folder: string): FixtureRows {
  const { ethRepaidByDAO, wbtcRepaidByDAO } = readInverse(folder);
  const facts = [
    ...ethRepaidByDAO.map((recorded) => repaymentFacts(recorded, ETHER, 18)),
    ...wbtcRepaidByDAO.map((recorded) => repaymentFacts(recorded, WBTC, 8)),
  ];
  return {
    ...inverseState(),
    DeficitChange: facts.flatMap(({ changes }) => changes),
    PositionChange: facts.map(({ position }) => position),
    Position: [ETHER, WBTC].map((asset) => ({
      id: `${inverseMarket(asset)}01`,
      protocol: INVERSE,
      market: inverseMarket(asset),
      account: "0x01",
      collateral: "99",
      debt: "99",
      isClosed: false,
      createdOrdinal: ordinal(1),
      updatedOrdinal: ordinal(1),
    })),
  };
}

describe("Inverse Finance, bad debt repaid by the DAO", () => {
  // forum.inverse.finance/t/139: "reduced bad debt by 95.25 ETH, 5.54 wBTC"; the recorded logs add up to 95.2507 ETH on
  // 25 August 2022 (block 15,411,777) and 5.5446 WBTC on 29 August 2022 (block 15,434,086). What is still owed is the last
  // `accountBorrows` of the recording.
  test.skipIf(inverse === null)(
    titled("default: repayments add up to the published figures, and what is still owed is latent", inverse),
    { timeout: 60_000 },
    async () => {
      const at = (alias: string, block: number) => `${alias}: badDebt(
        filter: { protocol: "inverse" }, asOf: { blockNumber: "${block}" }
      ) { markets { market { name } created { decimal } covered { decimal } open { raw } residual { raw } } }`;
      const data = await askOf(
        inverseLedger(inverse ?? ""),
        22_400_000,
        `{ ${at("ether", 15_411_777)} ${at("bitcoin", 15_434_086)}
          solvency(protocol: "inverse") { latentBadDebt { atMarketPrices {
            withoutCollateral { accounts worth { status } } markets { market { name } amount { decimal status } }
          } } } }`,
      );
      const of = (report: { markets: { market: { name: string } }[] }, asset: string) =>
        report.markets.find(({ market }) => market.name === asset);
      expect(of(data.ether, ETHER)).toMatchObject({
        covered: { decimal: "95.25070962535772" },
        open: { raw: "0" },
        residual: { raw: "0" },
      });
      expect(of(data.bitcoin, WBTC)).toMatchObject({ covered: { decimal: "5.5446011" }, open: { raw: "0" } });
      expect(data.solvency.latentBadDebt.atMarketPrices).toEqual({
        withoutCollateral: { accounts: 2, worth: { status: "NO_DATA" } },
        markets: [
          { market: { name: ETHER }, amount: { decimal: "1250.29604875446", status: "OK" } },
          { market: { name: WBTC }, amount: { decimal: "52.37124194", status: "OK" } },
        ],
      });
    },
  );

  // docs.inverse.finance and the recording: a peak of 12,086,256 DOLA on 16 June 2022, 6,137,973 on 14 July 2025. The
  // ledger is made of the recorded changes alone, and its level is compared with the recorded level at each point.
  test.skipIf(inverse === null)(
    titled(
      "behavior: the ledger of the recorded changes has the recorded bad debt at each of 413 points",
      inverse,
    ),
    { timeout: 60_000 },
    async () => {
      const points = readInverse(inverse ?? "").dolaBadDebtEvolution;
      expect(points.length).toBe(413);
      const store = await storeWith({ ...inverseState(), DeficitChange: dolaChanges(points) }, points.length);
      try {
        const reader = new StoreLedgerReader(store);
        for (const [block, { badDebt }] of points.entries()) {
          const [deficit] = await reader.byIds("deficit", viewAt(block), [`${inverseMarket(DOLA)}00`]);
          const level = Number(deficit?.open ?? 0n) / 1e18;
          expect(Math.abs(level - badDebt)).toBeLessThan(1e-6);
          const { created = 0n, covered = 0n, open = 0n } = deficit ?? {};
          expect(open).toBe(created - covered);
        }
      } finally {
        await store.close();
      }
    },
  );
});

/** The changes that the recording states; one point's level (7 July 2025) does not follow from its changes. */
function dolaChanges(points: readonly RecordedPoint[]) {
  let open = 0n;
  return points.flatMap((_, block) => {
    const change = changeAt(points, block);
    if (change === 0n) return [];
    open += change;
    const action = change > 0n ? "CREATED" : "COVERED";
    const amount = change > 0n ? change : -change;
    return [deficitStep({ block }, DOLA, { action, amount, openAfter: open })];
  });
}

const UNEXPLAINED = Date.UTC(2025, 6, 7, 13, 12, 11);

function changeAt(points: readonly RecordedPoint[], at: number): bigint {
  const point = points[at];
  if (point === undefined) return 0n;
  const units = (value: number) => exactUnits(String(value), 18);
  if (point.timestamp === UNEXPLAINED) return units(point.badDebt) - units(points[at - 1]?.badDebt ?? 0);
  // Before the borrowed amounts were recorded apart, the change of the bad debt stands for them. The level begins at the
  // first change that is not zero.
  return units(point.frontierBorrowedDelta ?? point.frontierDelta) + units(point.nonFrontierDelta);
}

function viewAt(number: number): View {
  const block = { number: BigInt(number), hash: blockHash(number), timestamp: blockTime(number) };
  return { network: NETWORK, horizon: BigInt(ordinal(number + 1)), block, head: block };
}

describe("Maker, 12-13 March 2020", () => {
  // Published: 6.65 M DAI gross (copies of medium.com/@whiterabbit_hq). Counted from the recorded auctions with Python's
  // fractions: shortfalls of 6,624,187.229474133 DAI in 2,087 of 4,076 auctions, debt of 14,469,424.230088495 DAI
  // (tab / 1.13), so 45.78 % of the debt liquidated became bad debt.
  test.skipIf(maker === null)(
    titled(
      "default: the shortfalls are the published gross figure, and a rate of the debt liquidated",
      maker,
    ),
    { timeout: 120_000 },
    async () => {
      const auctions = readRecordedAuctions(maker ?? "").filter(
        ({ kickBlock }) => kickBlock >= 9_653_000 && kickBlock <= 9_666_160,
      );
      const data = await askOf(
        makerLedger(auctions),
        9_900_000,
        `{ solvency(protocol: "maker") {
          badDebt { total { created { exact quote } open { exact } residual { value } } }
          badDebtRate { creations liquidations liquidated { exact } rate { value } }
        } }`,
      );
      const { badDebt, badDebtRate } = data.solvency;
      expect(Number(badDebt.total.created.exact).toFixed(2)).toBe("6624187.23");
      expect(badDebt.total).toMatchObject({ created: { quote: VAT }, residual: { value: "0" } });
      expect(badDebt.total.open.exact).toBe(badDebt.total.created.exact);
      expect(badDebtRate).toMatchObject({ creations: "2087", liquidations: "4076" });
      expect(Number(badDebtRate.liquidated.exact).toFixed(2)).toBe("14469424.23");
      expect(badDebtRate.rate.value.slice(0, 14)).toBe("0.457805861804");
    },
  );
});

/** Each auction is a liquidation of its debt, and leaves what the winning bid lacks. */
function makerLedger(auctions: readonly RecordedAuction[]): FixtureRows {
  const [liquidation] = SMALL_LEDGER["Liquidation"] ?? [];
  const { Protocol = [], Asset = [], Market = [], Deficit = [] } = SMALL_LEDGER;
  let open = 0n;
  const byEnd = [...auctions].sort((a, b) => a.lastBidBlock - b.lastBidBlock || a.id - b.id);
  return {
    Protocol,
    Asset,
    Market,
    Deficit,
    Liquidation: auctions.map((recorded) => ({
      ...liquidation,
      ...fact(MAKER, { block: recorded.kickBlock, step: recorded.id }, { auction: null }),
      debtRepaid: debtOf(recorded).toString(),
    })),
    DeficitChange: byEnd.flatMap((recorded) => {
      const lacking = debtOf(recorded) - exactUnits(recorded.finalBid, 45);
      if (lacking <= 0n) return [];
      open += lacking;
      return [
        fact(
          MAKER,
          { block: recorded.lastBidBlock + 1, step: recorded.id },
          {
            market: ETH_A,
            deficit: DEFICIT,
            asset: VAT,
            action: "CREATED",
            amount: lacking.toString(),
            excess: "0",
            openAfter: open.toString(),
            pendingAfter: "0",
          },
        ),
      ];
    }),
  };
}

/** The tab holds the liquidation penalty of 13 %. */
function debtOf({ tab }: RecordedAuction): bigint {
  return (exactUnits(tab, 45) * 100n) / 113n;
}
