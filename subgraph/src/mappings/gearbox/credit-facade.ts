import { BigInt } from "@graphprotocol/graph-ts";
import {
  LiquidateCreditAccount,
  PartiallyLiquidateCreditAccount,
} from "../../../generated/GearboxCreditFacade/CreditFacade";
import { recordLiquidation } from "../../actions/record-liquidation";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { AssetKind, LiquidationMode, SkipReason } from "../../constants";
import { readContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { LiquidationParams } from "../../params/liquidation-params";
import { SkipParams } from "../../params/skip-params";
import { GEARBOX, lentAsset, poolMarket } from "./gearbox";
import { repaymentBefore } from "./repay-logs";

/** Records a liquidation without a loss; one with a loss is recorded at the pool's `Repay` before it. */
export function handleLiquidateCreditAccount(event: LiquidateCreditAccount): void {
  const context = readContext();
  const log = "CreditFacade.LiquidateCreditAccount";
  const pool = context.bytes("pool");
  const repayment = repaymentBefore(event, pool);
  if (repayment === null) {
    const detail = "Expected Repay of the pool ahead of it in the transaction, got none";
    recordSkippedEvent(event, new SkipParams(GEARBOX, log, SkipReason.UNDECODABLE, detail));
    return;
  }
  if (!repayment.loss.isZero()) return;
  const market = poolMarket(context, pool);
  const account = event.params.creditAccount;
  const mode = LiquidationMode.DIRECT;
  const asset = lentAsset(context);
  const principal = repayment.principal;
  const params = new LiquidationParams(GEARBOX, log, market, mode, account, asset, principal);
  params.liquidator = event.params.liquidator;
  params.loss = BigInt.zero();
  recordLiquidation(event, params);
}

/** Records that a liquidator repaid a part of a debt for one of the account's tokens. It leaves no loss. */
export function handlePartiallyLiquidateCreditAccount(event: PartiallyLiquidateCreditAccount): void {
  const context = readContext();
  const params = new LiquidationParams(
    GEARBOX,
    "CreditFacade.PartiallyLiquidateCreditAccount",
    poolMarket(context, context.bytes("pool")),
    LiquidationMode.DIRECT,
    event.params.creditAccount,
    lentAsset(context),
    event.params.repaidDebt,
  );
  params.liquidator = event.params.liquidator;
  params.collateral = new AssetParams(event.params.token, AssetKind.ERC20, null, -1);
  params.collateralSeized = event.params.seizedCollateral;
  params.loss = BigInt.zero();
  recordLiquidation(event, params);
}
