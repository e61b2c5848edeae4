import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { OptionPosition, OptionSeries } from "../../generated/schema";
import { protocolId } from "../ids";
import { ordinalOf } from "../math/ordinal";
import { OptionSeriesParams } from "../params/option-params";
import { loadOrCreateAsset } from "./asset";
import { loadOrCreateBackstop } from "./backstop";
import { loadOrCreateMarket } from "./market";

/** Returns the series; null when no event has named it. */
export function loadOptionSeries(id: Bytes): OptionSeries | null {
  return OptionSeries.load(id);
}

/** Returns the series of a holding; null when there is no holding. */
export function loadSeriesOf(holding: OptionPosition | null): OptionSeries | null {
  if (holding === null) return null;
  return OptionSeries.load(holding.series);
}

/** Writes a series in which nobody has traded, with all that it names. */
export function createOptionSeries(event: ethereum.Event, params: OptionSeriesParams): OptionSeries {
  const series = new OptionSeries(params.id);
  series.protocol = protocolId(params.protocol);
  series.market = loadOrCreateMarket(params.market, event).id;
  series.backstop = loadOrCreateBackstop(params.backstop, event).id;
  series.contract = params.contract;
  series.number = params.number;
  series.board = params.board;
  series.type = params.type;
  series.style = params.style;
  series.settlement = params.settlement;
  series.underlying = loadOrCreateAsset(params.underlying, event).id;
  series.strike = params.strike;
  series.strikeDecimals = params.strikeDecimals;
  series.expiry = params.expiry;
  series.size = params.size;
  series.open = params.size;
  series.premium = BigInt.zero();
  series.owed = BigInt.zero();
  series.settled = BigInt.zero();
  series.exerciseCount = BigInt.zero();
  series.isEnded = false;
  series.createdOrdinal = ordinalOf(event);
  series.updatedOrdinal = series.createdOrdinal;
  series.save();
  return series;
}
