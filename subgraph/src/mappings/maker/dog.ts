import { Bytes } from "@graphprotocol/graph-ts";
import { Bark, Cage, Digs, File, File1, File2, File3 } from "../../../generated/MakerDog/Dog";
import { recordLiquidation } from "../../actions/record-liquidation";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordStatusChange } from "../../actions/record-status-change";
import { LiquidationMode, OperatingStatus } from "../../constants";
import { readContext } from "../../context";
import { wordText } from "../../math/number-bytes";
import { LiquidationParams } from "../../params/liquidation-params";
import { MarketParams } from "../../params/market-params";
import { StatusChangeParams } from "../../params/status-change-params";
import { ilkMarket, internalDai, liquidationEngine, MAKER } from "./maker";
import { addressParameter, numberParameter } from "./parameter";

/** Records a liquidation: `ink` goes to the auction `id` of `clip`. `due` is art × rate, without the penalty. */
export function handleBark(event: Bark): void {
  const params = new LiquidationParams(
    MAKER,
    "Dog.Bark",
    marketOf(event.params.ilk),
    LiquidationMode.AUCTION,
    event.params.urn,
    internalDai(readContext().bytes("vat")),
    event.params.due,
  );
  params.collateralSeized = event.params.ink;
  params.auctionContract = event.params.clip;
  params.auctionNumber = event.params.id;
  recordLiquidation(event, params);
}

/** Records that no liquidation starts any more. */
export function handleCage(event: Cage): void {
  const engine = liquidationEngine(event.address);
  recordStatusChange(event, new StatusChangeParams(MAKER, "Dog.Cage", engine, OperatingStatus.SHUT_DOWN));
}

/** Records by how much the debt on auction, which `hole` limits, fell (rad). */
export function handleDigs(event: Digs): void {
  const params = numberParameter("Dog.Digs", event.address, Bytes.fromUTF8("digs"), event.params.rad);
  params.market = marketOf(event.params.ilk);
  recordParameterChange(event, params);
}

/** Records a parameter of all collateral types, such as the limit `Hole` of debt on auction (rad). */
export function handleFile(event: File): void {
  recordParameterChange(
    event,
    numberParameter("Dog.File", event.address, event.params.what, event.params.data),
  );
}

/** Records a contract that the engine uses, such as the Vow. */
export function handleFileAddress(event: File1): void {
  recordParameterChange(
    event,
    addressParameter("Dog.File", event.address, event.params.what, event.params.data),
  );
}

/** Records a collateral type's parameter: the penalty `chop` (wad) or the limit `hole` (rad). */
export function handleFileIlk(event: File2): void {
  const params = numberParameter("Dog.File", event.address, event.params.what, event.params.data);
  params.market = marketOf(event.params.ilk);
  recordParameterChange(event, params);
}

/** Records the contract that auctions a collateral type. */
export function handleFileIlkAddress(event: File3): void {
  const params = addressParameter("Dog.File", event.address, event.params.what, event.params.clip);
  params.market = marketOf(event.params.ilk);
  recordParameterChange(event, params);
}

function marketOf(ilk: Bytes): MarketParams {
  const vat = readContext().bytes("vat");
  return ilkMarket(wordText(ilk), vat, vat);
}
