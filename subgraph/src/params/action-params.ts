import { AllocationParams } from "./allocation-params";
import { DeficitParams } from "./deficit-params";
import { FlowParams } from "./flow-params";
import { PositionMove } from "./position-move";

/**
 * What every action is told: which protocol's log it is, and what follows from it besides the action's own fact.
 * One log makes one call to one action, which so counts it once.
 */
export class ActionParams {
  /** Flows caused by the action's fact, in order. */
  flows: Array<FlowParams> = [];
  /** Deficits that the same log changes, in order. */
  deficits: Array<DeficitParams> = [];
  /** Layers that take a part of the loss which the action's fact states. */
  allocations: Array<AllocationParams> = [];
  /** Positions that the same log moves, in order. */
  moves: Array<PositionMove> = [];
  /** Step of the first fact of each kind: 0 unless one log makes several facts of a kind, as a batch does. */
  firstStep: i32 = 0;

  /**
   * @param protocol - Slug of the protocol.
   * @param log - Event or call as in the ABI, such as `Flipper.deal`; names what is skipped.
   */
  constructor(
    public protocol: string,
    public log: string,
  ) {}
}
