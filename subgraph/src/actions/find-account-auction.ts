import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { Auction } from "../../generated/schema";
import { AuctionStatus } from "../constants";
import { auctionId } from "../ids";
import { addressNumber } from "../math/number-bytes";
import { AccountAuction } from "../params/account-auction";
import { loadAuction } from "../store/auction";

/** Bits below the account in the number of its auction: they count the account's auctions. */
const COUNT_BITS: u8 = 16;

/**
 * Finds the last auction of an account where the contract names auctions by account alone. The ledger's number of it
 * is account · 2^16 + the auctions before it.
 */
export function findAccountAuction(contract: Bytes, account: Bytes): AccountAuction {
  let number = addressNumber(account).leftShift(COUNT_BITS);
  let last = new AccountAuction(number);
  let auction = loadAuction(auctionId(contract, number));
  while (auction !== null) {
    last = describe(auction);
    number = number.plus(BigInt.fromI32(1));
    auction = loadAuction(auctionId(contract, number));
  }
  return last;
}

/** Returns what an auction still offers; null when its start was never seen. */
export function lotOfAuction(contract: Bytes, number: BigInt): BigInt | null {
  const auction = loadAuction(auctionId(contract, number));
  if (auction === null) return null;
  return auction.lot;
}

function describe(auction: Auction): AccountAuction {
  const found = new AccountAuction(auction.number);
  found.lot = auction.lot;
  found.isKnown = true;
  found.isOpen = auction.status == AuctionStatus.OPEN;
  found.liquidation = auction.liquidation;
  return found;
}
