import {
  AssetRegistered,
  BackstopRegistered,
  FeedRegistered,
  MarketRegistered,
  StandardDeclared,
} from "../../../generated/Backstop/Backstop";
import { findPriceFeed } from "../../actions/known-price-feed";
import { recordAsset } from "../../actions/record-asset";
import { recordBackstop } from "../../actions/record-backstop";
import { recordMarket } from "../../actions/record-market";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordPriceFeed } from "../../actions/record-price-feed";
import { SkipReason } from "../../constants";
import { backstopId, NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { AssetRegistrationParams } from "../../params/asset-registration-params";
import { BackstopParams } from "../../params/backstop-params";
import { BackstopRegistrationParams } from "../../params/backstop-registration-params";
import { FeedRegistrationParams } from "../../params/feed-registration-params";
import { MarketParams } from "../../params/market-params";
import { MarketRegistrationParams } from "../../params/market-registration-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { PriceFeedParams } from "../../params/price-feed-params";
import { assetKind, balanceSource, lossLayerKind, marketKind, mechanismKind, priceSource } from "./enums";
import { assetId, feedId, isNobody, isNone } from "./standard-id";
import { StandardLog } from "./standard-log";

/** Versions of one major are read alike: 1,000,000 each. */
const MAJOR: i32 = 1_000_000;

/** Records the version that a contract emits; one of another major is reported. */
export function handleStandardDeclared(event: StandardDeclared): void {
  const log = new StandardLog(event, "StandardDeclared");
  const version = log.small(event.params.version, "a version");
  log.expect(
    version / MAJOR == 1,
    `Expected version 1 of the standard, got ${event.params.version.toString()}`,
  );
  if (log.isRefused()) return;
  const params = new ParameterChangeParams(log.slug, log.log, event.address, "backstopStandardVersion");
  params.value = event.params.version;
  recordParameterChange(event, params);
}

/** Records an asset. */
export function handleAssetRegistered(event: AssetRegistered): void {
  const log = new StandardLog(event, "AssetRegistered");
  const params = event.params;
  const kind = log.member(assetKind(params.kind), "AssetKind", params.kind);
  log.expect(!isNobody(params.asset), "Expected an asset, got the zero address");
  const decimals = log.tiny(params.decimals, "decimals");
  if (log.isRefused()) return;
  const asset = new AssetParams(assetId(params.asset), kind, params.symbol, decimals);
  recordAsset(event, new AssetRegistrationParams(log.slug, log.log, asset));
}

/** Records a market. */
export function handleMarketRegistered(event: MarketRegistered): void {
  const log = new StandardLog(event, "MarketRegistered");
  const params = event.params;
  const kind = log.member(marketKind(params.kind), "MarketKind", params.kind);
  const market = new MarketParams(log.slug, params.market, kind, params.name, params.runner);
  market.collateral = log.optionalAsset(params.collateralAsset);
  market.debt = log.optionalAsset(params.debtAsset);
  if (!isNone(params.feed)) {
    market.feed = findPriceFeed(log.slug, feedId(log.slug, params.feed));
    if (market.feed === null) {
      log.refuse(SkipReason.UNKNOWN_PARENT, `Feed ${params.feed.toHexString()} was never registered`);
    }
  }
  if (log.isRefused()) return;
  recordMarket(event, new MarketRegistrationParams(log.slug, log.log, market));
}

/** Records a backstop. */
export function handleBackstopRegistered(event: BackstopRegistered): void {
  const log = new StandardLog(event, "BackstopRegistered");
  const params = event.params;
  const rank = log.small(params.rank, "a rank");
  log.expect(rank > 0, `Expected a rank from 1, got ${params.rank.toString()}`);
  const backstop = new BackstopParams(
    log.slug,
    params.holder,
    NO_KEY,
    params.name,
    log.member(mechanismKind(params.kind), "MechanismKind", params.kind),
    log.member(lossLayerKind(params.layer), "LossLayerKind", params.layer),
    rank,
    log.member(balanceSource(params.balanceSource), "BalanceSource", params.balanceSource),
  );
  backstop.id = backstopId(log.slug, NO_KEY, params.backstop);
  backstop.market = log.optionalMarket(params.market);
  if (log.isRefused()) return;
  recordBackstop(event, new BackstopRegistrationParams(log.slug, log.log, backstop, null));
}

/** Records a price feed. */
export function handleFeedRegistered(event: FeedRegistered): void {
  const log = new StandardLog(event, "FeedRegistered");
  const params = event.params;
  const source = log.member(priceSource(params.source), "PriceSource", params.source);
  const asset = log.asset(params.asset);
  const decimals = log.tiny(params.decimals, "decimals");
  const heartbeat = log.small(params.heartbeat, "a heartbeat");
  if (log.isRefused()) return;
  const feed = new PriceFeedParams(log.slug, event.address, source, asset, params.quote, decimals);
  feed.id = feedId(log.slug, params.feed);
  if (heartbeat > 0) feed.heartbeat = heartbeat;
  recordPriceFeed(event, new FeedRegistrationParams(log.slug, log.log, feed));
}
