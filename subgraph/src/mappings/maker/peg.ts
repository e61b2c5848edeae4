import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import {
  AssetKind,
  FlowCause,
  FlowDirection,
  LossLayerKind,
  MarketKind,
  MechanismKind,
} from "../../constants";
import { SourceContext } from "../../context";
import { NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { FlowParams } from "../../params/flow-params";
import { MarketParams } from "../../params/market-params";
import { internalDai, MAKER } from "./maker";

/** Reserve coin of a peg-stability module, with its own decimals. */
export function gemOf(context: SourceContext): AssetParams {
  const symbol = context.string("gemSymbol");
  return new AssetParams(context.bytes("gem"), AssetKind.ERC20, symbol, context.int("gemDecimals"));
}

/** Dai outside the Vat: 18 decimals. */
export function externalDai(context: SourceContext): AssetParams {
  return new AssetParams(context.bytes("dai"), AssetKind.ERC20, "DAI", 18);
}

/** The peg that a module holds. */
export function pegMarket(context: SourceContext, module: Bytes): MarketParams {
  const ilk = context.string("ilk");
  const market = new MarketParams(MAKER, Bytes.fromUTF8(ilk), MarketKind.PEG, ilk, module);
  market.collateral = gemOf(context);
  market.debt = internalDai(context.bytes("vat"));
  return market;
}

/**
 * The reserve of a peg-stability module.
 *
 * @param balanceSource - FLOWS where only swaps move it.
 */
export function pegModule(context: SourceContext, module: Bytes, balanceSource: string): BackstopParams {
  const backstop = new BackstopParams(
    MAKER,
    module,
    NO_KEY,
    context.string("ilk"),
    MechanismKind.PEG_STABILITY_MODULE,
    LossLayerKind.SURPLUS_BUFFER,
    1,
    balanceSource,
  );
  backstop.market = pegMarket(context, module);
  return backstop;
}

/** One side of a swap. */
export function swapped(
  backstop: BackstopParams,
  asset: AssetParams,
  isIn: bool,
  amount: BigInt,
  account: Bytes,
): FlowParams {
  const direction = isIn ? FlowDirection.IN : FlowDirection.OUT;
  const flow = new FlowParams(backstop, asset, direction, FlowCause.PEG_SWAP, amount);
  flow.account = account;
  return flow;
}
