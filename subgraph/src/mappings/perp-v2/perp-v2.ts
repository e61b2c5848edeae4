import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource, LossLayerKind, MarketKind, MechanismKind } from "../../constants";
import { SourceContext } from "../../context";
import { NO_KEY } from "../../ids";
import { rescale } from "../../math/rescale";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";
import { OverdraftParams } from "../../params/overdraft-params";

/** Slug of the protocol. */
export const PERP_V2 = "perp-v2";

/** Decimals of profits, fees and notionals, whatever the settlement token has. */
const UNIT_DECIMALS: i32 = 18;

/** Unit in which AccountBalance keeps profits and fees: the settlement token with 18 decimals. */
export function accountingUnit(context: SourceContext): AssetParams {
  const symbol = context.string("tokenSymbol");
  return new AssetParams(context.bytes("accountBalance"), AssetKind.INTERNAL, symbol, UNIT_DECIMALS);
}

/** Token in which margins are paid and the fund holds its wallet. */
export function settlementToken(context: SourceContext): AssetParams {
  const symbol = context.string("tokenSymbol");
  return new AssetParams(context.bytes("token"), AssetKind.ERC20, symbol, context.int("tokenDecimals"));
}

/** Writes an amount of the settlement token in the accounting unit. */
export function inUnit(amount: BigInt, context: SourceContext): BigInt {
  return rescale(amount, context.int("tokenDecimals"), UNIT_DECIMALS);
}

/** Perpetual market of one virtual base token; its events state no name. */
export function baseMarket(baseToken: Bytes, context: SourceContext): MarketParams {
  const house = context.bytes("clearingHouse");
  const market = new MarketParams(PERP_V2, baseToken, MarketKind.PERPETUAL, baseToken.toHexString(), house);
  market.collateral = accountingUnit(context);
  market.debt = market.collateral;
  return market;
}

/** The vault as a whole: margin is common to all markets, and so is bad debt. */
export function vaultMarket(context: SourceContext): MarketParams {
  const vault = context.bytes("vault");
  const market = new MarketParams(PERP_V2, vault, MarketKind.SYSTEM, "Vault", vault);
  market.debt = accountingUnit(context);
  return market;
}

/** The insurance fund, which stands behind all markets: tokens in its wallet and an account in the vault. */
export function insuranceFund(context: SourceContext): BackstopParams {
  return new BackstopParams(
    PERP_V2,
    context.bytes("insuranceFund"),
    NO_KEY,
    "Insurance fund",
    MechanismKind.STATIC_INSURANCE_FUND,
    LossLayerKind.INSURANCE_FUND,
    1,
    BalanceSource.FLOWS,
  );
}

/** The fund's account in the vault, which bad debt may take below zero. */
export function fundAccount(context: SourceContext): OverdraftParams {
  return new OverdraftParams(insuranceFund(context), vaultMarket(context), accountingUnit(context));
}
