import { Cage, Cage1 } from "../../../generated/MakerEnd/End";
import { recordMarketStatus } from "../../actions/record-market-status";
import { OperatingStatus } from "../../constants";
import { readContext } from "../../context";
import { wordText } from "../../math/number-bytes";
import { MarketStatusParams } from "../../params/market-status-params";
import { ilkMarket, MAKER, systemMarket } from "./maker";

/** Records that the whole system was shut down. */
export function handleCage(event: Cage): void {
  const context = readContext();
  const market = systemMarket(context.bytes("vow"), context.bytes("vat"));
  recordMarketStatus(event, new MarketStatusParams(MAKER, "End.Cage", market, OperatingStatus.SHUT_DOWN));
}

/** Records that a collateral type's last price was fixed. */
export function handleCageIlk(event: Cage1): void {
  const vat = readContext().bytes("vat");
  const market = ilkMarket(wordText(event.params.ilk), vat, vat);
  recordMarketStatus(event, new MarketStatusParams(MAKER, "End.Cage", market, OperatingStatus.SHUT_DOWN));
}
