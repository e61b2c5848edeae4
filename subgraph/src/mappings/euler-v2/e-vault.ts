import { BigInt } from "@graphprotocol/graph-ts";
import { GovSetConfigFlags, Liquidate, VaultStatus } from "../../../generated/EulerV2EVault/EVault";
import { recordLendingState } from "../../actions/record-lending-state";
import { recordObservedStatus } from "../../actions/record-observed-status";
import { recordSocialisedLiquidation } from "../../actions/record-socialised-liquidation";
import { DeficitAction, LiquidationMode, LossLayerKind, OperatingStatus } from "../../constants";
import { readContext } from "../../context";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { LendingStateParams } from "../../params/lending-state-params";
import { LiquidationParams } from "../../params/liquidation-params";
import { StatusChangeParams } from "../../params/status-change-params";
import { EULER_V2, knownVaultMarket, socialisation, unnamedToken } from "./euler-v2";
import { socialisedDebt } from "./socialised-debt";

/** Flag with which the governor switches socialisation off: euler-vault-kit src/EVault/shared/Constants.sol. */
const DONT_SOCIALIZE_DEBT = BigInt.fromI32(1);

/** Records what the vault owes its depositors and what borrowers owe it: cash and debts, and shares with fees. */
export function handleVaultStatus(event: VaultStatus): void {
  const market = knownVaultMarket(event.address, readContext().bytes("asset"));
  const borrowed = event.params.totalBorrows;
  const supplied = event.params.cash.plus(borrowed);
  const params = new LendingStateParams(EULER_V2, "EVault.VaultStatus", market, supplied, borrowed);
  params.suppliedShares = event.params.totalShares;
  recordLendingState(event, params);
}

/** Records a liquidation: the liquidator takes debt over; what is left without collateral is spread at once. */
export function handleLiquidate(event: Liquidate): void {
  const asset = readContext().bytes("asset");
  const params = new LiquidationParams(
    EULER_V2,
    "EVault.Liquidate",
    knownVaultMarket(event.address, asset),
    LiquidationMode.DIRECT,
    event.params.violator,
    unnamedToken(asset),
    event.params.repayAssets,
  );
  params.liquidator = event.params.liquidator;
  params.collateral = unnamedToken(event.params.collateral);
  params.collateralSeized = event.params.yieldBalance;
  const socialised = socialisedDebt(event);
  if (socialised !== null) spread(params, socialised);
  recordSocialisedLiquidation(event, params, socialisation(event.address, asset));
}

/** Records whether the governor switched socialisation off or on. */
export function handleGovSetConfigFlags(event: GovSetConfigFlags): void {
  const isOff = event.params.newConfigFlags.bitAnd(DONT_SOCIALIZE_DEBT).equals(DONT_SOCIALIZE_DEBT);
  const status = isOff ? OperatingStatus.DISABLED : OperatingStatus.ACTIVE;
  const backstop = socialisation(event.address, readContext().bytes("asset"));
  const params = new StatusChangeParams(EULER_V2, "EVault.GovSetConfigFlags", backstop, status);
  params.reason = `configFlags ${event.params.newConfigFlags.toString()}`;
  recordObservedStatus(event, params);
}

function spread(params: LiquidationParams, amount: BigInt): void {
  const created = new DeficitStep(DeficitAction.CREATED, amount);
  const socialised = new DeficitStep(DeficitAction.SOCIALISED, amount);
  created.account = params.account;
  socialised.layer = LossLayerKind.SOCIALISED;
  socialised.rank = 1;
  params.loss = amount;
  params.deficits = [new DeficitParams(params.market, params.debt, [created, socialised])];
}
