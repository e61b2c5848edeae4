import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { SkipReason } from "../constants";
import { MarketRegistrationParams } from "../params/market-registration-params";
import { loadOrCreateMarket } from "../store/market";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeSkip } from "./write-skip";

/** Records a market with its assets; where a view of an asset failed, the gap is reported. */
export function recordMarket(event: ethereum.Event, params: MarketRegistrationParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  loadOrCreateMarket(params.market, event);
  const failed = params.failedCalls;
  if (failed !== null) writeSkip(event, protocol, params.log, SkipReason.CALL_FAILED, failed);
  countApplied(protocol);
  protocol.save();
}
