import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { LossAllocation } from "../../generated/schema";
import { FactKind, factId } from "../ids";
import { AllocationParams } from "../params/allocation-params";
import { loadOrCreateAsset } from "./asset";
import { loadOrCreateBackstop } from "./backstop";
import { stampFact } from "./stamp";

/**
 * Writes the part of a loss that one layer took.
 *
 * @param market - Market of the loss.
 * @param loss - Id of the fact whose loss it is.
 * @param step - Place among the allocations made from the same log, from 0.
 */
export function createLossAllocation(
  event: ethereum.Event,
  protocol: Bytes,
  params: AllocationParams,
  market: Bytes,
  loss: Bytes,
  step: i32,
): LossAllocation {
  const allocation = new LossAllocation(factId(event, FactKind.LOSS_ALLOCATION, step));
  stampFact(allocation, event, protocol);
  allocation.market = market;
  allocation.loss = loss;
  allocation.layer = params.layer;
  allocation.rank = params.rank;
  const backstop = params.backstop;
  if (backstop !== null) allocation.backstop = loadOrCreateBackstop(backstop, event).id;
  allocation.asset = loadOrCreateAsset(params.asset, event).id;
  allocation.amount = params.amount;
  allocation.save();
  return allocation;
}
