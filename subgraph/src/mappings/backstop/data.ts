import { BigInt } from "@graphprotocol/graph-ts";
import {
  Attested,
  ParameterChanged,
  PriceReported,
  StatusChanged,
} from "../../../generated/Backstop/Backstop";
import { findPriceFeed } from "../../actions/known-price-feed";
import { recordAttestation } from "../../actions/record-attestation";
import { recordBackstopState } from "../../actions/record-backstop-state";
import { recordMarketStatus } from "../../actions/record-market-status";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordPrice } from "../../actions/record-price";
import { PriceStatus, SkipReason } from "../../constants";
import { AttestationParams } from "../../params/attestation-params";
import { BackstopStateParams } from "../../params/backstop-state-params";
import { MarketStatusParams } from "../../params/market-status-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { PriceParams } from "../../params/price-params";
import { operatingStatus, priceStatus } from "./enums";
import { feedId, isNobody, someId, someNumber } from "./standard-id";
import { StandardLog } from "./standard-log";

/** Records the new value of a parameter, as a number or as bytes. */
export function handleParameterChanged(event: ParameterChanged): void {
  const log = new StandardLog(event, "ParameterChanged");
  const params = event.params;
  const change = new ParameterChangeParams(log.slug, log.log, event.address, params.name);
  change.market = log.optionalMarket(params.market);
  if (log.isRefused()) return;
  if (params.raw.length > 0) {
    change.raw = params.raw;
  } else {
    change.value = params.value;
    change.previous = params.previous;
  }
  change.proposedAt = someNumber(params.proposedAt);
  recordParameterChange(event, change);
}

/** Records the operating status of a backstop or a market. */
export function handleStatusChanged(event: StatusChanged): void {
  const log = new StandardLog(event, "StatusChanged");
  const params = event.params;
  const status = log.member(operatingStatus(params.status), "OperatingStatus", params.status);
  const backstop = log.optionalBackstop(params.backstop);
  const market = log.optionalMarket(params.market);
  const isOne = (backstop === null) != (market === null);
  log.expect(isOne, "Expected either a backstop or a market, got both or none");
  if (log.isRefused()) return;
  const reason: string | null = params.reason.length > 0 ? params.reason : null;
  if (backstop !== null) {
    const state = new BackstopStateParams(log.slug, log.log, backstop, status);
    state.reason = reason;
    recordBackstopState(event, state);
  } else if (market !== null) {
    const state = new MarketStatusParams(log.slug, log.log, market, status);
    state.reason = reason;
    recordMarketStatus(event, state);
  }
}

/** Records a price, or that a feed has none that is valid. */
export function handlePriceReported(event: PriceReported): void {
  const log = new StandardLog(event, "PriceReported");
  const params = event.params;
  const status = log.member(priceStatus(params.status), "PriceStatus", params.status);
  const feed = findPriceFeed(log.slug, feedId(log.slug, params.feed));
  if (feed === null) {
    log.refuse(SkipReason.UNKNOWN_PARENT, `Feed ${params.feed.toHexString()} was never registered`);
  }
  const age = ageOf(event, log);
  if (log.isRefused() || feed === null) return;
  const price: BigInt | null = status == PriceStatus.INVALID ? null : params.price;
  const observation = new PriceParams(log.slug, log.log, feed, price, status);
  observation.round = someNumber(params.round);
  observation.age = age;
  recordPrice(event, observation);
}

/** Records what somebody states that the protocol holds and owes. */
export function handleAttested(event: Attested): void {
  const log = new StandardLog(event, "Attested");
  const params = event.params;
  const statement = new AttestationParams(log.slug, log.log, params.attester);
  statement.backstop = log.optionalBackstop(params.backstop);
  statement.epoch = params.epoch;
  statement.assetsRoot = someId(params.assetsRoot);
  statement.liabilitiesRoot = someId(params.liabilitiesRoot);
  if (!isNobody(params.asset)) {
    statement.asset = log.asset(params.asset);
    statement.assets = params.assets;
    statement.liabilities = params.liabilities;
  }
  statement.isVerified = params.isVerified;
  if (log.isRefused()) return;
  recordAttestation(event, statement);
}

/** Seconds between the feed's own time and the block; below zero when the feed states no time. */
function ageOf(event: PriceReported, log: StandardLog): i32 {
  const updatedAt = event.params.updatedAt;
  if (updatedAt.isZero()) return -1;
  return log.small(event.block.timestamp.minus(updatedAt), "an age");
}
