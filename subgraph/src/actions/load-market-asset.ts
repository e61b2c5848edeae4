import { ethereum } from "@graphprotocol/graph-ts";
import { AssetKind, SkipReason } from "../constants";
import { AssetParams } from "../params/asset-params";
import { MarketParams } from "../params/market-params";
import { SkipParams } from "../params/skip-params";
import { debtAssetOf } from "../store/market";
import { recordSkippedEvent } from "./record-skipped-event";

/**
 * Returns the asset that a market counts in, for a log that does not name it; otherwise reports the log as skipped.
 *
 * @param log - Event as in the ABI, such as `SafetyModule.Deposited`.
 * @returns Null when the market was never seen.
 */
export function loadMarketAsset(
  event: ethereum.Event,
  log: string,
  market: MarketParams,
): AssetParams | null {
  const id = debtAssetOf(market.id);
  if (id !== null) return new AssetParams(id, AssetKind.ERC20, null, -1);
  const detail = `Market ${market.name} was never seen to open`;
  recordSkippedEvent(event, new SkipParams(market.protocol, log, SkipReason.UNKNOWN_PARENT, detail));
  return null;
}
