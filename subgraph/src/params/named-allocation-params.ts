import { Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { AllocationParams } from "./allocation-params";

/** A part of a loss of an earlier log that one layer takes at once. */
export class NamedAllocationParams extends ActionParams {
  /**
   * @param name - What the emitter calls the loss.
   */
  constructor(
    protocol: string,
    log: string,
    public name: Bytes,
    public allocation: AllocationParams,
  ) {
    super(protocol, log);
  }
}
