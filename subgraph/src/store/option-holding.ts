import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { OptionPosition } from "../../generated/schema";
import { ordinalOf } from "../math/ordinal";
import { OptionHoldingParams } from "../params/option-holding-params";
import { loadOrCreateAsset } from "./asset";

/** Returns the numbered holding, making it empty when it is new. The caller gives it its state and saves it. */
export function loadOrCreateHolding(
  event: ethereum.Event,
  protocol: Bytes,
  params: OptionHoldingParams,
): OptionPosition {
  const known = OptionPosition.load(params.id);
  if (known !== null) return known;
  const holding = new OptionPosition(params.id);
  holding.protocol = protocol;
  holding.series = params.series;
  holding.account = params.account;
  holding.side = params.side;
  holding.size = BigInt.zero();
  const asset = params.collateralAsset;
  if (asset !== null) holding.collateralAsset = loadOrCreateAsset(asset, event).id;
  holding.premium = BigInt.zero();
  holding.isClosed = false;
  holding.createdOrdinal = ordinalOf(event);
  return holding;
}
