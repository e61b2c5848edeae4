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

/**
 * Collateral of one type inside the Vat: 18 decimals, whatever its token has. Its id is the Vat's address and the ilk.
 *
 * @param ilk - The ilk's text, such as `WBTC-A`.
 */
export function ilkUnit(vat: Bytes, ilk: string): AssetParams {
  return new AssetParams(vat.concat(Bytes.fromUTF8(ilk)), AssetKind.INTERNAL, ilk, 18);
}

/** The Vow's surplus, as the logs of the Vow and of the auctions know it: a part of what moves. */
export function surplusBuffer(vow: Bytes): BackstopParams {
  return bufferOf(vow, BalanceSource.PARTIAL);
}

/** The Vow's surplus as the Vat keeps it: every change of `dai(vow)` and `sin(vow)` is seen. */
export function exactSurplusBuffer(vow: Bytes): BackstopParams {
  return bufferOf(vow, BalanceSource.FLOWS);
}

function bufferOf(vow: Bytes, balanceSource: string): BackstopParams {
  return new BackstopParams(
    MAKER,
    vow,
    NO_KEY,
    "Surplus buffer",
    MechanismKind.PROTOCOL_REVENUE_SURPLUS,
    LossLayerKind.SURPLUS_BUFFER,
    1,
    balanceSource,
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

/** Contract that starts liquidations: Cat or Dog. It holds nothing. */
export function liquidationEngine(contract: Bytes): BackstopParams {
  return new BackstopParams(
    MAKER,
    contract,
    NO_KEY,
    "Liquidation engine",
    MechanismKind.LIQUIDATION_ENGINE,
    LossLayerKind.POSITION_MARGIN,
    0,
    BalanceSource.FLOWS,
  );
}
