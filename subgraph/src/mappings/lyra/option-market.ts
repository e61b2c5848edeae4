import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import {
  BoardBaseIvSet,
  BoardCreated,
  BoardFrozen,
  BoardSettled,
  OptionMarket,
  StrikeAdded,
  StrikeSkewSet,
  Trade,
} from "../../../generated/LyraOptionMarket/OptionMarket";
import { recordOptionExpiry } from "../../actions/record-option-expiry";
import { recordOptionListing } from "../../actions/record-option-listing";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordParameterChanges } from "../../actions/record-parameter-changes";
import { OptionStyle, OptionType, PriceSource, PriceStatus, SettlementKind } from "../../constants";
import { readContext } from "../../context";
import { typedSeriesId } from "../../ids";
import { OptionExpiryParams, OptionListingParams } from "../../params/option-listing-params";
import { OptionSeriesParams } from "../../params/option-params";
import { PriceFeedParams } from "../../params/price-feed-params";
import { PriceParams } from "../../params/price-params";
import { DECIMALS, LYRA, LyraMarket } from "./lyra";
import { keyed, parameter } from "./parameter";
import { recordTrade } from "./trade";

const LISTED_TYPES = [OptionType.CALL, OptionType.PUT];

/** Records a new board: its expiry, and the volatility that all of its strikes share. */
export function handleBoardCreated(event: BoardCreated): void {
  const lyra = new LyraMarket(readContext());
  const log = "OptionMarket.BoardCreated";
  const board = event.params.boardId;
  recordParameterChanges(event, [
    parameter(lyra, log, keyed("expiry", board), event.params.expiry),
    parameter(lyra, log, keyed("baseIv", board), event.params.baseIv),
    parameter(lyra, log, keyed("frozen", board), flag(event.params.frozen)),
  ]);
}

/** Records that nobody can trade a board, or that everybody can again. */
export function handleBoardFrozen(event: BoardFrozen): void {
  const name = keyed("frozen", event.params.boardId);
  recordNumber(event, "OptionMarket.BoardFrozen", name, flag(event.params.frozen));
}

/** Records a volatility that governance sets. */
export function handleBoardBaseIvSet(event: BoardBaseIvSet): void {
  const name = keyed("baseIv", event.params.boardId);
  recordNumber(event, "OptionMarket.BoardBaseIvSet", name, event.params.baseIv);
}

/** Records a skew that governance sets. */
export function handleStrikeSkewSet(event: StrikeSkewSet): void {
  const name = keyed("skew", event.params.strikeId);
  recordNumber(event, "OptionMarket.StrikeSkewSet", name, event.params.skew);
}

/** Records a strike: a call and a put of its board. The log does not state when they expire; a declared call does. */
export function handleStrikeAdded(event: StrikeAdded): void {
  const log = "OptionMarket.StrikeAdded";
  const lyra = new LyraMarket(readContext());
  const strike = event.params.strikeId;
  const terms = OptionMarket.bind(event.address).try_getStrikeAndExpiry(strike);
  const series: Array<OptionSeriesParams> = [];
  for (let i = 0; i < LISTED_TYPES.length; i++) {
    const one = newSeries(event, lyra, LISTED_TYPES[i]);
    if (!terms.reverted) one.expiry = terms.value.getExpiry();
    series.push(one);
  }
  const params = new OptionListingParams(LYRA, log, series);
  if (terms.reverted) params.failedCall = `getStrikeAndExpiry(${strike.toString()}) gave no answer`;
  params.parameters = [
    parameter(lyra, log, keyed("board", strike), event.params.boardId),
    parameter(lyra, log, keyed("skew", strike), event.params.skew),
  ];
  recordOptionListing(event, params);
}

/** Records a trade of a position with the pool, or its liquidation. */
export function handleTrade(event: Trade): void {
  const context = readContext();
  recordTrade(event, new LyraMarket(context), context.bytes("optionToken"));
}

/** Records the expiry of a board and the price that it settles at. */
export function handleBoardSettled(event: BoardSettled): void {
  const log = "OptionMarket.BoardSettled";
  const board = event.params.boardId;
  const strikes = OptionMarket.bind(event.address).try_getBoardStrikes(board);
  const lyra = new LyraMarket(readContext());
  const price = event.params.spotPriceAtExpiry;
  const feed = new PriceFeedParams(LYRA, event.address, PriceSource.SETTLEMENT, lyra.base, "USD", DECIMALS);
  const observed = new PriceParams(LYRA, log, feed, price, PriceStatus.OK);
  const ids = seriesOf(event.address, strikes.reverted ? [] : strikes.value);
  const params = new OptionExpiryParams(LYRA, log, ids, observed);
  if (strikes.reverted) params.failedCall = `getBoardStrikes(${board.toString()}) gave no answer`;
  recordOptionExpiry(event, params);
}

function recordNumber(event: ethereum.Event, log: string, name: string, value: BigInt): void {
  recordParameterChange(event, parameter(new LyraMarket(readContext()), log, name, value));
}

function flag(isSet: boolean): BigInt {
  return BigInt.fromI32(isSet ? 1 : 0);
}

function newSeries(event: StrikeAdded, lyra: LyraMarket, type: string): OptionSeriesParams {
  const series = new OptionSeriesParams(
    LYRA,
    event.address,
    event.params.strikeId,
    lyra.market,
    lyra.pool,
    OptionStyle.EUROPEAN,
    SettlementKind.CASH,
    lyra.base,
    DECIMALS,
  );
  series.id = typedSeriesId(LYRA, event.address, event.params.strikeId, type);
  series.type = type;
  series.strike = event.params.strikePrice;
  series.board = event.params.boardId;
  return series;
}

function seriesOf(contract: Bytes, strikes: Array<BigInt>): Array<Bytes> {
  const ids: Array<Bytes> = [];
  for (let i = 0; i < strikes.length; i++) {
    for (let j = 0; j < LISTED_TYPES.length; j++) {
      ids.push(typedSeriesId(LYRA, contract, strikes[i], LISTED_TYPES[j]));
    }
  }
  return ids;
}
