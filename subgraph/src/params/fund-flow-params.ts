import { Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { FlowParams } from "./flow-params";
import { ParameterChangeParams } from "./parameter-change-params";
import { SkipParams } from "./skip-params";

/** Flows that stand alone: no other fact of the same log caused them. */
export class FundFlowParams extends ActionParams {
  /** Id of the fact of an earlier log that caused them; null when they stand alone. */
  causedBy: Bytes | null = null;
  /** Parameters that the log sets, in order. */
  parameters: Array<ParameterChangeParams> = [];
  /** What the log states wrongly though its flows are applied; null for nothing. */
  gap: SkipParams | null = null;

  constructor(protocol: string, log: string, flows: Array<FlowParams>) {
    super(protocol, log);
    this.flows = flows;
  }
}
