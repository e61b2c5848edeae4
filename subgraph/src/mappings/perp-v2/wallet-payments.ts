import { Transfer } from "../../../generated/PerpV2WalletPayments/WalletPayments";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { FlowCause, FlowDirection } from "../../constants";
import { readContext } from "../../context";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { insuranceFund, PERP_V2, settlementToken } from "./perp-v2";
import { isLoan } from "./sibling-logs";

/** Records tokens that leave the fund's wallet: into its account in the vault, or as surplus to the beneficiary. */
export function handlePayment(event: Transfer): void {
  if (event.params.from.equals(event.params.to) || isLoan(event, event.params.from)) return;
  const context = readContext();
  const isOwn = event.params.to.equals(context.bytes("vault"));
  const cause = isOwn ? FlowCause.REBALANCE : FlowCause.WITHDRAWAL;
  const token = settlementToken(context);
  const value = event.params.value;
  const flow = new FlowParams(insuranceFund(context), token, FlowDirection.OUT, cause, value);
  flow.account = event.params.to;
  recordFundFlow(event, new FundFlowParams(PERP_V2, "WalletPayments.Transfer", [flow]));
}
