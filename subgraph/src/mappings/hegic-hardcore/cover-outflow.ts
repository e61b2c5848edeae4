import { Transfer } from "../../../generated/HegicHardcoreCoverOutflow/CoverOutflow";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { FlowCause, FlowDirection } from "../../constants";
import { readContext } from "../../context";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { HEGIC_HARDCORE, namedToken, stakeAndCover } from "./hegic-hardcore";

/** Records what leaves the stakers' pool: cover for the treasury, or what stakers and the owner take. */
export function handleTransfer(event: Transfer): void {
  const context = readContext();
  const pool = stakeAndCover(context.bytes("stakeAndCover"));
  const isCover = event.params.to.equals(context.bytes("treasury"));
  const cause = isCover ? FlowCause.COVERAGE : FlowCause.TRANSFER;
  const token = namedToken(event.address, context);
  const flow = new FlowParams(pool, token, FlowDirection.OUT, cause, event.params.value);
  flow.account = event.params.to;
  recordFundFlow(event, new FundFlowParams(HEGIC_HARDCORE, "CoverOutflow.Transfer", [flow]));
}
