import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Deficit } from "../../generated/schema";
import { deficitId } from "../ids";
import { ordinalOf } from "../math/ordinal";
import { DeficitParams } from "../params/deficit-params";
import { loadOrCreateAsset } from "./asset";
import { loadOrCreateMarket } from "./market";

/** Returns the deficit of a market in one asset; null when it never had one. */
export function loadDeficit(market: Bytes, asset: Bytes): Deficit | null {
  return Deficit.load(deficitId(market, asset));
}

/** Returns the deficit of a market in one asset, making it at zero, with its market, when it is new. */
export function loadOrCreateDeficit(params: DeficitParams, event: ethereum.Event): Deficit {
  const known = loadDeficit(params.market.id, params.asset.id);
  if (known !== null) return known;
  const market = loadOrCreateMarket(params.market, event);
  const deficit = new Deficit(deficitId(market.id, params.asset.id));
  deficit.protocol = market.protocol;
  deficit.market = market.id;
  deficit.asset = loadOrCreateAsset(params.asset, event).id;
  deficit.open = BigInt.zero();
  deficit.pending = BigInt.zero();
  deficit.created = BigInt.zero();
  deficit.covered = BigInt.zero();
  deficit.socialised = BigInt.zero();
  deficit.writtenOff = BigInt.zero();
  deficit.lastCreatedAmount = BigInt.zero();
  deficit.createdOrdinal = ordinalOf(event);
  deficit.updatedOrdinal = deficit.createdOrdinal;
  deficit.save();
  return deficit;
}
