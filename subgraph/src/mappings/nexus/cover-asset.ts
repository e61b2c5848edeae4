import { ethereum } from "@graphprotocol/graph-ts";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { AssetKind, SkipReason } from "../../constants";
import { SourceContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { SkipParams } from "../../params/skip-params";
import { coin, NEXUS } from "./nexus";

// The pool's numbers of the assets that covers are paid in: smart-contracts lib/constants.js, PoolAsset.
const ETH: i32 = 0;
const DAI: i32 = 1;
const USDC: i32 = 6;
const CB_BTC: i32 = 7;

/**
 * Returns the asset that a cover is paid in; otherwise reports the log as skipped.
 *
 * @param number - The pool's number of the asset.
 * @returns Null when covers in this asset are unknown.
 */
export function coverAsset(
  event: ethereum.Event,
  log: string,
  context: SourceContext,
  number: i32,
): AssetParams | null {
  if (number == ETH) return coin();
  if (number == DAI) return new AssetParams(context.bytes("dai"), AssetKind.ERC20, "DAI", 18);
  if (number == USDC) return new AssetParams(context.bytes("usdc"), AssetKind.ERC20, "USDC", 6);
  if (number == CB_BTC) return new AssetParams(context.bytes("cbBtc"), AssetKind.ERC20, "cbBTC", 8);
  const detail = `Expected a cover in asset 0, 1, 6 or 7 of the pool, got ${number.toString()}`;
  recordSkippedEvent(event, new SkipParams(NEXUS, log, SkipReason.OUT_OF_RANGE, detail));
  return null;
}
