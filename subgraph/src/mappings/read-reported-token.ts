import { Address, ethereum } from "@graphprotocol/graph-ts";
import { recordSkippedEvent } from "../actions/record-skipped-event";
import { SkipReason } from "../constants";
import { AssetParams } from "../params/asset-params";
import { SkipParams } from "../params/skip-params";
import { failedViews, readToken } from "./read-token";

/**
 * Reads a token as readToken does, and reports a view that gave no answer, for a log that is applied all the same.
 *
 * @param log - Event as in the ABI, such as `Pool.Payout`.
 */
export function readReportedToken(
  event: ethereum.Event,
  protocol: string,
  log: string,
  token: Address,
): AssetParams {
  const asset = readToken(token);
  const failed = failedViews([asset]);
  if (failed !== null)
    recordSkippedEvent(event, new SkipParams(protocol, log, SkipReason.CALL_FAILED, failed));
  return asset;
}
