import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { ExerciseKind, OptionAction, OptionSide } from "../../constants";
import { NO_KEY, optionPositionId } from "../../ids";
import { SeriesExerciseParams } from "../../params/series-exercise-params";
import { SeriesTradeParams } from "../../params/series-trade-params";
import { OptionToken } from "./option-token";
import { PREMIA, PremiaPool } from "./premia";

/** A trade in an option of a pool; one that opens may be its first. */
export function tradeOf(
  pool: PremiaPool,
  log: string,
  action: string,
  token: OptionToken,
  account: Bytes,
  size: BigInt,
): SeriesTradeParams {
  const series = pool.seriesId(token);
  const trade = new SeriesTradeParams(PREMIA, log, series, action, account, OptionSide.SHORT, size);
  trade.premiumAsset = pool.asset(token.isCall);
  if (action == OptionAction.OPEN) trade.opening = pool.series(token);
  return trade;
}

/**
 * The end of an option, or of a part of it: collateral covers any payoff, so that all that is owed is paid.
 *
 * @param value - Payoff, in units of the option's asset.
 */
export function exerciseOf(
  event: ethereum.Event,
  log: string,
  pool: PremiaPool,
  token: OptionToken,
  account: Bytes,
  value: BigInt,
): SeriesExerciseParams {
  const params = new SeriesExerciseParams(
    PREMIA,
    log,
    pool.seriesId(token),
    OptionSide.SHORT,
    kindOf(event, token, value),
    pool.asset(token.isCall),
    value,
  );
  params.account = account;
  params.owed = value;
  params.payer = pool.backstop;
  params.positionId = optionPositionId(params.series, account, NO_KEY);
  return params;
}

function kindOf(event: ethereum.Event, token: OptionToken, value: BigInt): string {
  if (value.isZero()) return ExerciseKind.EXPIRY;
  return event.block.timestamp.gt(token.maturity) ? ExerciseKind.SETTLEMENT : ExerciseKind.EXERCISE;
}
