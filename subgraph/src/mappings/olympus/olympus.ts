import { Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource, LossLayerKind, MarketKind, MechanismKind } from "../../constants";
import { SourceContext } from "../../context";
import { NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";

/** Slug of the protocol. */
export const OLYMPUS = "olympus";

const LOW_KEY: Bytes = Bytes.fromUTF8("low");
const HIGH_KEY: Bytes = Bytes.fromUTF8("high");

/** Token that the range and the bonds are priced in. */
export function reserveOf(context: SourceContext): AssetParams {
  const symbol = context.string("reserveSymbol");
  return new AssetParams(context.bytes("reserve"), AssetKind.ERC20, symbol, context.int("reserveDecimals"));
}

/** The protocol's own token. */
export function ohmOf(context: SourceContext): AssetParams {
  return new AssetParams(context.bytes("ohm"), AssetKind.ERC20, "OHM", 9);
}

/** The treasury. What comes in without a debt makes no event of it, so its balance is not the contract's. */
export function treasury(contract: Bytes): BackstopParams {
  return backstop(contract, NO_KEY, "Treasury", MechanismKind.PROTOCOL_OWNED_LIQUIDITY, LossLayerKind.POL);
}

/** The price that the range holds: OHM against the reserve. */
export function rangeMarket(range: Bytes): MarketParams {
  return new MarketParams(OLYMPUS, range, MarketKind.PEG, "OHM range", range);
}

/**
 * One wall of the range. At the lower one the treasury buys any OHM at a fixed price up to a capacity, which is what the
 * writer of a put does; at the upper one it sells. A wall holds nothing itself.
 */
export function wall(range: Bytes, isHigh: bool): BackstopParams {
  const kind = isHigh ? MechanismKind.PEG_STABILITY_MODULE : MechanismKind.PUT_OPTION_BACKSTOP;
  const name = isHigh ? "Upper wall" : "Lower wall";
  const params = backstop(range, isHigh ? HIGH_KEY : LOW_KEY, name, kind, LossLayerKind.POL);
  params.market = rangeMarket(range);
  return params;
}

/** Sales of new OHM above its backing. What they bring goes to the treasury, wrapped. */
export function bonds(manager: Bytes): BackstopParams {
  return backstop(manager, NO_KEY, "Bond sales", MechanismKind.BONDING, LossLayerKind.POL);
}

/** The protocol as a whole. */
export function systemMarket(manager: Bytes): MarketParams {
  return new MarketParams(OLYMPUS, manager, MarketKind.SYSTEM, "Olympus", manager);
}

/** Purchases of OHM with the treasury's yield. */
export function repurchases(facility: Bytes): BackstopParams {
  const kind = MechanismKind.PROTOCOL_REVENUE_SURPLUS;
  return backstop(facility, NO_KEY, "Yield repurchases", kind, LossLayerKind.SURPLUS_BUFFER);
}

function backstop(contract: Bytes, key: Bytes, name: string, kind: string, layer: string): BackstopParams {
  return new BackstopParams(OLYMPUS, contract, key, name, kind, layer, 1, BalanceSource.PARTIAL);
}
