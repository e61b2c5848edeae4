import { Transfer } from "../../../generated/HegicHardcoreCoverInflow/CoverInflow";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { FlowCause, FlowDirection } from "../../constants";
import { readContext } from "../../context";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { HEGIC_HARDCORE, namedToken, stakeAndCover } from "./hegic-hardcore";

/** Records what the stakers' pool receives: stakes, and the profit that is sent to it, which look the same. */
export function handleTransfer(event: Transfer): void {
  const context = readContext();
  const pool = stakeAndCover(context.bytes("stakeAndCover"));
  const token = namedToken(event.address, context);
  const flow = new FlowParams(pool, token, FlowDirection.IN, FlowCause.TRANSFER, event.params.value);
  flow.account = event.params.from;
  recordFundFlow(event, new FundFlowParams(HEGIC_HARDCORE, "CoverInflow.Transfer", [flow]));
}
