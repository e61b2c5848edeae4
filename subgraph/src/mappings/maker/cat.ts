import { Bite, LogNote } from "../../../generated/MakerCat/Cat";
import { recordLiquidation } from "../../actions/record-liquidation";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordStatusChange } from "../../actions/record-status-change";
import { LiquidationMode, OperatingStatus } from "../../constants";
import { readContext } from "../../context";
import { wordText } from "../../math/number-bytes";
import { LiquidationParams } from "../../params/liquidation-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { StatusChangeParams } from "../../params/status-change-params";
import { ilkMarket, internalDai, liquidationEngine, MAKER } from "./maker";
import { NotedCall } from "./note";
import { numberParameter } from "./parameter";
import { skipUndecodable } from "./skip-undecodable";

/**
 * Records a liquidation: `ink` goes to the auction `id` of `flip`. `tab` is art × rate, without the penalty that the
 * auction adds. What the auction loses shows only when it is dealt.
 */
export function handleBite(event: Bite): void {
  const vat = readContext().bytes("vat");
  const params = new LiquidationParams(
    MAKER,
    "Cat.Bite",
    ilkMarket(wordText(event.params.ilk), vat, vat),
    LiquidationMode.AUCTION,
    event.params.urn,
    internalDai(vat),
    event.params.tab,
  );
  params.collateralSeized = event.params.ink;
  params.auctionContract = event.params.flip;
  params.auctionNumber = event.params.id;
  recordLiquidation(event, params);
}

/** Records that no liquidation starts any more. */
export function handleCage(event: LogNote): void {
  const engine = liquidationEngine(event.address);
  recordStatusChange(event, new StatusChangeParams(MAKER, "Cat.cage", engine, OperatingStatus.SHUT_DOWN));
}

/** Records a parameter of all collateral types: the limit `box` of debt on auction since 1.1 (rad). */
export function handleFileSystem(event: LogNote): void {
  const value = new NotedCall(event.params.arg1, event.params.arg2, event.params.data).second;
  recordParameterChange(event, numberParameter("Cat.file", event.address, event.params.arg1, value));
}

/** Records a collateral type's parameter: the penalty `chop` (ray; wad since 1.1), the lot size `lump` (wad) or `dunk` (rad). */
export function handleFile(event: LogNote): void {
  const vat = readContext().bytes("vat");
  const value = new NotedCall(event.params.arg1, event.params.arg2, event.params.data).third;
  if (value === null) {
    skipUndecodable(event, "Cat.file");
    return;
  }
  const params = new ParameterChangeParams(MAKER, "Cat.file", event.address, wordText(event.params.arg2));
  params.market = ilkMarket(wordText(event.params.arg1), vat, vat);
  params.value = value;
  recordParameterChange(event, params);
}
