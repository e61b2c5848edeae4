import { Address, DataSourceContext, ethereum } from "@graphprotocol/graph-ts";
import { VenusVToken } from "../../../generated/templates";
import { MarketAdded, MarketAdded1 } from "../../../generated/VenusPoolRegistry/PoolRegistry";
import { VToken } from "../../../generated/VenusPoolRegistry/VToken";
import { recordMarket } from "../../actions/record-market";
import { AssetKind } from "../../constants";
import { readContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { MarketRegistrationParams } from "../../params/market-registration-params";
import { unnamedToken, VENUS, vTokenMarket } from "./venus";

/** Records a market of a pool and begins to follow it. */
export function handleMarketAdded(event: MarketAdded): void {
  addMarket(event, event.params.vTokenAddress);
}

/** The same log as it was first deployed: the vToken is not indexed. */
export function handleMarketAddedOfOldLayout(event: MarketAdded1): void {
  addMarket(event, event.params.vTokenAddress);
}

/** A vToken that does not say what it lends counts in a unit of its own. */
function addMarket(event: ethereum.Event, vToken: Address): void {
  const contract = VToken.bind(vToken);
  const symbol = contract.try_symbol();
  const underlying = contract.try_underlying();
  const isSilent = symbol.reverted || underlying.reverted;
  const asset = underlying.reverted
    ? new AssetParams(vToken, AssetKind.INTERNAL, null, -1)
    : unnamedToken(underlying.value);
  const market = vTokenMarket(vToken, asset, symbol.reverted ? vToken.toHexString() : symbol.value);
  const params = new MarketRegistrationParams(VENUS, "PoolRegistry.MarketAdded", market);
  if (isSilent) {
    params.failedCalls = `Expected symbol() and underlying() of ${vToken.toHexString()}, one gave no answer`;
  }
  recordMarket(event, params);
  followMarket(vToken, asset);
}

function followMarket(vToken: Address, asset: AssetParams): void {
  const context = new DataSourceContext();
  context.setBytes("shortfall", readContext().bytes("shortfall"));
  context.setBytes("asset", asset.id);
  context.setString("assetKind", asset.kind);
  VenusVToken.createWithContext(vToken, context);
}
