import { BigInt } from "@graphprotocol/graph-ts";
import {
  Deleveraged,
  LendingStated,
  Liquidated,
  PositionChanged,
} from "../../../generated/Backstop/Backstop";
import { recordDeleveraging } from "../../actions/record-deleveraging";
import { recordLendingState } from "../../actions/record-lending-state";
import { recordLiquidation } from "../../actions/record-liquidation";
import { recordNamedLiquidation } from "../../actions/record-named-liquidation";
import { recordPositionChange } from "../../actions/record-position-change";
import { LiquidationMode, LossLayerKind, MarketKind } from "../../constants";
import { DeleveragingParams } from "../../params/deleveraging-params";
import { LendingStateParams } from "../../params/lending-state-params";
import { LiquidationParams } from "../../params/liquidation-params";
import { PositionChangeParams } from "../../params/position-change-params";
import { liquidationMode, positionCause } from "./enums";
import { isNobody, isNone, keyOf, numberOf, somebody, someId, someNumber } from "./standard-id";
import { StandardLog } from "./standard-log";

/** Records the state of a position after a change. */
export function handlePositionChanged(event: PositionChanged): void {
  const log = new StandardLog(event, "PositionChanged");
  const params = event.params;
  const market = log.market(params.market);
  const cause = log.member(positionCause(params.cause), "PositionCause", params.cause);
  if (log.isRefused()) return;
  const change = new PositionChangeParams(
    log.slug,
    log.log,
    market,
    params.account,
    cause,
    params.collateral,
    params.debt,
  );
  change.key = keyOf(params.position);
  if (market.kind == MarketKind.PERPETUAL) change.size = params.size;
  change.isClosed = params.isClosed;
  recordPositionChange(event, change);
}

/** Records what the lenders of a market are owed and its borrowers owe. */
export function handleLendingStated(event: LendingStated): void {
  const log = new StandardLog(event, "LendingStated");
  const params = event.params;
  const market = log.market(params.market);
  log.debtOf(market);
  if (log.isRefused()) return;
  const state = new LendingStateParams(
    log.slug,
    log.log,
    market,
    params.suppliedAssets,
    params.borrowedAssets,
  );
  state.isFirstKnown = true;
  recordLendingState(event, state);
}

/** Records a liquidation and names its loss. */
export function handleLiquidated(event: Liquidated): void {
  const log = new StandardLog(event, "Liquidated");
  const params = liquidationOf(event, log);
  if (log.isRefused()) return;
  if (isNone(event.params.loss)) recordLiquidation(event, params);
  else recordNamedLiquidation(event, params, event.params.loss);
}

/** Records a deleveraging, whose haircut pays the named loss. */
export function handleDeleveraged(event: Deleveraged): void {
  const log = new StandardLog(event, "Deleveraged");
  const params = event.params;
  const market = log.market(params.market);
  const asset = log.debtOf(market);
  const backstop = log.backstop(params.backstop);
  log.expect(
    backstop.layer == LossLayerKind.ADL,
    `Expected a backstop of the layer ADL, got ${backstop.layer}`,
  );
  const rank = log.small(params.rank, "a rank");
  if (log.isRefused()) return;
  const change = new DeleveragingParams(
    log.slug,
    log.log,
    market,
    params.taker,
    params.size,
    asset,
    backstop,
  );
  change.maker = somebody(params.maker);
  change.notional = params.notional;
  change.haircut = params.haircut;
  change.price = params.price;
  change.rank = rank;
  change.loss = someId(params.loss);
  recordDeleveraging(event, change);
}

function liquidationOf(event: Liquidated, log: StandardLog): LiquidationParams {
  const params = event.params;
  const market = log.market(params.market);
  const mode = log.member(liquidationMode(params.mode), "LiquidationMode", params.mode);
  const debt = log.debtOf(market);
  const liquidation = new LiquidationParams(
    log.slug,
    log.log,
    market,
    mode,
    params.account,
    debt,
    params.debtRepaid,
  );
  liquidation.liquidator = somebody(params.liquidator);
  liquidation.collateral = market.collateral;
  liquidation.collateralSeized = params.collateralSeized;
  liquidation.collateralReturned = params.collateralReturned;
  liquidation.liquidatorFee = params.liquidatorFee;
  liquidation.price = someNumber(params.price);
  addLoss(event, log, liquidation);
  if (!isNobody(params.auctionContract)) {
    liquidation.auctionContract = params.auctionContract;
    liquidation.auctionNumber = numberOf(params.auction);
  }
  return liquidation;
}

/** An auction still has to show what it lost; any other loss is known, and no more of it absorbed than there is. */
function addLoss(event: Liquidated, log: StandardLog, liquidation: LiquidationParams): void {
  const isAuction = liquidation.mode == LiquidationMode.AUCTION;
  const loss = isAuction ? BigInt.zero() : event.params.detailsLoss;
  const absorbed = event.params.absorbed;
  log.expect(absorbed.le(loss), `Expected at most ${loss.toString()} absorbed, got ${absorbed.toString()}`);
  log.expect(
    loss.isZero() || !isNone(event.params.loss),
    `Expected a name for a loss of ${loss.toString()}, got none`,
  );
  if (isAuction) return;
  liquidation.loss = loss;
  liquidation.absorbedLater = absorbed;
}
