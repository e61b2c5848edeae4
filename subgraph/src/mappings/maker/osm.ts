import { LogValue } from "../../../generated/MakerOsm/Osm";
import { recordPrice } from "../../actions/record-price";
import { AssetKind, PriceSource, PriceStatus } from "../../constants";
import { readContext } from "../../context";
import { wordAt } from "../../math/number-bytes";
import { AssetParams } from "../../params/asset-params";
import { PriceFeedParams } from "../../params/price-feed-params";
import { PriceParams } from "../../params/price-params";
import { MAKER } from "./maker";

/** Records the price that the system uses from now on; zero means that the module has none. */
export function handleLogValue(event: LogValue): void {
  const context = readContext();
  const symbol = context.string("assetSymbol");
  const asset = new AssetParams(
    context.bytes("asset"),
    AssetKind.ERC20,
    symbol,
    context.int("assetDecimals"),
  );
  const quote = context.string("quote");
  const decimals = context.int("decimals");
  const feed = new PriceFeedParams(MAKER, event.address, PriceSource.MAKER_OSM, asset, quote, decimals);
  feed.heartbeat = context.int("heartbeat");
  const value = wordAt(event.params.val, 0);
  const isValid = value !== null && !value.isZero();
  const status = isValid ? PriceStatus.OK : PriceStatus.INVALID;
  recordPrice(event, new PriceParams(MAKER, "Osm.LogValue", feed, isValid ? value : null, status));
}
