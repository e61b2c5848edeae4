import { PositionUpdated } from "../../../generated/LyraOptionToken/OptionToken";
import { recordOptionHolding } from "../../actions/record-option-holding";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { SkipReason } from "../../constants";
import { readContext } from "../../context";
import { optionHoldingId, typedSeriesId } from "../../ids";
import { OptionHoldingParams } from "../../params/option-holding-params";
import { SkipParams } from "../../params/skip-params";
import { isTraderType, LYRA, LyraMarket, optionTypeOf, poolSideOf } from "./lyra";

/** The contract's `PositionUpdatedType`. */
namespace UpdateType {
  export const CLOSED: i32 = 2;
  export const SPLIT_INTO: i32 = 4;
  export const MERGED: i32 = 5;
  export const MERGED_INTO: i32 = 6;
  export const SETTLED: i32 = 7;
  export const LIQUIDATED: i32 = 8;
  export const TRANSFER: i32 = 9;
}

/** Records the state of a position after any change. */
export function handlePositionUpdated(event: PositionUpdated): void {
  const log = "OptionToken.PositionUpdated";
  const type = event.params.optionType;
  if (!isTraderType(type)) {
    const detail = `Expected an option type from 0 to 4, got ${type.toString()}`;
    recordSkippedEvent(event, new SkipParams(LYRA, log, SkipReason.OUT_OF_RANGE, detail));
    return;
  }
  const lyra = new LyraMarket(readContext());
  const params = new OptionHoldingParams(
    LYRA,
    log,
    optionHoldingId(LYRA, event.address, event.params.positionId),
    typedSeriesId(LYRA, lyra.market.contract, event.params.strikeId, optionTypeOf(type)),
    event.params.owner,
    poolSideOf(type),
    lyra.quote,
    event.params.amount,
  );
  params.collateral = event.params.collateral;
  params.collateralAsset = lyra.collateralOf(type);
  params.isClosed = isEnd(event.params.updatedType);
  params.isHandedOn = isHandOn(event.params.updatedType);
  recordOptionHolding(event, params);
}

function isEnd(update: i32): boolean {
  return (
    update == UpdateType.CLOSED ||
    update == UpdateType.MERGED ||
    update == UpdateType.SETTLED ||
    update == UpdateType.LIQUIDATED
  );
}

function isHandOn(update: i32): boolean {
  return update == UpdateType.SPLIT_INTO || update == UpdateType.MERGED_INTO || update == UpdateType.TRANSFER;
}
