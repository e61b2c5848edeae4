import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Backstop } from "../../generated/schema";
import { OperatingStatus } from "../constants";
import { protocolId } from "../ids";
import { ordinalOf } from "../math/ordinal";
import { BackstopParams } from "../params/backstop-params";
import { loadOrCreateMarket } from "./market";

/** Returns the backstop; null when no event has named it. */
export function loadBackstop(id: Bytes): Backstop | null {
  return Backstop.load(id);
}

/** Returns the backstop, making it with status ACTIVE when it is new. */
export function loadOrCreateBackstop(params: BackstopParams, event: ethereum.Event): Backstop {
  const known = Backstop.load(params.id);
  if (known !== null) return known;
  const backstop = new Backstop(params.id);
  backstop.protocol = protocolId(params.protocol);
  backstop.kind = params.kind;
  backstop.layer = params.layer;
  backstop.rank = params.rank;
  backstop.name = params.name;
  backstop.contract = params.contract;
  const market = params.market;
  if (market !== null) backstop.market = loadOrCreateMarket(market, event).id;
  backstop.balanceSource = params.balanceSource;
  backstop.status = OperatingStatus.ACTIVE;
  backstop.createdOrdinal = ordinalOf(event);
  backstop.save();
  return backstop;
}
