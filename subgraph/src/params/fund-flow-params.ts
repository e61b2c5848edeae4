import { ActionParams } from "./action-params";
import { FlowParams } from "./flow-params";

/** Flows that stand alone: no other fact of the same log caused them. */
export class FundFlowParams extends ActionParams {
  constructor(protocol: string, log: string, flows: Array<FlowParams>) {
    super(protocol, log);
    this.flows = flows;
  }
}
