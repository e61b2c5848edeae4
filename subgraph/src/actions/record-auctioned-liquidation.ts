import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { AuctionAction, SkipReason } from "../constants";
import { auctionId } from "../ids";
import { AuctionKickParams } from "../params/auction-params";
import { LiquidationParams } from "../params/liquidation-params";
import { createAuction, loadAuction } from "../store/auction";
import { createAuctionEvent } from "../store/auction-event";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeLiquidation } from "./write-liquidation";
import { writeSkip } from "./write-skip";

/** Records a liquidation whose log also starts the auction of the collateral; a second start is skipped. */
export function recordAuctionedLiquidation(
  event: ethereum.Event,
  kick: AuctionKickParams,
  liquidation: LiquidationParams,
): void {
  const protocol = loadOrCreateProtocol(kick.protocol, event);
  if (loadAuction(auctionId(kick.contract, kick.number)) === null) {
    const auction = createAuction(event, kick);
    const zero = BigInt.zero();
    createAuctionEvent(event, auction, AuctionAction.KICK, kick.caller, zero, zero);
    liquidation.auctionContract = kick.contract;
    liquidation.auctionNumber = kick.number;
    writeLiquidation(event, protocol, liquidation);
    countApplied(protocol);
  } else {
    const detail = `Auction ${kick.number.toString()} of ${kick.contract.toHexString()} has started before`;
    writeSkip(event, protocol, kick.log, SkipReason.DUPLICATE, detail);
  }
  protocol.save();
}
