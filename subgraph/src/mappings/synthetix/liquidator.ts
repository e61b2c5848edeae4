import { Address, BigInt, ethereum } from "@graphprotocol/graph-ts";
import {
  AccountFlaggedForLiquidation,
  AccountRemovedFromLiquidation,
} from "../../../generated/SynthetixLiquidator/Liquidator";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { readContext } from "../../context";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { debtPool, SYNTHETIX } from "./synthetix";

/** Records from when on an account can be liquidated, unless it repairs its ratio before. */
export function handleAccountFlaggedForLiquidation(event: AccountFlaggedForLiquidation): void {
  const log = "Liquidator.AccountFlaggedForLiquidation";
  recordDeadline(event, log, event.params.account, event.params.deadline);
}

/** Records that an account is no longer to be liquidated: its deadline is zero. */
export function handleAccountRemovedFromLiquidation(event: AccountRemovedFromLiquidation): void {
  const log = "Liquidator.AccountRemovedFromLiquidation";
  recordDeadline(event, log, event.params.account, BigInt.zero());
}

function recordDeadline(event: ethereum.Event, log: string, account: Address, deadline: BigInt): void {
  const name = `liquidationDeadline[${account.toHexString()}]`;
  const params = new ParameterChangeParams(SYNTHETIX, log, event.address, name);
  params.market = debtPool(readContext());
  params.value = deadline;
  recordParameterChange(event, params);
}
