import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { PriceFeed, PriceObservation } from "../../generated/schema";
import { FactKind, factId } from "../ids";
import { PriceParams } from "../params/price-params";
import { stampFact } from "./stamp";

/** Writes a price that became known on chain. */
export function createPriceObservation(
  event: ethereum.Event,
  feed: PriceFeed,
  params: PriceParams,
): PriceObservation {
  const observation = new PriceObservation(observationId(event, params.firstStep));
  stampFact(observation, event, feed.protocol);
  observation.feed = feed.id;
  observation.asset = feed.asset;
  observation.price = params.price;
  observation.decimals = feed.decimals;
  observation.round = params.round;
  if (params.age >= 0) observation.age = params.age;
  observation.status = params.status;
  observation.save();
  return observation;
}

/** Returns the first free place among the observations made from a log, which several feeds may read. */
export function nextPriceStep(event: ethereum.Event): i32 {
  let step = 0;
  while (PriceObservation.load(observationId(event, step)) !== null) step++;
  return step;
}

function observationId(event: ethereum.Event, step: i32): Bytes {
  return factId(event, FactKind.PRICE_OBSERVATION, step);
}
