import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import {
  AssetKind,
  BalanceSource,
  LossLayerKind,
  MarketKind,
  MechanismKind,
  OptionStyle,
  OptionType,
  SettlementKind,
} from "../../constants";
import { NO_KEY, optionSeriesId } from "../../ids";
import { wordAt } from "../../math/number-bytes";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";
import { OptionSeriesParams } from "../../params/option-params";

/** Slug of the protocol. */
export const Y2K = "y2k";
/** Decimals of strikes: Earthquake src/legacy_v1/VaultFactory.sol, src/v2/VaultFactoryV2.sol. */
export const STRIKE_DECIMALS: i32 = 18;

/** A token that was recorded before, or of which only the address is known. */
export function knownToken(token: Bytes): AssetParams {
  return new AssetParams(token, AssetKind.ERC20, null, -1);
}

/**
 * Market of one token's peg at one strike: its vault of collateral.
 *
 * @param asset - In which vaults count; null where the log does not tell.
 */
export function pegMarket(
  factory: Bytes,
  risk: Bytes,
  token: AssetParams,
  asset: AssetParams | null,
  name: string,
): MarketParams {
  const market = new MarketParams(Y2K, risk, MarketKind.PEG, name, factory);
  market.collateral = token;
  market.debt = asset;
  return market;
}

/** Market that a log of the factory has named before. */
export function knownMarket(factory: Bytes, risk: Bytes, token: Bytes): MarketParams {
  return pegMarket(factory, risk, knownToken(token), null, risk.toHexString());
}

/** The vault whose depositors write cover; it keeps the collateral of all epochs of a market. */
export function riskVault(risk: Bytes, market: MarketParams): BackstopParams {
  const backstop = new BackstopParams(
    Y2K,
    risk,
    NO_KEY,
    `Collateral vault ${risk.toHexString()}`,
    MechanismKind.PUT_OPTION_BACKSTOP,
    LossLayerKind.OPTION_PAYOFF,
    1,
    BalanceSource.FLOWS,
  );
  backstop.market = market;
  return backstop;
}

/** Number of an epoch that a log of the first version states as 32 bytes. */
export function epochNumber(id: Bytes): BigInt {
  const number = wordAt(id, 0);
  return number === null ? BigInt.zero() : number;
}

/** Id of the series that an epoch is. */
export function epochSeries(factory: Bytes, epoch: BigInt): Bytes {
  return optionSeriesId(Y2K, factory, epoch);
}

/** An epoch of a market: cover that pays when the price of the token falls below the strike. */
export function newEpoch(
  factory: Bytes,
  epoch: BigInt,
  market: MarketParams,
  risk: Bytes,
  token: Bytes,
): OptionSeriesParams {
  const series = new OptionSeriesParams(
    Y2K,
    factory,
    epoch,
    market,
    riskVault(risk, market),
    OptionStyle.PARAMETRIC,
    SettlementKind.CASH,
    knownToken(token),
    STRIKE_DECIMALS,
  );
  series.type = OptionType.PUT;
  return series;
}
