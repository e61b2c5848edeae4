import { type FixtureRows, fact, ordinal } from "../ledger-fixture.ts";
import { ALICE, BOB, DEFICIT, ETH_A, FLIPPER, MAKER, RAD, VAT, VOW, WAD, WETH } from "./names.ts";

function deficitChange(
  block: number,
  action: string,
  amount: bigint,
  after: [open: bigint, pending: bigint],
) {
  return fact(
    MAKER,
    { block, log: 3 },
    {
      market: ETH_A,
      deficit: DEFICIT,
      asset: VAT,
      action,
      amount: amount.toString(),
      excess: "0",
      openAfter: after[0].toString(),
      pendingAfter: after[1].toString(),
      account: null,
      backstop: action === "COVERED" ? VOW : null,
      claimsBefore: null,
    },
  );
}

type AuctionSpec = { number: number; kick: number; lot: bigint; tab: bigint; debt: bigint };

function auctionId(number: number) {
  return `${FLIPPER}${number.toString(16).padStart(4, "0")}`;
}

function auction({ number, kick, lot, tab, debt }: AuctionSpec) {
  return {
    id: auctionId(number),
    protocol: MAKER,
    kind: "COLLATERAL",
    market: ETH_A,
    contract: FLIPPER,
    number: String(number),
    lotAsset: WETH,
    bidAsset: VAT,
    lotStart: lot.toString(),
    lot: "99",
    tab: tab.toString(),
    debt: debt.toString(),
    bid: "99",
    bidder: null,
    account: ALICE,
    bidCount: 99,
    status: "OPEN",
    liquidation: null,
    startedAt: (1_584_000_000n + BigInt(kick) * 10n).toString(),
    endedAt: null,
    createdOrdinal: ordinal(kick, 5),
    updatedOrdinal: ordinal(kick, 5),
  };
}

type AuctionStep = { lot: bigint; bid: bigint; paid?: bigint; bought?: bigint; status?: string };

function auctionEvent(number: number, block: number, action: string, step: AuctionStep) {
  return fact(
    MAKER,
    { block, log: 5, step: number },
    {
      auction: auctionId(number),
      action,
      account: action === "KICK" ? null : BOB,
      lotAfter: step.lot.toString(),
      bidAfter: step.bid.toString(),
      paid: (step.paid ?? 0n).toString(),
      bought: (step.bought ?? 0n).toString(),
      statusAfter: step.status ?? "OPEN",
    },
  );
}

/** Auction 1 is won for half a DAI per ETH, 2 at 100 DAI per ETH, 3 for nothing at all, 4 is still open. */
const AUCTIONS: readonly AuctionSpec[] = [
  { number: 1, kick: 110, lot: 2n * WAD, tab: 226n * RAD, debt: 200n * RAD },
  { number: 2, kick: 120, lot: 3n * WAD, tab: 226n * RAD, debt: 200n * RAD },
  { number: 3, kick: 130, lot: 1n * WAD, tab: 113n * RAD, debt: 100n * RAD },
  { number: 4, kick: 140, lot: 5n * WAD, tab: 565n * RAD, debt: 500n * RAD },
];

const AUCTION_EVENTS = [
  ...AUCTIONS.map(({ number, kick, lot }) => auctionEvent(number, kick, "KICK", { lot, bid: 0n })),
  auctionEvent(1, 112, "BID_UP", { lot: 2n * WAD, bid: RAD, paid: RAD }),
  auctionEvent(1, 118, "SETTLE", { lot: 2n * WAD, bid: RAD, bought: 2n * WAD, status: "SETTLED" }),
  auctionEvent(2, 122, "BID_UP", { lot: 3n * WAD, bid: 226n * RAD, paid: 226n * RAD }),
  auctionEvent(2, 124, "LOT_DOWN", { lot: (226n * WAD) / 100n, bid: 226n * RAD }),
  auctionEvent(2, 128, "SETTLE", {
    lot: (226n * WAD) / 100n,
    bid: 226n * RAD,
    bought: (226n * WAD) / 100n,
    status: "SETTLED",
  }),
  auctionEvent(3, 132, "BID_UP", { lot: WAD, bid: 0n }),
  auctionEvent(3, 138, "SETTLE", { lot: WAD, bid: 0n, bought: WAD, status: "SETTLED" }),
  auctionEvent(4, 142, "BID_UP", { lot: 5n * WAD, bid: 10n * RAD, paid: 10n * RAD }),
];

function liquidation(block: number, collateralSeized: bigint | null) {
  return fact(
    MAKER,
    { block, log: 9 },
    {
      market: ETH_A,
      mode: "AUCTION",
      account: ALICE,
      liquidator: null,
      collateralAsset: WETH,
      collateralSeized: collateralSeized === null ? null : collateralSeized.toString(),
      collateralReturned: null,
      debtAsset: VAT,
      debtRepaid: (200n * RAD).toString(),
      liquidatorFee: null,
      loss: null,
      absorbed: "0",
      unresolved: null,
      price: null,
      auction: auctionId(1),
    },
  );
}

/** One deficit through its life, two liquidations, four auctions. */
export const CREDIT: FixtureRows = {
  Deficit: [
    {
      id: DEFICIT,
      protocol: MAKER,
      market: ETH_A,
      asset: VAT,
      open: "99",
      pending: "99",
      created: "99",
      covered: "99",
      socialised: "99",
      writtenOff: "99",
      openSince: null,
      lastCreatedTransaction: null,
      lastCreatedAccount: null,
      lastCreatedAmount: "99",
      createdOrdinal: ordinal(110, 3),
      updatedOrdinal: ordinal(170, 3),
    },
  ],
  DeficitChange: [
    deficitChange(110, "CREATED", 100n * RAD, [100n * RAD, 0n]),
    deficitChange(120, "CREATED", 50n * RAD, [150n * RAD, 0n]),
    deficitChange(125, "PENDING", 60n * RAD, [150n * RAD, 60n * RAD]),
    deficitChange(155, "COVERED", 110n * RAD, [40n * RAD, 40n * RAD]),
    deficitChange(165, "SOCIALISED", 5n * RAD, [35n * RAD, 35n * RAD]),
    deficitChange(170, "WRITTEN_OFF", 15n * RAD, [20n * RAD, 20n * RAD]),
  ],
  Auction: AUCTIONS.map(auction),
  AuctionEvent: AUCTION_EVENTS,
  Liquidation: [liquidation(110, 2n * WAD), liquidation(120, null)],
  LossAllocation: [
    fact(
      MAKER,
      { block: 155, log: 3 },
      {
        market: ETH_A,
        loss: fact(MAKER, { block: 155, log: 3 }, {}).id,
        layer: "SURPLUS_BUFFER",
        rank: 1,
        backstop: VOW,
        asset: VAT,
        amount: (40n * RAD).toString(),
      },
    ),
  ],
};
