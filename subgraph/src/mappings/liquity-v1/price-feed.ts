import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import {
  LastGoodPriceUpdated,
  PriceFeedStatusChanged,
} from "../../../generated/LiquityV1PriceFeed/PriceFeed";
import { recordFeedState } from "../../actions/record-feed-state";
import { recordPrice } from "../../actions/record-price";
import { PriceStatus } from "../../constants";
import { readContext } from "../../context";
import { FeedStateParams } from "../../params/feed-state-params";
import { PriceFeedParams } from "../../params/price-feed-params";
import { PriceParams } from "../../params/price-params";
import { LIQUITY_V1, liquityV1 } from "./liquity-v1";

/** Status of the feed in which it trusts no oracle: bothOraclesUntrusted. */
const BOTH_UNTRUSTED: i32 = 2;

/** Records a price that the feed took from an oracle it trusts. */
export function handleLastGoodPriceUpdated(event: LastGoodPriceUpdated): void {
  const price = event.params._lastGoodPrice;
  const log = "PriceFeed.LastGoodPriceUpdated";
  recordPrice(event, new PriceParams(LIQUITY_V1, log, feedOf(event), price, PriceStatus.OK));
}

/**
 * Records which oracle the feed trusts from now on. Trusting none it repeats its last good price, so there is no
 * valid value; in every other state a LastGoodPriceUpdated follows (PriceFeed.sol, fetchPrice).
 */
export function handlePriceFeedStatusChanged(event: PriceFeedStatusChanged): void {
  const status = event.params.newStatus;
  const failure: string | null = status == BOTH_UNTRUSTED ? PriceStatus.INVALID : null;
  const log = "PriceFeed.PriceFeedStatusChanged";
  const state = BigInt.fromI32(status);
  recordFeedState(event, new FeedStateParams(LIQUITY_V1, log, feedOf(event), "status", state, failure));
}

function feedOf(event: ethereum.Event): PriceFeedParams {
  return liquityV1(readContext()).feedAt(event.address);
}
