import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { OptionPosition } from "../../generated/schema";
import { ordinalOf } from "../math/ordinal";
import { OptionTradeParams } from "../params/option-params";

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
