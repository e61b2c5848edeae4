// Values by Python's fractions: tests/oracles/fund-windows.py. Flows go through the store, so its sums are compared as well.
import { describe, expect, test } from "vitest";
import { ratio } from "../../../api/domain/ratio.ts";
import { scaled } from "../../../api/domain/rational.ts";
import { windowBefore } from "../../../api/domain/window.ts";
import { toValuation } from "../../../api/domain/worth.ts";
import type { View } from "../../../api/services/ports.ts";
import { absorptionEfficiency } from "../../../api/solvency/absorption-efficiency.ts";
import type { Book } from "../../../api/solvency/book.ts";
import { filledAssets } from "../../../api/solvency/capital-book.ts";
import { CapitalSeconds } from "../../../api/solvency/capital-seconds.ts";
import { fundingQuality } from "../../../api/solvency/funding-quality.ts";
import { idleCapital } from "../../../api/solvency/idle-capital.ts";
import { capacityOf } from "../../../api/solvency/recap-capacity.ts";
import { priceSeconds } from "../../../api/solvency/time-weighted-price.ts";
import { UnitOfAccount } from "../../../api/solvency/unit-of-account.ts";
import { StoreLedgerReader } from "../../../api/store/ledger-reader/store-ledger-reader.ts";
import oracle from "../../oracles/fund-windows.json" with { type: "json" };
import { blockHash, blockTime, fact, NETWORK, storeWith } from "../../support/ledger-fixture.ts";
import { flowRow } from "../../support/ledger-rows.ts";
import { madeBook, madeHolding, madePrice } from "../../support/made-book.ts";

type Case = (typeof oracle.cases)[number];

const PROTOCOL = "0x6d616b6572";

function rowsOf({ flows, losses }: Case) {
  const FundFlow = flows.map(({ block, fund, amount, ...flow }, step) =>
    flowRow(PROTOCOL, { block, step }, { ...flow, backstop: fund, amount: BigInt(amount), after: 0n }),
  );
  const LossAllocation = losses.map(({ block, fund, asset, loss, amount }, step) =>
    fact(
      PROTOCOL,
      { block, log: 1, step },
      {
        ...{ market: "0x0c", layer: "INSURANCE_FUND", rank: 1 },
        ...{ loss, backstop: fund, asset, amount: String(amount) },
      },
    ),
  );
  return { FundFlow, LossAllocation };
}

function bookOf({ assets, prices, funds, flows, head }: Case): Book {
  const balanceOf = (fund: string, asset: string) =>
    flows
      .filter((flow) => flow.fund === fund && flow.asset === asset)
      .reduce((sum, { direction, amount }) => sum + (direction === "IN" ? 1n : -1n) * BigInt(amount), 0n);
  const book = madeBook({
    assets: assets as Record<string, number>,
    prices: Object.entries(prices as Record<string, string | number>).map(([asset, price]) =>
      madePrice(asset, BigInt(price), { observedAt: blockTime(head) }),
    ),
    holdings: funds.map((id) =>
      madeHolding(
        { id },
        Object.fromEntries(Object.keys(assets).map((asset) => [asset, { balance: balanceOf(id, asset) }])),
      ),
    ),
  });
  return { ...book, at: blockTime(head) };
}

async function answersOf(one: Case) {
  const store = await storeWith(rowsOf(one), one.head);
  const reader = new StoreLedgerReader(store);
  const book = bookOf(one);
  const block = { number: BigInt(one.head), hash: blockHash(one.head), timestamp: book.at };
  const view: View = { network: NETWORK, horizon: BigInt(one.head + 1) << 20n, block, head: block };
  const window = windowBefore(book.at, one.windowDays, await reader.firstRecord(view, PROTOCOL));
  const scope = { view, protocol: PROTOCOL, from: window.from };
  const digits = await reader.capitalSeconds(scope);
  const flows = await reader.flowSums(scope);
  const losses = await reader.absorbedLosses(scope, one.funds);
  const counts = await reader.lossCounts(scope, one.funds);
  await store.close();
  const accountOf = (rows: readonly { readonly asset: string }[], more: readonly string[] = []) =>
    new UnitOfAccount(book, [...rows.map(({ asset }) => asset), ...more], null);
  const common = { book, window, flows, capital: new CapitalSeconds(digits) };
  return {
    absorption: absorptionEfficiency({
      ...common,
      account: accountOf([...digits, ...losses]),
      losses,
      counts,
    }),
    idle: idleCapital({
      ...common,
      account: accountOf([...digits, ...flows]),
      referenceRate: scaled(BigInt(one.rate.raw), one.rate.decimals),
    }),
    funding: fundingQuality({
      ...common,
      account: accountOf(flows, filledAssets(book)),
      target: scaled(BigInt(one.target.raw), one.target.decimals),
    }),
  };
}

describe("generated flows, computed in Python's fractions", () => {
  test.each(oracle.cases.map((one, at) => [at, one] as const))(
    "behavior: the metrics of ledger %i are the same to the last digit",
    async (_, one) => {
      const { absorption, idle, funding } = await answersOf(one);
      expect({
        absorbed: toValuation(absorption.absorbed).value,
        averageCapital: absorption.averageCapital.value,
        efficiency: absorption.efficiency.value,
        capitalYearsPerUnit: absorption.capitalYearsPerUnit.value,
        episodes: Number(absorption.episodes),
      }).toEqual(one.absorption);
      expect({
        idleShare: idle.idleShare.value,
        averageCapital: idle.averageCapital.value,
        earned: toValuation(idle.earned).value,
        yieldRate: idle.yieldRate.value,
        opportunityCost: idle.opportunityCost.value,
      }).toEqual(one.idleCapital);
      expect({
        netInflow: toValuation(funding.netInflow).value,
        shares: Object.fromEntries(funding.causes.map(({ cause, share }) => [cause, share.value])),
        sustainability: funding.sustainability.value,
        shortfall: toValuation(funding.shortfall).value,
        monthsToRebuild: funding.monthsToRebuild.value,
      }).toEqual(one.funding);
    },
  );
});

describe("generated pools and prices, computed in Python's fractions", () => {
  test.each(oracle.sales.map((one, at) => [at, one] as const))(
    "behavior: sale %i and its average price are the same to the last digit",
    (_, { pool, mint, supply, prices, span, ...expected }) => {
      const { proceeds, priceImpact } = capacityOf(
        {
          tokenReserve: BigInt(pool.tokenReserve),
          quoteReserve: BigInt(pool.quoteReserve),
          feePpm: BigInt(pool.feePpm),
          quoteAsset: "0xa0",
        },
        BigInt(mint),
        pool.decimals,
      );
      const minted = BigInt(mint);
      const steps = prices.map(({ seconds, price }) => ({
        feed: "0xfe",
        seconds: BigInt(seconds),
        price: BigInt(price),
      }));
      const average = priceSeconds(steps, { from: BigInt(span.start), to: BigInt(span.end) });
      expect({
        proceeds: proceeds.value,
        priceImpact: priceImpact.value,
        dilution: ratio(minted, BigInt(supply) + minted, "minted / supply with them").value,
        priceSeconds: average === null ? null : average.toString(),
      }).toEqual({
        ...expected,
        priceSeconds: expected.priceSeconds === null ? null : String(expected.priceSeconds),
      });
    },
  );
});
