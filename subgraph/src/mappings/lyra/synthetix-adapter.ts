import { GlobalPausedSet, MarketPausedSet } from "../../../generated/LyraSynthetixAdapter/SynthetixAdapter";
import { recordMarketStatus } from "../../actions/record-market-status";
import { recordStatusChange } from "../../actions/record-status-change";
import { OperatingStatus } from "../../constants";
import { readContext } from "../../context";
import { MarketStatusParams } from "../../params/market-status-params";
import { StatusChangeParams } from "../../params/status-change-params";
import { LYRA, LyraMarket } from "./lyra";

/** Records a pause of all markets: it stops trades and settlements, and so is one of the pool. */
export function handleGlobalPausedSet(event: GlobalPausedSet): void {
  const lyra = new LyraMarket(readContext());
  const status = statusOf(event.params.isPaused);
  const params = new StatusChangeParams(LYRA, "SynthetixAdapter.GlobalPausedSet", lyra.pool, status);
  params.reason = "GlobalPausedSet";
  recordStatusChange(event, params);
}

/** Records a pause of the market: it stops trades. Other markets have sources of their own. */
export function handleMarketPausedSet(event: MarketPausedSet): void {
  const lyra = new LyraMarket(readContext());
  if (!lyra.market.contract.equals(event.params.contractAddress)) return;
  const status = statusOf(event.params.isPaused);
  const params = new MarketStatusParams(LYRA, "SynthetixAdapter.MarketPausedSet", lyra.market, status);
  params.reason = "MarketPausedSet";
  recordMarketStatus(event, params);
}

function statusOf(isPaused: boolean): string {
  return isPaused ? OperatingStatus.PAUSED : OperatingStatus.ACTIVE;
}
