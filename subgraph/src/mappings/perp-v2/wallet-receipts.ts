import { Transfer } from "../../../generated/PerpV2WalletReceipts/WalletReceipts";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { FlowCause, FlowDirection } from "../../constants";
import { readContext } from "../../context";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { insuranceFund, PERP_V2, settlementToken } from "./perp-v2";

/** Records tokens that reach the fund's wallet: out of its account in the vault, or for a reason that no log tells. */
export function handleReceipt(event: Transfer): void {
  if (event.params.from.equals(event.params.to)) return;
  const context = readContext();
  const isOwn = event.params.from.equals(context.bytes("vault"));
  const cause = isOwn ? FlowCause.REBALANCE : FlowCause.TRANSFER;
  const token = settlementToken(context);
  const value = event.params.value;
  const flow = new FlowParams(insuranceFund(context), token, FlowDirection.IN, cause, value);
  flow.account = event.params.from;
  recordFundFlow(event, new FundFlowParams(PERP_V2, "WalletReceipts.Transfer", [flow]));
}
