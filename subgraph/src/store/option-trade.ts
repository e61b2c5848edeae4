import { ethereum } from "@graphprotocol/graph-ts";
import { OptionPosition, OptionTrade } from "../../generated/schema";
import { FactKind, factId } from "../ids";
import { OptionTradeParams } from "../params/option-params";
import { loadOrCreateAsset } from "./asset";
import { stampFact } from "./stamp";

/**
 * Writes a trade in an option.
 *
 * @param action - One of OptionAction.
 */
export function createOptionTrade(
  event: ethereum.Event,
  position: OptionPosition,
  params: OptionTradeParams,
  action: string,
): OptionTrade {
  const trade = new OptionTrade(factId(event, FactKind.OPTION_TRADE, 0));
  stampFact(trade, event, position.protocol);
  trade.series = position.series;
  trade.position = position.id;
  trade.account = params.account;
  trade.action = action;
  trade.side = params.side;
  trade.size = params.size;
  trade.premiumAsset = loadOrCreateAsset(params.premiumAsset, event).id;
  trade.premium = params.premium;
  trade.fee = params.fee;
  trade.impliedVolatility = params.impliedVolatility;
  trade.save();
  return trade;
}
