import {
  BaseExchangedAndQuoteSent,
  BoardSettlementCollateralSent,
  PositionSettled,
} from "../../../generated/LyraShortCollateral/ShortCollateral";
import { recordDeficitChange } from "../../actions/record-deficit-change";
import { recordHoldingExercise } from "../../actions/record-holding-exercise";
import { FlowCause } from "../../constants";
import { readContext } from "../../context";
import { optionHoldingId } from "../../ids";
import { DeficitChangeParams } from "../../params/deficit-change-params";
import { HoldingExerciseParams } from "../../params/option-holding-params";
import { LYRA, LyraMarket } from "./lyra";
import { borneByPool, quoteIn, recordPoolFlows, withAccount } from "./pool-flow";

/**
 * Records what the pool receives at expiry from sellers' collateral as a whole, and what even all of it lacks. The base
 * arrives by a transfer of its token.
 */
export function handleBoardSettlementCollateralSent(event: BoardSettlementCollateralSent): void {
  const lyra = new LyraMarket(readContext());
  const log = "ShortCollateral.BoardSettlementCollateralSent";
  const stated = event.params;
  const received = withAccount(quoteIn(lyra, FlowCause.EXERCISE, stated.amountQuoteSent), event.address);
  const isQuoteMissing = !stated.lpQuoteInsolvency.isZero();
  if (!isQuoteMissing && stated.lpBaseInsolvency.isZero()) {
    recordPoolFlows(event, log, [received]);
    return;
  }
  const quote = borneByPool(lyra, lyra.quote, stated.lpQuoteInsolvency, null);
  const base = borneByPool(lyra, lyra.base, stated.lpBaseInsolvency, null);
  const params = new DeficitChangeParams(LYRA, log, isQuoteMissing ? quote : base);
  if (isQuoteMissing && !stated.lpBaseInsolvency.isZero()) params.deficits.push(base);
  if (!received.amount.isZero()) params.flows = [received];
  recordDeficitChange(event, params);
}

/** Records the settlement of a position: of a buyer by the pool, or of a seller by its collateral. */
export function handlePositionSettled(event: PositionSettled): void {
  const context = readContext();
  const lyra = new LyraMarket(context);
  const stated = event.params;
  const params = new HoldingExerciseParams(
    LYRA,
    "ShortCollateral.PositionSettled",
    optionHoldingId(LYRA, context.bytes("optionToken"), stated.positionId),
    lyra.pool,
    stated.optionOwner,
    lyra.quote,
    stated.amount,
    stated.settlementAmount,
    stated.insolventAmount,
  );
  params.price = stated.priceAtExpiry;
  recordHoldingExercise(event, params);
}

/** Records what the pool receives for the base of a liquidated seller, sold at once. */
export function handleBaseExchangedAndQuoteSent(event: BaseExchangedAndQuoteSent): void {
  const lyra = new LyraMarket(readContext());
  const received = quoteIn(lyra, FlowCause.LIQUIDATION_GAIN, event.params.quoteReceived);
  recordPoolFlows(event, "ShortCollateral.BaseExchangedAndQuoteSent", [withAccount(received, event.address)]);
}
