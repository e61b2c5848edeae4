import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { AssetKind, SkipReason } from "../constants";
import { AssetParams } from "../params/asset-params";
import { SkipParams } from "../params/skip-params";
import { loadOptionSeries } from "../store/option-series";
import { recordSkippedEvent } from "./record-skipped-event";

/**
 * Returns the underlying of a series, for a log that does not name it; otherwise reports the log as skipped.
 *
 * @param log - Event as in the ABI, such as `Claims.ClaimPayoutRedeemed`.
 * @param series - Id of the series.
 * @returns Null when the series was never seen.
 */
export function loadSeriesAsset(
  event: ethereum.Event,
  protocol: string,
  log: string,
  series: Bytes,
): AssetParams | null {
  const known = loadOptionSeries(series);
  if (known !== null) return new AssetParams(known.underlying, AssetKind.ERC20, null, -1);
  const detail = `Series ${series.toHexString()} was never seen`;
  recordSkippedEvent(event, new SkipParams(protocol, log, SkipReason.UNKNOWN_PARENT, detail));
  return null;
}
