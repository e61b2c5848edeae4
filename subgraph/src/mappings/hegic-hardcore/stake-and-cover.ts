import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Provided, Withdrawn } from "../../../generated/HegicHardcoreStakeAndCover/StakeAndCover";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { FlowCause, FlowDirection } from "../../constants";
import { readContext } from "../../context";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { HEGIC_HARDCORE, settlementToken, stakeAndCover } from "./hegic-hardcore";

/** Records the shares of a staker: his HEGIC. The money came with the token's transfer right before. */
export function handleProvided(event: Provided): void {
  const log = "StakeAndCover.Provided";
  recordShares(event, log, FlowDirection.IN, event.params.by, event.params.hAmount);
}

/** Records the shares that a staker gives up. The money left with the token's transfer right before. */
export function handleWithdrawn(event: Withdrawn): void {
  const log = "StakeAndCover.Withdrawn";
  recordShares(event, log, FlowDirection.OUT, event.params.by, event.params.hAmount.neg());
}

function recordShares(
  event: ethereum.Event,
  log: string,
  direction: string,
  account: Bytes,
  shares: BigInt,
): void {
  const cause = direction == FlowDirection.IN ? FlowCause.DEPOSIT : FlowCause.WITHDRAWAL;
  const pool = stakeAndCover(event.address);
  const flow = new FlowParams(pool, settlementToken(readContext()), direction, cause, BigInt.zero());
  flow.shares = shares;
  flow.account = account;
  recordFundFlow(event, new FundFlowParams(HEGIC_HARDCORE, log, [flow]));
}
