import { BigInt } from "@graphprotocol/graph-ts";
import { PnlRealized } from "../../../generated/PerpV2AccountBalance/AccountBalance";
import { recordOverdraftCredit } from "../../actions/record-overdraft-credit";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { FlowCause, FlowDirection, SkipReason } from "../../constants";
import { readContext } from "../../context";
import { ActionParams } from "../../params/action-params";
import { FlowParams } from "../../params/flow-params";
import { SkipParams } from "../../params/skip-params";
import { accountingUnit, fundAccount, insuranceFund, PERP_V2 } from "./perp-v2";
import { isPenalty } from "./sibling-logs";

const LOG = "AccountBalance.PnlRealized";

/** Records the fund's part of trading fees and of liquidation penalties; the fund holds no position of its own. */
export function handlePnlRealized(event: PnlRealized): void {
  const amount = event.params.amount;
  if (amount.lt(BigInt.zero())) {
    const detail = `Expected income of the fund, got ${amount.toString()}`;
    recordSkippedEvent(event, new SkipParams(PERP_V2, LOG, SkipReason.OUT_OF_RANGE, detail));
    return;
  }
  const context = readContext();
  const cause = isPenalty(event, context) ? FlowCause.PENALTY : FlowCause.FEE;
  const unit = accountingUnit(context);
  const credit = new FlowParams(insuranceFund(context), unit, FlowDirection.IN, cause, amount);
  recordOverdraftCredit(event, new ActionParams(PERP_V2, LOG), fundAccount(context), credit);
}
