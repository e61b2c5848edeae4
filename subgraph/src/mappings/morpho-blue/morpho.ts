import {
  AccrueInterest,
  Borrow,
  CreateMarket,
  Liquidate,
  Repay,
  SetFee,
  Supply,
  SupplyCollateral,
  Withdraw,
  WithdrawCollateral,
} from "../../../generated/MorphoBlueMorpho/Morpho";
import { recordLendingChange } from "../../actions/record-lending-change";
import { recordLendingLiquidation } from "../../actions/record-lending-liquidation";
import { recordLendingMarket } from "../../actions/record-lending-market";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { LendingChangeParams } from "../../params/lending-change-params";
import { LendingLiquidationParams } from "../../params/lending-liquidation-params";
import { LendingMarketParams } from "../../params/lending-market-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { failedViews, readToken } from "../read-token";
import { isolatedMarket, MORPHO_BLUE, namedMarket } from "./morpho-blue";

/** Records a market with its two tokens and the loan-to-value from which positions are liquidated (10^18 = 1). */
export function handleCreateMarket(event: CreateMarket): void {
  const loan = readToken(event.params.loanToken);
  const collateral = readToken(event.params.collateralToken);
  const market = namedMarket(event.address, event.params.id, loan, collateral);
  const params = new LendingMarketParams(MORPHO_BLUE, "Morpho.CreateMarket", market, true);
  const lltv = new ParameterChangeParams(MORPHO_BLUE, params.log, event.address, "lltv");
  lltv.market = market;
  lltv.value = event.params.lltv;
  params.parameter = lltv;
  params.failedCalls = failedViews([loan, collateral]);
  recordLendingMarket(event, params);
}

/** Records that a lender puts capital in: all lenders' claims grow. */
export function handleSupply(event: Supply): void {
  const market = isolatedMarket(event.address, event.params.id);
  const params = new LendingChangeParams(MORPHO_BLUE, "Morpho.Supply", market);
  params.suppliedAssets = event.params.assets;
  params.suppliedShares = event.params.shares;
  recordLendingChange(event, params);
}

/** Records that a lender takes capital out. */
export function handleWithdraw(event: Withdraw): void {
  const market = isolatedMarket(event.address, event.params.id);
  const params = new LendingChangeParams(MORPHO_BLUE, "Morpho.Withdraw", market);
  params.suppliedAssets = event.params.assets.neg();
  params.suppliedShares = event.params.shares.neg();
  recordLendingChange(event, params);
}

/** Records a position's new debt. */
export function handleBorrow(event: Borrow): void {
  const market = isolatedMarket(event.address, event.params.id);
  const params = new LendingChangeParams(MORPHO_BLUE, "Morpho.Borrow", market);
  params.account = event.params.onBehalf;
  params.borrowedAssets = event.params.assets;
  params.borrowedShares = event.params.shares;
  recordLendingChange(event, params);
}

/** Records debt paid back; rounding may make it one unit more than the market's whole debt. */
export function handleRepay(event: Repay): void {
  const market = isolatedMarket(event.address, event.params.id);
  const params = new LendingChangeParams(MORPHO_BLUE, "Morpho.Repay", market);
  params.account = event.params.onBehalf;
  params.borrowedAssets = event.params.assets.neg();
  params.borrowedShares = event.params.shares.neg();
  recordLendingChange(event, params);
}

/** Records collateral put into a position. */
export function handleSupplyCollateral(event: SupplyCollateral): void {
  const market = isolatedMarket(event.address, event.params.id);
  const params = new LendingChangeParams(MORPHO_BLUE, "Morpho.SupplyCollateral", market);
  params.account = event.params.onBehalf;
  params.collateral = event.params.assets;
  recordLendingChange(event, params);
}

/** Records collateral taken out of a position. */
export function handleWithdrawCollateral(event: WithdrawCollateral): void {
  const market = isolatedMarket(event.address, event.params.id);
  const params = new LendingChangeParams(MORPHO_BLUE, "Morpho.WithdrawCollateral", market);
  params.account = event.params.onBehalf;
  params.collateral = event.params.assets.neg();
  recordLendingChange(event, params);
}

/** Records interest: debts and claims grow alike, and the fee dilutes the lenders by new shares. */
export function handleAccrueInterest(event: AccrueInterest): void {
  const market = isolatedMarket(event.address, event.params.id);
  const params = new LendingChangeParams(MORPHO_BLUE, "Morpho.AccrueInterest", market);
  params.suppliedAssets = event.params.interest;
  params.suppliedShares = event.params.feeShares;
  params.borrowedAssets = event.params.interest;
  recordLendingChange(event, params);
}

/** Records a liquidation. Bad debt leaves debts and claims alike; its shares are debt shares, lenders keep theirs. */
export function handleLiquidate(event: Liquidate): void {
  const badDebt = event.params.badDebtAssets;
  const repaid = event.params.repaidAssets;
  const params = new LendingLiquidationParams(
    MORPHO_BLUE,
    "Morpho.Liquidate",
    isolatedMarket(event.address, event.params.id),
    event.params.borrower,
    event.params.caller,
    repaid,
    event.params.seizedAssets,
    badDebt,
  );
  params.collateral = event.params.seizedAssets.neg();
  params.borrowedAssets = repaid.plus(badDebt).neg();
  params.borrowedShares = event.params.repaidShares.plus(event.params.badDebtShares).neg();
  params.suppliedAssets = badDebt.neg();
  recordLendingLiquidation(event, params);
}

/** Records the share of interest that the protocol takes; 10^18 = all of it. */
export function handleSetFee(event: SetFee): void {
  const params = new ParameterChangeParams(MORPHO_BLUE, "Morpho.SetFee", event.address, "fee");
  params.market = isolatedMarket(event.address, event.params.id);
  params.value = event.params.newFee;
  recordParameterChange(event, params);
}
