import { ReserveInitialized } from "../../../generated/AavePoolConfigurator/PoolConfigurator";
import { recordMarket } from "../../actions/record-market";
import { readContext } from "../../context";
import { MarketRegistrationParams } from "../../params/market-registration-params";
import { failedViews, readToken } from "../read-token";
import { AAVE, reserveMarket } from "./aave";
import { assetFeed } from "./asset-feed";

/** Records a reserve under the ticker of its token; a token that answers no view keeps its address as name. */
export function handleReserveInitialized(event: ReserveInitialized): void {
  const token = readToken(event.params.asset);
  const symbol = token.symbol;
  const name = symbol === null ? token.id.toHexString() : symbol;
  const context = readContext();
  const market = reserveMarket(context.bytes("pool"), token, name);
  const oracle = context.optionalBytes("oracle");
  if (oracle !== null) market.feed = assetFeed(oracle, token);
  const params = new MarketRegistrationParams(AAVE, "PoolConfigurator.ReserveInitialized", market);
  params.failedCalls = failedViews([token]);
  recordMarket(event, params);
}
