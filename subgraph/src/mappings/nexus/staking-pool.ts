import { Address, BigInt, dataSource, ethereum } from "@graphprotocol/graph-ts";
import {
  ActiveStakeUpdated,
  DepositExtended,
  StakeBurned,
  StakeDeposited,
  Withdraw,
} from "../../../generated/NexusStakingPool/StakingPool";
import { recordActivePart } from "../../actions/record-active-part";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordQueuedPayment } from "../../actions/record-queued-payment";
import { AssetKind, FlowCause, FlowDirection } from "../../constants";
import { readContext } from "../../context";
import { ActivePartParams } from "../../params/active-part-params";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { QueuedPaymentParams } from "../../params/queued-payment-params";
import { NEXUS, stakingPool } from "./nexus";

/** Records a stake. */
export function handleStakeDeposited(event: StakeDeposited): void {
  recordStake(event, "StakingPool.StakeDeposited", event.params.user, event.params.amount);
}

/** Records what a staker added while moving a stake to a later tranche; the move itself changes no balance. */
export function handleDepositExtended(event: DepositExtended): void {
  if (event.params.topUpAmount.isZero()) return;
  recordStake(event, "StakingPool.DepositExtended", event.params.user, event.params.topUpAmount);
}

function recordStake(event: ethereum.Event, log: string, user: Address, amount: BigInt): void {
  const flow = new FlowParams(pool(event), nxm(), FlowDirection.IN, FlowCause.DEPOSIT, amount);
  flow.account = user;
  recordFundFlow(event, new FundFlowParams(NEXUS, log, [flow]));
}

/** Records that stake of an expired tranche was paid. Rewards are minted besides and are no part of the stake. */
export function handleWithdraw(event: Withdraw): void {
  const amount = event.params.amountStakeWithdrawn;
  if (amount.isZero()) return;
  const log = "StakingPool.Withdraw";
  const user = event.params.user;
  const cause = FlowCause.WITHDRAWAL;
  recordQueuedPayment(event, new QueuedPaymentParams(NEXUS, log, pool(event), nxm(), user, cause, amount));
}

/** Records stake that was burnt for a payout. It pays nobody: the capital pool does. */
export function handleStakeBurned(event: StakeBurned): void {
  const amount = event.params.amount;
  const flow = new FlowParams(pool(event), nxm(), FlowDirection.OUT, FlowCause.SLASH, amount);
  recordFundFlow(event, new FundFlowParams(NEXUS, "StakingPool.StakeBurned", [flow]));
}

/** Records the stake that can be burnt: tranches that have expired cannot. */
export function handleActiveStakeUpdated(event: ActiveStakeUpdated): void {
  const active = event.params.activeStake;
  const log = "StakingPool.ActiveStakeUpdated";
  recordActivePart(event, new ActivePartParams(NEXUS, log, pool(event), nxm(), active));
}

/** The pool that its creation has named before. */
function pool(event: ethereum.Event): BackstopParams {
  const number = dataSource.context().getBigInt("number");
  return stakingPool(event.address, number, readContext().bytes("pool"));
}

function nxm(): AssetParams {
  return new AssetParams(readContext().bytes("asset"), AssetKind.ERC20, null, -1);
}
