import { type FixtureRows, fact, ordinal } from "../ledger-fixture.ts";
import { ALICE, HEGIC, MAKER, POOL, RAD, SMALL_HEAD, VAT, VOW, WAD, WETH } from "./names.ts";

function backstop(id: string, owner: string, fields: Record<string, unknown>) {
  return {
    id,
    protocol: owner,
    rank: 1,
    contract: `0x${id.slice(-40)}`,
    market: null,
    status: "PAUSED",
    createdOrdinal: ordinal(100),
    ...fields,
  };
}

/** State after the flows: the mutable row deliberately says 99 where an answer must come from the facts. */
function balance(backstopId: string, asset: string, block: number) {
  return {
    id: `${backstopId}${asset.slice(2)}`,
    backstop: { id: backstopId },
    asset: { id: asset },
    balance: "99",
    pendingOutflow: "99",
    encumbered: "99",
    disabled: "99",
    shares: null,
    pendingShares: null,
    cumulativeIn: "99",
    cumulativeOut: "99",
    flowCount: "99",
    createdOrdinal: ordinal(block),
    updatedOrdinal: ordinal(SMALL_HEAD),
  };
}

type Flow = { amount: bigint; after: bigint; encumbered?: bigint; shares?: [change: bigint, after: bigint] };

function poolFlow(
  at: { block: number; log?: number; step?: number },
  direction: string,
  cause: string,
  flow: Flow,
) {
  return fact(HEGIC, at, {
    step: at.step ?? 0,
    backstop: POOL,
    asset: WETH,
    direction,
    hold: direction === "HOLD" || direction === "RELEASE" ? "ENCUMBERED" : null,
    cause,
    amount: flow.amount.toString(),
    shares: flow.shares === undefined ? null : flow.shares[0].toString(),
    pendingShares: null,
    balanceAfter: flow.after.toString(),
    pendingOutflowAfter: "0",
    encumberedAfter: (flow.encumbered ?? 0n).toString(),
    disabledAfter: "0",
    sharesAfter: flow.shares === undefined ? null : flow.shares[1].toString(),
    pendingSharesAfter: null,
    account: ALICE,
    causedBy: null,
  });
}

function vowFlow(block: number, direction: string, amount: bigint, after: bigint) {
  return fact(
    MAKER,
    { block, step: 7 },
    {
      step: 0,
      backstop: VOW,
      asset: VAT,
      direction,
      hold: null,
      cause: direction === "IN" ? "AUCTION_PROCEEDS" : "COVERAGE",
      amount: amount.toString(),
      shares: null,
      pendingShares: null,
      balanceAfter: after.toString(),
      pendingOutflowAfter: "0",
      encumberedAfter: "0",
      disabledAfter: "0",
      sharesAfter: null,
      pendingSharesAfter: null,
      account: null,
      causedBy: null,
    },
  );
}

/** Two backstops and their flows; one is paused in block 160. */
export const CAPITAL: FixtureRows = {
  Backstop: [
    backstop(VOW, MAKER, {
      kind: "PROTOCOL_REVENUE_SURPLUS",
      layer: "SURPLUS_BUFFER",
      name: "Vow",
      balanceSource: "PARTIAL",
    }),
    backstop(POOL, HEGIC, {
      kind: "PUT_OPTION_BACKSTOP",
      layer: "OPTION_PAYOFF",
      name: "ETH pool",
      balanceSource: "FLOWS",
    }),
  ],
  StatusChange: [
    fact(
      HEGIC,
      { block: 160, log: 2 },
      { subject: POOL, status: "PAUSED", previous: "ACTIVE", reason: null },
    ),
  ],
  BackstopBalance: [balance(VOW, VAT, 118), balance(POOL, WETH, 110)],
  FundFlow: [
    poolFlow({ block: 110 }, "IN", "DEPOSIT", {
      amount: 10n * WAD,
      after: 10n * WAD,
      shares: [1000n, 1000n],
    }),
    poolFlow({ block: 120, log: 0, step: 0 }, "IN", "PREMIUM", {
      amount: WAD,
      after: 11n * WAD,
      shares: [0n, 1000n],
    }),
    poolFlow({ block: 120, log: 0, step: 1 }, "HOLD", "EXERCISE", {
      amount: 4n * WAD,
      after: 11n * WAD,
      encumbered: 4n * WAD,
      shares: [0n, 1000n],
    }),
    poolFlow({ block: 150 }, "OUT", "EXERCISE", {
      amount: 2n * WAD,
      after: 9n * WAD,
      encumbered: 4n * WAD,
      shares: [0n, 1000n],
    }),
    vowFlow(118, "IN", RAD, RAD),
    vowFlow(128, "IN", 226n * RAD, 227n * RAD),
    vowFlow(155, "OUT", 40n * RAD, 187n * RAD),
  ],
};
