import { BigInt } from "@graphprotocol/graph-ts";
import {
  ClaimedFees,
  ConfigUpdatesFinalized,
  Deposited,
  Redeemed,
  RedemptionPending,
  ReservePoolCreated,
  SafetyModuleStateUpdated,
  Slashed,
  Triggered,
} from "../../../generated/CozySafetyModule/SafetyModule";
import { loadMarketAsset } from "../../actions/load-market-asset";
import { recordDeficitChange } from "../../actions/record-deficit-change";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordPool } from "../../actions/record-pool";
import { recordPoolLimits } from "../../actions/record-pool-limits";
import { recordPoolPayment } from "../../actions/record-pool-payment";
import { recordPoolsStatus } from "../../actions/record-pools-status";
import { recordWithdrawal } from "../../actions/record-withdrawal";
import { recordWithdrawalRequest } from "../../actions/record-withdrawal-request";
import { DeficitAction, FlowCause, FlowDirection } from "../../constants";
import { numberBytes } from "../../math/number-bytes";
import { BackstopRegistrationParams } from "../../params/backstop-registration-params";
import { DeficitChangeParams } from "../../params/deficit-change-params";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { PoolLimitsParams } from "../../params/pool-limits-params";
import { PoolPaymentParams } from "../../params/pool-payment-params";
import { WithdrawalParams, WithdrawalRequestParams } from "../../params/withdrawal-params";
import { failedViews, readToken } from "../read-token";
import { COZY, poolMarket, reservePool } from "./cozy";
import { moduleStatus } from "./module-status";

/** Records a reserve pool. The module numbers its pools from 0 and keeps them for good. */
export function handleReservePoolCreated(event: ReservePoolCreated): void {
  const asset = readToken(event.params.reserveAsset);
  const pool = reservePool(event.address, event.params.reservePoolId);
  const market = poolMarket(event.address, event.params.reservePoolId);
  market.debt = asset;
  pool.market = market;
  const params = new BackstopRegistrationParams(COZY, "SafetyModule.ReservePoolCreated", pool, asset);
  params.failedCalls = failedViews([asset]);
  recordPool(event, params);
}

/**
 * Records the largest part that one slash may take of each pool (10,000 = all), and the delay of redemptions in seconds.
 * The event lists structs of two words each: limit and asset.
 */
export function handleConfigUpdatesFinalized(event: ConfigUpdatesFinalized): void {
  const configs = event.params.reservePoolConfigs;
  const limits: Array<BigInt> = [];
  for (let i = 0; i < configs.length; i++) limits.push(configs[i][0]);
  const log = "SafetyModule.ConfigUpdatesFinalized";
  const delay = new ParameterChangeParams(COZY, log, event.address, "withdrawDelay");
  delay.value = event.params.withdrawDelay;
  const params = new PoolLimitsParams(COZY, log, event.address, "maxSlashPercentage", limits);
  params.others = [delay];
  recordPoolLimits(event, params);
}

/** Records a deposit, for which the pool mints receipt tokens, its shares. */
export function handleDeposited(event: Deposited): void {
  const pool = reservePool(event.address, event.params.reservePoolId_);
  const log = "SafetyModule.Deposited";
  const asset = loadMarketAsset(event, log, poolMarket(event.address, event.params.reservePoolId_));
  if (asset === null) return;
  const amount = event.params.assetAmount_;
  const flow = new FlowParams(pool, asset, FlowDirection.IN, FlowCause.DEPOSIT, amount);
  flow.shares = event.params.depositReceiptTokenAmount_;
  flow.pendingShares = BigInt.zero();
  flow.account = event.params.receiver_;
  recordFundFlow(event, new FundFlowParams(COZY, log, [flow]));
}

/** Records a redemption that waits for its delay. A slash in between takes its part of it. */
export function handleRedemptionPending(event: RedemptionPending): void {
  const pool = reservePool(event.address, event.params.reservePoolId_);
  const log = "SafetyModule.RedemptionPending";
  const asset = loadMarketAsset(event, log, poolMarket(event.address, event.params.reservePoolId_));
  if (asset === null) return;
  const shares = event.params.receiptTokenAmount_;
  const params = new WithdrawalRequestParams(COZY, log, pool, asset, event.params.owner_, shares);
  params.key = numberBytes(event.params.redemptionId_);
  recordWithdrawalRequest(event, params);
}

/** Records a redemption that was paid: one that waited, or one that needed not to while the module is paused. */
export function handleRedeemed(event: Redeemed): void {
  const pool = reservePool(event.address, event.params.reservePoolId_);
  const log = "SafetyModule.Redeemed";
  const asset = loadMarketAsset(event, log, poolMarket(event.address, event.params.reservePoolId_));
  if (asset === null) return;
  const amount = event.params.reserveAssetAmount_;
  const shares = event.params.receiptTokenAmount_;
  const params = new WithdrawalParams(COZY, log, pool, asset, event.params.owner_, amount, shares);
  params.isPartial = true;
  params.key = numberBytes(event.params.redemptionId_);
  recordWithdrawal(event, params);
}

/** Records a slash: a loss of the insured that the pool's stake pays with the same log. Shares are worth less. */
export function handleSlashed(event: Slashed): void {
  const pool = reservePool(event.address, event.params.reservePoolId_);
  const market = poolMarket(event.address, event.params.reservePoolId_);
  const log = "SafetyModule.Slashed";
  const asset = loadMarketAsset(event, log, market);
  if (asset === null) return;
  const created = new DeficitStep(DeficitAction.CREATED, event.params.assetAmount_);
  const covered = new DeficitStep(DeficitAction.COVERED, event.params.assetAmount_);
  created.account = event.params.payoutHandler_;
  covered.account = event.address;
  covered.payer = pool;
  const flow = new FlowParams(pool, asset, FlowDirection.OUT, FlowCause.SLASH, event.params.assetAmount_);
  flow.shares = BigInt.zero();
  flow.pendingShares = BigInt.zero();
  flow.account = event.params.receiver_;
  const deficit = new DeficitParams(market, asset, [created, covered]);
  const params = new DeficitChangeParams(COZY, log, deficit);
  params.flows = [flow];
  recordDeficitChange(event, params);
}

/** Records fees that left the module. The event names the asset, not the pool. */
export function handleClaimedFees(event: ClaimedFees): void {
  const params = new PoolPaymentParams(
    COZY,
    "SafetyModule.ClaimedFees",
    event.address,
    event.params.reserveAsset_,
    FlowCause.FEE,
    event.params.feeAmount_,
  );
  params.account = event.params.owner_;
  recordPoolPayment(event, params);
}

/** Records the state of the module, which is that of all its pools. */
export function handleSafetyModuleStateUpdated(event: SafetyModuleStateUpdated): void {
  const log = "SafetyModule.SafetyModuleStateUpdated";
  const params = moduleStatus(event, log, event.params.updatedTo_);
  if (params !== null) recordPoolsStatus(event, params);
}

/** Records which trigger has gone off. The state that follows has a log of its own, unless the module is paused. */
export function handleTriggered(event: Triggered): void {
  const params = new ParameterChangeParams(COZY, "SafetyModule.Triggered", event.address, "triggered");
  params.raw = event.params.trigger;
  recordParameterChange(event, params);
}
