import { ethereum } from "@graphprotocol/graph-ts";
import { AllocationParams } from "../params/allocation-params";
import { DeleveragingParams } from "../params/deleveraging-params";
import { loadOrCreateBackstop } from "../store/backstop";
import { createDeleveraging } from "../store/deleveraging";
import { loadOrCreateMarket } from "../store/market";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeConsequences } from "./write-consequences";

/** Records a deleveraging; the profit that it cuts is the part of the loss that the mechanism takes. */
export function recordDeleveraging(event: ethereum.Event, params: DeleveragingParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const market = loadOrCreateMarket(params.market, event);
  const mechanism = params.mechanism;
  loadOrCreateBackstop(mechanism, event);
  const fact = createDeleveraging(event, protocol.id, market.id, params);
  const haircut = params.haircut;
  if (haircut !== null && !haircut.isZero()) {
    params.allocations.push(
      new AllocationParams(mechanism.layer, mechanism.rank, mechanism, params.asset, haircut),
    );
  }
  writeConsequences(event, protocol, params, market.id, fact.id);
}
