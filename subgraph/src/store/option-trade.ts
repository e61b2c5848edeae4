import { ethereum } from "@graphprotocol/graph-ts";
import { OptionPosition, OptionSeries, OptionTrade } from "../../generated/schema";
import { FactKind, factId } from "../ids";
import { TradeTerms } from "../params/option-terms";
import { loadOrCreateAsset } from "./asset";
import { stampFact } from "./stamp";

/**
 * Writes a trade in an option.
 *
 * @param action - One of OptionAction.
 */
export function createOptionTrade(
  event: ethereum.Event,
  series: OptionSeries,
  position: OptionPosition,
  terms: TradeTerms,
  action: string,
): OptionTrade {
  const trade = new OptionTrade(factId(event, FactKind.OPTION_TRADE, terms.firstStep));
  stampFact(trade, event, position.protocol);
  trade.series = position.series;
  trade.position = position.id;
  trade.account = terms.account;
  trade.action = action;
  trade.side = terms.side;
  trade.size = terms.size;
  const asset = terms.premiumAsset;
  trade.premiumAsset = asset === null ? series.underlying : loadOrCreateAsset(asset, event).id;
  trade.premium = terms.premium;
  trade.fee = terms.fee;
  trade.impliedVolatility = terms.impliedVolatility;
  trade.save();
  return trade;
}
