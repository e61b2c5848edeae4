import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { Protocol } from "../../generated/schema";
import { AllocationParams } from "../params/allocation-params";
import { DeleveragingParams } from "../params/deleveraging-params";
import { loadOrCreateBackstop } from "../store/backstop";
import { createDeleveraging } from "../store/deleveraging";
import { loadOrCreateMarket } from "../store/market";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeConsequences } from "./write-consequences";
import { writeNamedAllocation } from "./write-named-allocation";

/** Records a deleveraging; the profit that it cuts is the part of the loss that the mechanism takes. */
export function recordDeleveraging(event: ethereum.Event, params: DeleveragingParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const market = loadOrCreateMarket(params.market, event);
  const mechanism = params.mechanism;
  loadOrCreateBackstop(mechanism, event);
  const fact = createDeleveraging(event, protocol.id, market.id, params);
  const haircut = params.haircut;
  if (haircut !== null && !haircut.isZero()) allocate(event, protocol, params, haircut);
  writeConsequences(event, protocol, params, market.id, fact.id);
}

/** Allocates the haircut to the loss that the log names, or to the deleveraging itself where it names none that is known. */
function allocate(
  event: ethereum.Event,
  protocol: Protocol,
  params: DeleveragingParams,
  haircut: BigInt,
): void {
  const mechanism = params.mechanism;
  const allocation = new AllocationParams(mechanism.layer, mechanism.rank, mechanism, params.asset, haircut);
  const loss = params.loss;
  if (loss !== null && writeNamedAllocation(event, protocol, params, loss, allocation)) return;
  params.allocations.push(allocation);
}
