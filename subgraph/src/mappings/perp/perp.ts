import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import {
  AssetKind,
  BalanceSource,
  DeficitAction,
  LossLayerKind,
  MarketKind,
  MechanismKind,
} from "../../constants";
import { SourceContext } from "../../context";
import { NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { MarketParams } from "../../params/market-params";

/** Slug of the protocol. */
export const PERP = "perp";

/** Decimals of every amount that the clearing house and the insurance fund state, whatever their token has. */
export const UNIT_DECIMALS: i32 = 18;

/** Unit in which the clearing house counts margins and debts: the quote currency with 18 decimals. */
export function accountingUnit(clearingHouse: Bytes, context: SourceContext): AssetParams {
  return new AssetParams(clearingHouse, AssetKind.INTERNAL, context.string("quoteSymbol"), UNIT_DECIMALS);
}

/** Token that the insurance fund holds. */
export function quoteToken(token: Bytes, context: SourceContext): AssetParams {
  return new AssetParams(token, AssetKind.ERC20, context.string("quoteSymbol"), context.int("quoteDecimals"));
}

/** Perpetual market of one virtual market maker, which states no name. */
export function ammMarket(amm: Bytes, unit: AssetParams): MarketParams {
  const market = new MarketParams(PERP, amm, MarketKind.PERPETUAL, amm.toHexString(), amm);
  market.collateral = unit;
  market.debt = unit;
  return market;
}

/** The insurance fund, which stands behind all markets. Its token's transfers tell every flow. */
export function insuranceFund(fund: Bytes): BackstopParams {
  return new BackstopParams(
    PERP,
    fund,
    NO_KEY,
    "Insurance fund",
    MechanismKind.STATIC_INSURANCE_FUND,
    LossLayerKind.INSURANCE_FUND,
    1,
    BalanceSource.FLOWS,
  );
}

/**
 * Bad debt that the insurance fund has paid: the clearing house takes it from the fund, now or ahead of time, and
 * fails when the fund cannot pay.
 *
 * @param amount - In the accounting unit.
 * @see perpetual-protocol src/ClearingHouse.sol, realizeBadDebt and withdraw
 */
export function paidBadDebt(
  market: MarketParams,
  unit: AssetParams,
  fund: Bytes,
  trader: Bytes,
  amount: BigInt,
): DeficitParams {
  const created = new DeficitStep(DeficitAction.CREATED, amount);
  const covered = new DeficitStep(DeficitAction.COVERED, amount);
  created.account = trader;
  covered.account = fund;
  covered.payer = insuranceFund(fund);
  return new DeficitParams(market, unit, [created, covered]);
}
