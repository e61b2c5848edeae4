import { debtRepayment } from "../../../generated/InverseDebtRepayer/DebtRepayer";
import { recordDeficitChange } from "../../actions/record-deficit-change";
import { FlowCause, FlowDirection, MarketKind } from "../../constants";
import { DeficitChangeParams } from "../../params/deficit-change-params";
import { FlowParams } from "../../params/flow-params";
import { MarketParams } from "../../params/market-params";
import { INVERSE, paidBadDebt, payerOf, unnamedToken } from "./inverse";

/** Records what a lender received for a claim that cannot be withdrawn. How much of the claim was given up for it is stated in anTokens, whose worth is not. */
export function handleDebtRepayment(event: debtRepayment): void {
  const token = unnamedToken(event.params.underlying);
  const key = event.address.concat(token.id);
  const name = `Claims on ${token.id.toHexString()}`;
  const market = new MarketParams(INVERSE, key, MarketKind.COVER, name, event.address);
  market.debt = token;
  const payer = payerOf(event.address, "Debt repayer");
  const amount = event.params.receiveAmount;
  const deficit = paidBadDebt(market, token, payer, null, amount);
  const params = new DeficitChangeParams(INVERSE, "DebtRepayer.debtRepayment", deficit);
  params.flows = [new FlowParams(payer, token, FlowDirection.OUT, FlowCause.COVERAGE, amount)];
  recordDeficitChange(event, params);
}
