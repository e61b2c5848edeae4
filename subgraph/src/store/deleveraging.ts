import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Deleveraging } from "../../generated/schema";
import { FactKind, factId } from "../ids";
import { DeleveragingParams } from "../params/deleveraging-params";
import { loadOrCreateAsset } from "./asset";
import { stampFact } from "./stamp";

/** Writes a deleveraging. */
export function createDeleveraging(
  event: ethereum.Event,
  protocol: Bytes,
  market: Bytes,
  params: DeleveragingParams,
): Deleveraging {
  const fact = new Deleveraging(factId(event, FactKind.DELEVERAGING, params.firstStep));
  stampFact(fact, event, protocol);
  fact.market = market;
  fact.maker = params.maker;
  fact.taker = params.taker;
  fact.size = params.size;
  fact.asset = loadOrCreateAsset(params.asset, event).id;
  fact.notional = params.notional;
  fact.haircut = params.haircut;
  fact.price = params.price;
  if (params.rank >= 0) fact.rank = params.rank;
  fact.save();
  return fact;
}
