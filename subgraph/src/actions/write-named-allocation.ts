import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Protocol } from "../../generated/schema";
import { SkipReason } from "../constants";
import { lesser } from "../math/lesser";
import { ordinalOf } from "../math/ordinal";
import { ActionParams } from "../params/action-params";
import { AllocationParams } from "../params/allocation-params";
import { loadFactName } from "../store/fact-name";
import { createLossAllocation } from "../store/loss-allocation";
import { debtAssetOf } from "../store/market";
import { writeSkip } from "./write-skip";

/**
 * Writes that a layer takes a part of a loss that an earlier log named; no more than that log said was absorbed.
 * The caller holds the protocol and saves it.
 *
 * @param name - What the emitter calls the loss.
 * @returns False when nothing has the name or it is of another unit: then the log is reported and nothing is written.
 */
export function writeNamedAllocation(
  event: ethereum.Event,
  protocol: Protocol,
  params: ActionParams,
  name: Bytes,
  allocation: AllocationParams,
): bool {
  const named = loadFactName(params.protocol, name);
  if (named === null) {
    const detail = `Loss ${name.toHexString()} was never stated`;
    writeSkip(event, protocol, params.log, SkipReason.UNKNOWN_PARENT, detail);
    return false;
  }
  const unit = debtAssetOf(named.market);
  if (unit === null || !unit.equals(allocation.asset.id)) {
    const detail = `Expected the unit of the loss, got ${allocation.asset.id.toHexString()}`;
    writeSkip(event, protocol, params.log, SkipReason.OUT_OF_RANGE, detail);
    return false;
  }
  const stated = allocation.amount;
  allocation.amount = lesser(stated, named.unallocated);
  named.unallocated = named.unallocated.minus(allocation.amount);
  named.updatedOrdinal = ordinalOf(event);
  named.save();
  if (!allocation.amount.isZero()) {
    createLossAllocation(event, protocol.id, allocation, named.market, named.fact, params.firstStep);
  }
  if (allocation.amount.lt(stated)) {
    const detail = `Expected at most ${allocation.amount.toString()} to be absorbed, got ${stated.toString()}`;
    writeSkip(event, protocol, params.log, SkipReason.EXCEEDS_BALANCE, detail);
  }
  return true;
}
