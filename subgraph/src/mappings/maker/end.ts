import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Cage, Cage1, LogNote } from "../../../generated/MakerEnd/End";
import { recordMarketStatus } from "../../actions/record-market-status";
import { OperatingStatus } from "../../constants";
import { readContext } from "../../context";
import { wordText } from "../../math/number-bytes";
import { MarketStatusParams } from "../../params/market-status-params";
import { ilkMarket, MAKER, systemMarket } from "./maker";

/** Records that the whole system was shut down. */
export function handleCage(event: Cage): void {
  closeSystem(event);
}

/** Records the same of an End before Liquidations 2.0, which notes its calls. */
export function handleNotedCage(event: LogNote): void {
  closeSystem(event);
}

/** Records that a collateral type's last price was fixed. */
export function handleCageIlk(event: Cage1): void {
  closeIlk(event, event.params.ilk);
}

/** Records the same of an End before Liquidations 2.0. */
export function handleNotedCageIlk(event: LogNote): void {
  closeIlk(event, event.params.arg1);
}

function closeSystem(event: ethereum.Event): void {
  const context = readContext();
  const market = systemMarket(context.bytes("vow"), context.bytes("vat"));
  recordMarketStatus(event, new MarketStatusParams(MAKER, "End.Cage", market, OperatingStatus.SHUT_DOWN));
}

function closeIlk(event: ethereum.Event, ilk: Bytes): void {
  const vat = readContext().bytes("vat");
  const market = ilkMarket(wordText(ilk), vat, vat);
  recordMarketStatus(event, new MarketStatusParams(MAKER, "End.Cage", market, OperatingStatus.SHUT_DOWN));
}
