import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import {
  CollateralAssetDeposited,
  CollateralAssetWithdrawed,
  Donated,
  LongOtokenDeposited,
  LongOtokenWithdrawed,
  Redeem,
  ShortOtokenBurned,
  ShortOtokenMinted,
  SystemFullyPaused,
  SystemPartiallyPaused,
  VaultLiquidated,
  VaultSettled,
  VaultSettled1,
} from "../../../generated/OpynGammaController/Controller";
import { recordBackstopState } from "../../actions/record-backstop-state";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordVaultChange } from "../../actions/record-vault-change";
import { recordVaultLiquidation } from "../../actions/record-vault-liquidation";
import { recordVaultRedemption } from "../../actions/record-vault-redemption";
import { recordVaultSettlement } from "../../actions/record-vault-settlement";
import { recordVaultWriting } from "../../actions/record-vault-writing";
import {
  ExerciseKind,
  FlowCause,
  FlowDirection,
  OperatingStatus,
  OptionAction,
  OptionSide,
} from "../../constants";
import { readContext } from "../../context";
import { numberBytes } from "../../math/number-bytes";
import { BackstopStateParams } from "../../params/backstop-state-params";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { SeriesExerciseParams } from "../../params/series-exercise-params";
import { SeriesTradeParams } from "../../params/series-trade-params";
import { VaultChangeParams } from "../../params/vault-change-params";
import { VaultEndParams } from "../../params/vault-end-params";
import { VaultParams } from "../../params/vault-params";
import {
  lockedInflow,
  marginPool,
  namedToken,
  ONE_OPTION,
  OPTION_DECIMALS,
  OPYN_GAMMA,
  seriesOf,
  unlockedOutflow,
} from "./opyn-gamma";

const PARTIALLY_PAUSED = "Controller.SystemPartiallyPaused";
const FULLY_PAUSED = "Controller.SystemFullyPaused";

/** Records collateral that a writer puts into a vault. */
export function handleCollateralAssetDeposited(event: CollateralAssetDeposited): void {
  const asset = namedToken(event.params.asset);
  const vault = vaultOf(event, event.params.accountOwner, event.params.vaultId);
  const params = new VaultChangeParams(OPYN_GAMMA, "Controller.CollateralAssetDeposited", vault);
  params.collateral = asset;
  params.collateralChange = event.params.amount;
  params.flows = lockedInflow(poolAddress(), asset, event.params.amount, event.params.from);
  recordVaultChange(event, params);
}

/** Records collateral that a writer takes out of a vault. */
export function handleCollateralAssetWithdrawed(event: CollateralAssetWithdrawed): void {
  const asset = namedToken(event.params.asset);
  const amount = event.params.amount;
  const vault = vaultOf(event, event.params.AccountOwner, event.params.vaultId);
  const params = new VaultChangeParams(OPYN_GAMMA, "Controller.CollateralAssetWithdrawed", vault);
  params.collateral = asset;
  params.collateralChange = amount.neg();
  params.flows = unlockedOutflow(poolAddress(), asset, FlowCause.WITHDRAWAL, amount, event.params.to);
  recordVaultChange(event, params);
}

/** Records options of another series that a writer holds against those that he wrote. */
export function handleLongOtokenDeposited(event: LongOtokenDeposited): void {
  const vault = vaultOf(event, event.params.accountOwner, event.params.vaultId);
  const params = new VaultChangeParams(OPYN_GAMMA, "Controller.LongOtokenDeposited", vault);
  params.heldChange = event.params.amount;
  recordVaultChange(event, params);
}

/** Records that a writer takes such options back. */
export function handleLongOtokenWithdrawed(event: LongOtokenWithdrawed): void {
  const vault = vaultOf(event, event.params.AccountOwner, event.params.vaultId);
  const params = new VaultChangeParams(OPYN_GAMMA, "Controller.LongOtokenWithdrawed", vault);
  params.heldChange = event.params.amount.neg();
  recordVaultChange(event, params);
}

/** Records options that a vault wrote. The protocol takes no premium: oTokens are sold elsewhere. */
export function handleShortOtokenMinted(event: ShortOtokenMinted): void {
  const vault = vaultOf(event, event.params.AccountOwner, event.params.vaultId);
  const log = "Controller.ShortOtokenMinted";
  const series = seriesOf(event.params.otoken);
  const params = writing(log, series, OptionAction.OPEN, vault, event.params.amount);
  recordVaultWriting(event, params, vault);
}

/** Records options that a writer took back before expiry. */
export function handleShortOtokenBurned(event: ShortOtokenBurned): void {
  const vault = vaultOf(event, event.params.AccountOwner, event.params.vaultId);
  const log = "Controller.ShortOtokenBurned";
  const series = seriesOf(event.params.otoken);
  const params = writing(log, series, OptionAction.CLOSE, vault, event.params.amount);
  recordVaultWriting(event, params, vault);
}

/** Records that a holder used expired options. The controller pays all that is owed or reverts. */
export function handleRedeem(event: Redeem): void {
  const payout = event.params.payout;
  const asset = namedToken(event.params.collateralAsset);
  const params = new SeriesExerciseParams(
    OPYN_GAMMA,
    "Controller.Redeem",
    seriesOf(event.params.otoken),
    OptionSide.SHORT,
    payout.isZero() ? ExerciseKind.EXPIRY : ExerciseKind.EXERCISE,
    asset,
    payout,
  );
  params.account = event.params.redeemer;
  params.owed = payout;
  params.size = event.params.otokenBurned;
  params.sizeDecimals = OPTION_DECIMALS;
  params.payer = marginPool(poolAddress());
  if (!payout.isZero()) {
    params.flows = unlockedOutflow(poolAddress(), asset, FlowCause.EXERCISE, payout, event.params.receiver);
  }
  recordVaultRedemption(event, params, ONE_OPTION);
}

/** Records what a vault of the first version gives back after expiry. */
export function handleVaultSettled(event: VaultSettled): void {
  const vault = vaultOf(event, event.params.AccountOwner, event.params.vaultId);
  settle(event, vault, event.params.to, event.params.payout);
}

/** Records what a vault gives back after expiry; since the second version the log states the vault's type. */
export function handleVaultSettledWithType(event: VaultSettled1): void {
  const vault = vaultOf(event, event.params.accountOwner, event.params.vaultId);
  settle(event, vault, event.params.to, event.params.payout);
}

/** Records that a liquidator took options of an under-collateralised vault back for a part of its collateral. */
export function handleVaultLiquidated(event: VaultLiquidated): void {
  const params = new VaultEndParams(
    OPYN_GAMMA,
    "Controller.VaultLiquidated",
    vaultOf(event, event.params.vaultOwner, event.params.vaultId),
    marginPool(poolAddress()),
    event.params.receiver,
    event.params.collateralPayout,
  );
  params.liquidator = event.params.liquidator;
  params.repaid = event.params.debtAmount;
  params.sizeDecimals = OPTION_DECIMALS;
  recordVaultLiquidation(event, params);
}

/** Records money given to the pool without a vault. */
export function handleDonated(event: Donated): void {
  const flow = new FlowParams(
    marginPool(poolAddress()),
    namedToken(event.params.asset),
    FlowDirection.IN,
    FlowCause.DONATION,
    event.params.amount,
  );
  flow.account = event.params.donator;
  recordFundFlow(event, new FundFlowParams(OPYN_GAMMA, "Controller.Donated", [flow]));
}

/** Records that only redemptions and settlements work, or that all does again. */
export function handleSystemPartiallyPaused(event: SystemPartiallyPaused): void {
  recordPause(event, PARTIALLY_PAUSED, event.params.isPaused, OperatingStatus.RECOVERY_MODE);
}

/** Records that nothing works, or that it does again. */
export function handleSystemFullyPaused(event: SystemFullyPaused): void {
  recordPause(event, FULLY_PAUSED, event.params.isPaused, OperatingStatus.PAUSED);
}

function recordPause(event: ethereum.Event, log: string, isPaused: bool, paused: string): void {
  const status = isPaused ? paused : OperatingStatus.ACTIVE;
  const params = new BackstopStateParams(OPYN_GAMMA, log, marginPool(poolAddress()), status);
  params.reason = log == FULLY_PAUSED ? "fully paused" : "partially paused";
  if (!isPaused) {
    params.reason = null;
    params.onlyFrom = paused;
  }
  recordBackstopState(event, params);
}

function settle(event: ethereum.Event, vault: VaultParams, to: Bytes, payout: BigInt): void {
  const pool = marginPool(poolAddress());
  const params = new VaultEndParams(OPYN_GAMMA, "Controller.VaultSettled", vault, pool, to, payout);
  recordVaultSettlement(event, params);
}

function writing(
  log: string,
  series: Bytes,
  action: string,
  vault: VaultParams,
  amount: BigInt,
): SeriesTradeParams {
  const account = vault.account;
  const params = new SeriesTradeParams(OPYN_GAMMA, log, series, action, account, OptionSide.SHORT, amount);
  params.key = numberBytes(vault.number);
  params.sizeDecimals = OPTION_DECIMALS;
  return params;
}

function vaultOf(event: ethereum.Event, account: Bytes, number: BigInt): VaultParams {
  return new VaultParams(OPYN_GAMMA, event.address, account, number);
}

function poolAddress(): Bytes {
  return readContext().bytes("pool");
}
