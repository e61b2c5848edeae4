import { type Hex, keccak256, toHex } from "viem";
import { ImportError } from "../../errors.ts";
import { UNKNOWN_ACCOUNT } from "../unknown-account.ts";
import type { Auction } from "./auction.ts";
import { bidBlocks, fillBids } from "./fill-bids.ts";
import {
  biteEvent,
  dealNote,
  dentNote,
  type EventContent,
  fessNote,
  kickEvent,
  tendNote,
} from "./maker-events.ts";

const RAY = 10n ** 27n;

/** Liquidation penalty of ETH-A, ray: 13 % on top of the debt. */
export const CHOP = (113n * RAY) / 100n;

/** Order within a block: an auction begins before it is bid on, and ends last. */
const RANK = { setting: 0, kick: 1, bid: 2, deal: 3 } as const;

/** A transaction whose block is known, with the logs it leaves. */
export interface FilledTransaction {
  readonly block: number;
  readonly rank: number;
  readonly hash: Hex;
  readonly events: readonly EventContent[];
  /** The auction that this transaction begins. */
  readonly kicks?: Auction;
}

/** Transaction hashes are not recorded: this one follows from the name of what happened. */
export function filledHash(name: string): Hex {
  return keccak256(toHex(`seawall maker ${name}`));
}

/** Debt without the penalty, rad, rounded down. */
function debtOf(tab: bigint): bigint {
  return (tab * RAY) / CHOP;
}

function kick(auction: Auction): FilledTransaction {
  const urn = auction.owner ?? UNKNOWN_ACCOUNT;
  const id = BigInt(auction.id);
  const { lot, tab } = auction;
  const debt = debtOf(tab);
  return {
    block: auction.kickBlock,
    rank: RANK.kick,
    hash: filledHash(`kick ${id}`),
    events: [
      fessNote(debt),
      kickEvent(urn, { id, lot, tab }),
      biteEvent(urn, { ink: lot, art: debt / RAY, tab: debt }, id),
    ],
    kicks: auction,
  };
}

function bids(auction: Auction, lastBidBlock: number | null): FilledTransaction[] {
  const blocks = bidBlocks(auction, lastBidBlock);
  const id = BigInt(auction.id);
  return fillBids(auction).map(({ lot, bid, isDent }, index) => {
    const caller = index === auction.bids - 1 ? auction.winner : UNKNOWN_ACCOUNT;
    const event = isDent ? dentNote(caller, id, lot, bid) : tendNote(caller, id, lot, bid);
    const block = blocks[index] as number;
    return { block, rank: RANK.bid, hash: filledHash(`bid ${id} ${index + 1}`), events: [event] };
  });
}

function deal(auction: Auction): FilledTransaction[] {
  if (auction.dealBlock === null) return [];
  if (auction.dealer === null) throw new ImportError(`Auction ${auction.id} was dealt but has no dealer.`);
  const id = BigInt(auction.id);
  return [
    {
      block: auction.dealBlock,
      rank: RANK.deal,
      hash: filledHash(`deal ${id}`),
      events: [dealNote(auction.dealer, id)],
    },
  ];
}

/** Returns the transactions of an auction from kick to deal. */
export function auctionTransactions(auction: Auction, lastBidBlock: number | null): FilledTransaction[] {
  return [kick(auction), ...bids(auction, lastBidBlock), ...deal(auction)];
}
