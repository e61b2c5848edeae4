import { Withdrawn } from "../../../generated/PerpInsuranceFund/InsuranceFund";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { FlowCause, FlowDirection } from "../../constants";
import { readContext } from "../../context";
import { rescale } from "../../math/rescale";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { insuranceFund, PERP, quoteToken, UNIT_DECIMALS } from "./perp";

/**
 * Records what the fund pays to the clearing house. The event states 18 decimals; the token moves what of it fits
 * its own decimals, rounded down (src/utils/DecimalERC20.sol). The payment comes ahead of the bad debt it is for.
 */
export function handleWithdrawn(event: Withdrawn): void {
  const context = readContext();
  const token = quoteToken(context.bytes("quote"), context);
  const amount = rescale(event.params.amount, UNIT_DECIMALS, token.decimals);
  const fund = insuranceFund(event.address);
  const flow = new FlowParams(fund, token, FlowDirection.OUT, FlowCause.COVERAGE, amount);
  flow.account = event.params.withdrawer;
  recordFundFlow(event, new FundFlowParams(PERP, "InsuranceFund.Withdrawn", [flow]));
}
