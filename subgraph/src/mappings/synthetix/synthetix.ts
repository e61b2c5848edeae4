import { Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource, LossLayerKind, MarketKind, MechanismKind } from "../../constants";
import { SourceContext } from "../../context";
import { NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";

/** Slug of the protocol. */
export const SYNTHETIX = "synthetix";

/** The protocol's token, which stakers pledge. */
export function snx(context: SourceContext): AssetParams {
  return new AssetParams(context.bytes("synthetix"), AssetKind.ERC20, "SNX", 18);
}

/** What stakers owe. */
export function susd(context: SourceContext): AssetParams {
  return new AssetParams(context.bytes("susd"), AssetKind.ERC20, "sUSD", 18);
}

/** The one debt pool of all stakers. */
export function debtPool(context: SourceContext): MarketParams {
  const contract = context.bytes("synthetix");
  const market = new MarketParams(SYNTHETIX, contract, MarketKind.CDP_COLLATERAL, "SNX", contract);
  market.collateral = snx(context);
  market.debt = susd(context);
  return market;
}

/** The contract that hands the collateral of liquidated stakers to those who took over their debt. */
export function liquidatorRewards(context: SourceContext, contract: Bytes): BackstopParams {
  const backstop = new BackstopParams(
    SYNTHETIX,
    contract,
    NO_KEY,
    "Liquidator rewards",
    MechanismKind.LOSS_SOCIALISATION,
    LossLayerKind.SOCIALISED,
    1,
    BalanceSource.FLOWS,
  );
  backstop.market = debtPool(context);
  return backstop;
}
