import { ethereum } from "@graphprotocol/graph-ts";
import { Market } from "../../generated/schema";
import { countApplied } from "../accounting/count-log";
import { OperatingStatus } from "../constants";
import { MarketStatusParams } from "../params/market-status-params";
import { loadOrCreateMarket } from "../store/market";
import { loadOrCreateProtocol } from "../store/protocol";
import { createStatusChange } from "../store/status-change";
import { createStatusInterval } from "../store/status-interval";
import { endStatusInterval } from "./end-status-interval";

/** Records the operating status of a market: one interval ends, the next begins. */
export function recordMarketStatus(event: ethereum.Event, params: MarketStatusParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const market = loadOrCreateMarket(params.market, event);
  if (params.isObserved && statusOf(market) == params.status) {
    protocol.save();
    return;
  }
  const change = createStatusChange(event, protocol.id, market.id, params.status, params.firstStep);
  change.previous = market.status;
  change.reason = params.reason;
  change.save();
  endStatusInterval(market.statusInterval, event);
  market.statusInterval = createStatusInterval(change).id;
  market.status = params.status;
  market.save();
  countApplied(protocol);
  protocol.save();
}

function statusOf(market: Market): string {
  const status = market.status;
  return status === null ? OperatingStatus.ACTIVE : status;
}
