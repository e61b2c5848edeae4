// Values by Python's fractions: tests/oracles/pegs-and-claims.py. The same ledgers go through store, services and GraphQL.
import { describe, expect, test } from "vitest";
import oracle from "../../oracles/pegs-and-claims.json" with { type: "json" };
import { startTestApi } from "../../support/api-server.ts";
import { fact, ordinal, storeWith } from "../../support/ledger-fixture.ts";
import {
  assetRow,
  backstopRow,
  balanceRow,
  feedRow,
  flowRow,
  idOf,
  marketRow,
  observationRow,
  protocolRow,
} from "../../support/ledger-rows.ts";

type Case = (typeof oracle.cases)[number];

const [LENDER, HUB] = [idOf("lender"), idOf("hub")];
const MARKET = `${LENDER}01`;
const [FUND, REINSURER, POOL] = [`${LENDER}0a`, `${LENDER}0b`, `${HUB}0a`];
const ASSETS = {
  W: "0x00000000000000000000000000000000000000ee",
  U: "0x00000000000000000000000000000000000000dc",
};
const FEEDS = {
  W: "0x00000000000000000000000000000000000000f1",
  U: "0x00000000000000000000000000000000000000f2",
};
const TREATY = "0x00000000000000000000000000000000000000be";
const AUCTION = "0xaa01";
const FUNDED = 10n ** 11n;

const text = (value: string | number | null) => (value === null ? null : String(value));

function flow(
  protocol: string,
  at: { block: number; log?: number; step?: number },
  fields: Record<string, unknown>,
) {
  return flowRow(protocol, at, { asset: ASSETS.U, cause: "DEPOSIT", amount: 0n, after: 0n, ...fields });
}

/** Flows that fund, reinsurer and pool had before anything happened, and what losses took. */
function flowsOf({ losses, capital, holds }: Case) {
  let [fund, reinsurer] = [FUNDED, FUNDED * 10n];
  const paid = losses.flatMap(({ block, fund: own, ceded }) => {
    fund -= BigInt(own);
    reinsurer -= BigInt(ceded);
    const out = { direction: "OUT" };
    return [
      flow(
        LENDER,
        { block, log: 1 },
        { ...out, backstop: FUND, cause: "COVERAGE", amount: BigInt(own), after: fund },
      ),
      flow(
        LENDER,
        { block, log: 1, step: 1 },
        { ...out, backstop: REINSURER, cause: "REINSURANCE", amount: BigInt(ceded), after: reinsurer },
      ),
    ];
  });
  const opening = (protocol: string, backstop: string, step: number, amount: bigint) =>
    flow(protocol, { block: 1, step }, { backstop, direction: "IN", amount, after: amount });
  const pool = BigInt(capital);
  let encumbered = 0n;
  const held = holds.map(({ block, account, direction, amount }) => {
    encumbered += direction === "HOLD" ? BigInt(amount) : -BigInt(amount);
    return flow(
      HUB,
      { block, log: 2, step: 5 },
      {
        ...{ backstop: POOL, direction, hold: "ENCUMBERED", cause: "REBALANCE", account },
        ...{ amount: BigInt(amount), after: pool, encumberedAfter: encumbered.toString() },
      },
    );
  });
  return [
    opening(LENDER, FUND, 0, FUNDED),
    opening(LENDER, REINSURER, 1, FUNDED * 10n),
    opening(HUB, POOL, 2, pool),
    ...paid,
    ...held,
  ];
}

function allocationsOf({ losses }: Case) {
  return losses.flatMap(({ block, fund, ceded }) => {
    const loss = { market: MARKET, loss: `0x${block.toString(16).padStart(8, "0")}`, asset: ASSETS.U };
    return [
      { ...loss, layer: "INSURANCE_FUND", rank: 1, backstop: FUND, amount: String(fund) },
      { ...loss, layer: "REINSURANCE", rank: 2, backstop: REINSURER, amount: String(ceded) },
    ]
      .filter(({ amount }) => amount !== "0")
      .map((row, step) => fact(LENDER, { block, log: 2, step }, row));
  });
}

function eventsOf({ liquidations, takes, deficits, statuses, terms, prices }: Case) {
  return {
    ParameterChange: terms.map(({ block, name, value }) =>
      fact(LENDER, { block, log: 3 }, { contract: TREATY, name, value: String(value) }),
    ),
    StatusChange: statuses.map(({ block, subject, status }) =>
      fact(
        LENDER,
        { block, log: 4 },
        { subject: subject === "market" ? MARKET : FUND, status, previous: null },
      ),
    ),
    Liquidation: liquidations.map(({ block, mode, seized, returned, repaid, fee, loss }) =>
      fact(
        LENDER,
        { block, log: 5 },
        {
          ...{ market: MARKET, mode, account: TREATY, collateralAsset: ASSETS.W, debtAsset: ASSETS.U },
          ...{ collateralSeized: text(seized), collateralReturned: text(returned), debtRepaid: text(repaid) },
          ...{ liquidatorFee: text(fee), loss: text(loss), absorbed: "0", unresolved: text(loss) },
        },
      ),
    ),
    DeficitChange: deficits.map(({ block, action, amount }) =>
      fact(
        LENDER,
        { block, log: 6 },
        {
          ...{ market: MARKET, deficit: `${MARKET}dc`, asset: ASSETS.U, action, amount: String(amount) },
          ...{ excess: "0", openAfter: "0", pendingAfter: "0" },
        },
      ),
    ),
    PriceObservation: prices.map(({ asset, block, price }) => {
      const of = asset as keyof typeof ASSETS;
      const feed = { id: FEEDS[of], asset: ASSETS[of], price: price === null ? null : BigInt(price) };
      return observationRow(LENDER, { block, log: 7, step: of === "W" ? 0 : 1 }, feed);
    }),
    AuctionEvent: takes.map(({ block, action, bought, paid, bid }) =>
      fact(
        LENDER,
        { block, log: 8 },
        {
          ...{
            auction: AUCTION,
            action,
            account: TREATY,
            lotAfter: "0",
            bidAfter: text(bid),
            paid: text(paid),
          },
          ...{ bought: text(bought), statusAfter: "OPEN" },
        },
      ),
    ),
  };
}

function rowsOf(one: Case) {
  const backstop = { protocol: LENDER, layer: "INSURANCE_FUND" };
  return {
    Protocol: [protocolRow("lender"), protocolRow("hub")],
    Asset: [assetRow(ASSETS.W, "W", 18), assetRow(ASSETS.U, "U", 6)],
    Market: [
      marketRow({
        ...{ id: MARKET, protocol: LENDER, kind: "LENDING_RESERVE", name: "M" },
        ...{ collateralAsset: ASSETS.W, debtAsset: ASSETS.U },
      }),
    ],
    PriceFeed: [feedRow(FEEDS.W, LENDER, ASSETS.W), feedRow(FEEDS.U, LENDER, ASSETS.U)],
    Backstop: [
      backstopRow({ ...backstop, id: FUND, kind: "STATIC_INSURANCE_FUND", name: "Fund" }),
      backstopRow({ ...backstop, id: REINSURER, kind: "REINSURANCE", name: "R", rank: 2, contract: TREATY }),
      backstopRow({ ...backstop, id: POOL, protocol: HUB, kind: "CROSS_PROTOCOL_SHARED_POOL", name: "P" }),
    ],
    BackstopBalance: [FUND, REINSURER, POOL].map((id) => balanceRow(id, ASSETS.U)),
    FundFlow: flowsOf(one),
    LossAllocation: allocationsOf(one),
    Auction: [
      {
        ...{
          id: AUCTION,
          protocol: LENDER,
          kind: "COLLATERAL",
          market: MARKET,
          contract: TREATY,
          number: "1",
        },
        ...{ lotAsset: ASSETS.W, bidAsset: ASSETS.U, lotStart: "9", lot: "9", bid: "9", bidCount: 9 },
        ...{ status: "OPEN", startedAt: "9", createdOrdinal: ordinal(1), updatedOrdinal: ordinal(1) },
      },
    ],
    ...eventsOf(one),
  };
}

const QUERY = `query ($days: Int!, $loss: BigDecimal!, $level: BigDecimal!, $scenarios: [MemberScenariosInput!]) {
  solvency(protocol: "lender") {
    peg(windowDays: $days, assets: ["${ASSETS.W}", "${ASSETS.U}"]) {
      assets {
        deviation { value } shareOutside { numerator denominator }
        episodes { start end seconds extreme observations beganBefore }
      }
    }
    valueLeakage(windowDays: $days) {
      groups {
        channel count acquired { raw } paid { raw } bonus { raw } profit { value } gains { value } losingCount
        profitRate { value } markouts { mean { n } unmoved pending unpriced }
      }
    }
    responseLatency(windowDays: $days) { pauseLatencies { pauses { seconds } } }
    reinsurance(windowDays: $days, loss: $loss) {
      layers { limitLeft { raw } } cession { value } net { retained { value } }
      basis { primaryEvents basisEvents aboveRetention primaryPaid { raw } }
    }
  }
  hub: solvency(protocol: "hub") {
    sharedCapital(level: $level, scenarios: $scenarios) {
      pools {
        rehypothecation { value } simultaneousCall { value } members { account committed { value } }
        tail { shortfall { value } diversification { value } members { contribution { value } } }
      }
    }
  }
}`;

async function answersOf(one: Case) {
  const store = await storeWith(rowsOf(one), one.head);
  const api = await startTestApi(store);
  const scenarios = one.scenarios.map((losses, i) => ({
    account: `0xa${i + 1}`,
    losses: losses.map(String),
  }));
  const whole = BigInt(one.loss).toString().padStart(7, "0");
  const loss = `${whole.slice(0, -6)}.${whole.slice(-6)}`;
  const { data, errors } = await api.ask(QUERY, { days: one.windowDays, loss, level: one.level, scenarios });
  await api.close();
  await store.close();
  expect(errors).toEqual([]);
  return data;
}

const seconds = (time: string | null) => (time === null ? null : Date.parse(time) / 1000);

// biome-ignore lint/suspicious/noExplicitAny: answers are taken apart by path.
type Answer = any;

function pegOf({ deviation, shareOutside, episodes }: Answer) {
  return {
    deviation: deviation.value,
    outside: Number(shareOutside.numerator),
    known: Number(shareOutside.denominator),
    episodes: episodes.map((episode: Answer) => ({
      ...episode,
      start: seconds(episode.start),
      end: seconds(episode.end),
      seconds: Number(episode.seconds),
    })),
  };
}

function leakageOf(groups: readonly Answer[]) {
  return Object.fromEntries(
    groups.map(({ channel, count, acquired, paid, bonus, profit, gains, losingCount, ...group }) => [
      channel,
      {
        ...{ count, acquired: acquired.raw ?? "0", paid: paid.raw, bonus: bonus.raw, profit: profit.value },
        ...{ gains: gains.value, losing: losingCount, profitRate: group.profitRate.value },
        markouts: group.markouts.map(({ mean, ...counts }: Answer) => ({ ...counts, n: mean.n })),
      },
    ]),
  );
}

function sharedOf({ members, rehypothecation, simultaneousCall, tail }: Answer) {
  const committed = members.map(({ account, committed: { value } }: Answer) => [account, value]);
  return {
    members: Object.fromEntries(committed),
    rehypothecation: rehypothecation.value,
    simultaneousCall: simultaneousCall.value,
    shortfall: tail.shortfall.value,
    diversification: tail.diversification.value,
    contributions: tail.members.map(({ contribution }: Answer) => contribution.value),
  };
}

describe("pegs and claims of generated ledgers", () => {
  test.each(oracle.cases.map((one, i) => [i, one] as const))(
    "behavior: case %i is Python's to the last digit",
    async (_, one) => {
      const { solvency, hub } = await answersOf(one);
      const { pegs, leakage, pauses, shared, reinsurance } = one.expected;
      expect(solvency.peg.assets.map(pegOf)).toEqual([pegs.W, pegs.U]);
      expect(leakageOf(solvency.valueLeakage.groups)).toEqual(leakage);
      const latencies = solvency.responseLatency.pauseLatencies.pauses;
      expect(
        latencies.map((pause: Answer) => (pause.seconds === null ? null : Number(pause.seconds))),
      ).toEqual(pauses);
      const number = (value: string | null) => (value === null ? null : Number(value));
      expect(sharedOf(hub.sharedCapital.pools[0])).toEqual({
        ...shared,
        shortfall: number(shared.shortfall),
        diversification: number(shared.diversification),
        contributions: shared.contributions.map(number),
      });
      const { layers, cession, net, basis } = solvency.reinsurance;
      expect({
        limitLeft: layers[0].limitLeft.raw,
        cession: cession.value,
        primaryEvents: Number(basis[0].primaryEvents),
        basisEvents: Number(basis[0].basisEvents),
        aboveRetention: Number(basis[0].aboveRetention),
        primaryPaid: basis[0].primaryPaid.raw,
        retained: net.retained.value,
      }).toEqual(reinsurance);
    },
  );
});
