import { Bytes } from "@graphprotocol/graph-ts";
import { LogNote, Poke } from "../../../generated/MakerSpotter/Spotter";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordPrice } from "../../actions/record-price";
import { PriceSource, PriceStatus } from "../../constants";
import { readContext } from "../../context";
import { priceFeedId } from "../../ids";
import { wordAt, wordText } from "../../math/number-bytes";
import { PriceFeedParams } from "../../params/price-feed-params";
import { PriceParams } from "../../params/price-params";
import { ilkMarket, ilkUnit, MAKER } from "./maker";
import { NotedCall } from "./note";
import { numberParameter } from "./parameter";
import { skipUndecodable } from "./skip-undecodable";

/** Records the price that vaults of a collateral type are valued at; `spot` is zero when the feed gives none. */
export function handlePoke(event: Poke): void {
  const ilk = wordText(event.params.ilk);
  const unit = ilkUnit(readContext().bytes("vat"), ilk);
  const feed = new PriceFeedParams(MAKER, event.address, PriceSource.MAKER_SPOT, unit, "USD", 18);
  feed.id = priceFeedId(event.address, Bytes.fromUTF8(ilk));
  const value = wordAt(event.params.val, 0);
  const isValid = value !== null && !value.isZero() && !event.params.spot.isZero();
  const status = isValid ? PriceStatus.OK : PriceStatus.INVALID;
  recordPrice(event, new PriceParams(MAKER, "Spotter.Poke", feed, isValid ? value : null, status));
}

/** Records a collateral type's parameter: the lowest collateral ratio `mat` (ray). */
export function handleFileIlk(event: LogNote): void {
  const vat = readContext().bytes("vat");
  const value = noted(event).third;
  if (value === null) {
    skipUndecodable(event, "Spotter.file");
    return;
  }
  const params = numberParameter("Spotter.file", event.address, event.params.arg2, value);
  params.market = ilkMarket(wordText(event.params.arg1), vat, vat);
  recordParameterChange(event, params);
}

/** Records the price of one dai that the system aims at, `par` (ray). */
export function handleFile(event: LogNote): void {
  const value = noted(event).second;
  recordParameterChange(event, numberParameter("Spotter.file", event.address, event.params.arg1, value));
}

function noted(event: LogNote): NotedCall {
  return new NotedCall(event.params.arg1, event.params.arg2, event.params.data);
}
