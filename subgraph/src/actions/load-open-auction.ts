import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Auction, Protocol } from "../../generated/schema";
import { AuctionStatus, SkipReason } from "../constants";
import { auctionId } from "../ids";
import { loadAuction } from "../store/auction";
import { writeSkip } from "./write-skip";

/**
 * Returns the auction that a log names, if it still runs; otherwise reports the log as skipped and saves the protocol.
 */
export function loadOpenAuction(
  event: ethereum.Event,
  protocol: Protocol,
  log: string,
  contract: Bytes,
  number: BigInt,
): Auction | null {
  const auction = loadAuction(auctionId(contract, number));
  if (auction !== null && auction.status == AuctionStatus.OPEN) return auction;
  const name = `Auction ${number.toString()} of ${contract.toHexString()}`;
  if (auction === null) {
    writeSkip(event, protocol, log, SkipReason.UNKNOWN_PARENT, `${name} was never seen to start`);
  } else {
    writeSkip(event, protocol, log, SkipReason.ALREADY_ENDED, `${name} is ${auction.status}`);
  }
  protocol.save();
  return null;
}
