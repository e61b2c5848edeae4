import { Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource, LossLayerKind, MarketKind, MechanismKind } from "../../constants";
import { NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";

/** Slug of the protocol. */
export const MAKER = "maker";

/** Dai inside the Vat: 45 decimals, Maker's `rad`. */
export function internalDai(vat: Bytes): AssetParams {
  return new AssetParams(vat, AssetKind.INTERNAL, "DAI", 45);
}

/**
 * Market of one collateral type.
 *
 * @param name - The ilk's text, such as `ETH-A`.
 * @param contract - Contract whose event names it first.
 */
export function ilkMarket(name: string, contract: Bytes, vat: Bytes): MarketParams {
  const market = new MarketParams(MAKER, Bytes.fromUTF8(name), MarketKind.CDP_COLLATERAL, name, contract);
  market.debt = internalDai(vat);
  return market;
}

/** Market of the system's debt, which Maker does not keep apart by collateral. */
export function systemMarket(vow: Bytes, vat: Bytes): MarketParams {
  const market = new MarketParams(MAKER, vow, MarketKind.SYSTEM, "Maker system debt", vow);
  market.debt = internalDai(vat);
  return market;
}

/** The Vow's surplus. Stability fees and savings move in the Vat without an indexed log: the balance is partial. */
export function surplusBuffer(vow: Bytes): BackstopParams {
  return new BackstopParams(
    MAKER,
    vow,
    NO_KEY,
    "Surplus buffer",
    MechanismKind.PROTOCOL_REVENUE_SURPLUS,
    LossLayerKind.SURPLUS_BUFFER,
    1,
    BalanceSource.PARTIAL,
  );
}

/** Sale of new MKR for dai when the surplus is spent. It holds nothing itself: its dai passes through the Vow. */
export function debtAuctions(vow: Bytes): BackstopParams {
  return new BackstopParams(
    MAKER,
    vow,
    Bytes.fromUTF8("flop"),
    "Debt auctions",
    MechanismKind.RECAPITALISATION,
    LossLayerKind.AUCTION_RECAP,
    2,
    BalanceSource.PARTIAL,
  );
}
