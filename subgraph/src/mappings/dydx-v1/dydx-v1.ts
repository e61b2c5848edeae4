import { Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource, LossLayerKind, MarketKind, MechanismKind } from "../../constants";
import { SourceContext } from "../../context";
import { NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";

/** Slug of the protocol. */
export const DYDX_V1 = "dydx-v1";

/** Token in which a perpetual keeps margins. */
export function marginToken(context: SourceContext): AssetParams {
  const symbol = context.string("tokenSymbol");
  return new AssetParams(context.bytes("token"), AssetKind.ERC20, symbol, context.int("tokenDecimals"));
}

/** The market of one perpetual, which is a contract of its own. */
export function perpetualMarket(context: SourceContext): MarketParams {
  const contract = context.bytes("perpetual");
  const name = context.string("market");
  const market = new MarketParams(DYDX_V1, contract, MarketKind.PERPETUAL, name, contract);
  market.collateral = marginToken(context);
  market.debt = market.collateral;
  return market;
}

/** The contract that lets accounts with a profit take over bankrupt ones. */
export function deleveraging(contract: Bytes, context: SourceContext): BackstopParams {
  const backstop = new BackstopParams(
    DYDX_V1,
    contract,
    NO_KEY,
    "Deleveraging",
    MechanismKind.AUTO_DELEVERAGING,
    LossLayerKind.ADL,
    2,
    BalanceSource.FLOWS,
  );
  backstop.market = perpetualMarket(context);
  return backstop;
}

/** The insurance fund, an account of the perpetual that the proxy pays; what the account trades and loses is not seen. */
export function insuranceFund(proxy: Bytes, context: SourceContext): BackstopParams {
  const backstop = new BackstopParams(
    DYDX_V1,
    proxy,
    NO_KEY,
    "Insurance fund",
    MechanismKind.STATIC_INSURANCE_FUND,
    LossLayerKind.INSURANCE_FUND,
    1,
    BalanceSource.PARTIAL,
  );
  backstop.market = perpetualMarket(context);
  return backstop;
}
