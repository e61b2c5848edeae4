import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { OptionPosition, OptionSeries } from "../../generated/schema";
import { optionPositionId } from "../ids";
import { ordinalOf } from "../math/ordinal";
import { OptionTradeParams } from "../params/option-params";
import { SeriesTradeParams } from "../params/series-trade-params";

/** Returns the holding; null when no trade has named it. */
export function loadOptionPosition(id: Bytes): OptionPosition | null {
  return OptionPosition.load(id);
}

/** Writes the holding of an option that is a series of its own; it shares the id of the series. */
export function createOptionPosition(
  event: ethereum.Event,
  protocol: Bytes,
  params: OptionTradeParams,
): OptionPosition {
  const position = new OptionPosition(params.series.id);
  position.protocol = protocol;
  position.series = params.series.id;
  position.account = params.account;
  position.side = params.side;
  position.size = params.size;
  position.collateral = params.collateral;
  position.premium = params.premium;
  position.isClosed = false;
  position.createdOrdinal = ordinalOf(event);
  position.updatedOrdinal = position.createdOrdinal;
  position.save();
  return position;
}

/** Returns the holding of a series that a trade changes, making it empty when it is new. */
export function loadOrCreateOptionPosition(
  event: ethereum.Event,
  series: OptionSeries,
  params: SeriesTradeParams,
): OptionPosition {
  const id = optionPositionId(series.id, params.account, params.key);
  const known = OptionPosition.load(id);
  if (known !== null) return known;
  const position = new OptionPosition(id);
  position.protocol = series.protocol;
  position.series = series.id;
  position.account = params.account;
  position.side = params.side;
  position.size = BigInt.zero();
  position.collateral = null;
  position.premium = BigInt.zero();
  position.isClosed = false;
  position.createdOrdinal = ordinalOf(event);
  position.updatedOrdinal = position.createdOrdinal;
  return position;
}
