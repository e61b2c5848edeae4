import { Transfer } from "../../../generated/PerpQuoteToken/QuoteToken";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { FlowCause, FlowDirection } from "../../constants";
import { readContext } from "../../context";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { insuranceFund, PERP, quoteToken } from "./perp";

/**
 * Records what the insurance fund receives. From the clearing house come penalties of liquidated positions and the
 * market makers' funding profit; what others send may be their trading fee or a gift, which the log does not tell.
 */
export function handleTransfer(event: Transfer): void {
  const context = readContext();
  const token = quoteToken(event.address, context);
  const isFromClearingHouse = event.params.from.equals(context.bytes("clearingHouse"));
  const cause = isFromClearingHouse ? FlowCause.PENALTY : FlowCause.TRANSFER;
  const fund = insuranceFund(context.bytes("insuranceFund"));
  const flow = new FlowParams(fund, token, FlowDirection.IN, cause, event.params.value);
  flow.account = event.params.from;
  recordFundFlow(event, new FundFlowParams(PERP, "QuoteToken.Transfer", [flow]));
}
