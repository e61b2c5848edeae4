import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource, DeficitAction, LossLayerKind, MechanismKind } from "../../constants";
import { NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { MarketParams } from "../../params/market-params";

/** Slug of the protocol. */
export const INVERSE = "inverse";

/** A token that an event states by its address alone. */
export function unnamedToken(token: Bytes): AssetParams {
  return new AssetParams(token, AssetKind.ERC20, null, -1);
}

/** Whoever pays bad debt on behalf of the DAO. What it holds is not indexed. */
export function payerOf(contract: Bytes, name: string): BackstopParams {
  return new BackstopParams(
    INVERSE,
    contract,
    NO_KEY,
    name,
    MechanismKind.PROTOCOL_REVENUE_SURPLUS,
    LossLayerKind.DEFICIT_OFFSET,
    1,
    BalanceSource.PARTIAL,
  );
}

/**
 * Bad debt that a payment shows and pays: no log says when it came to be.
 *
 * @param debtor - Null when the event names none.
 * @param amount - In units of the asset.
 */
export function paidBadDebt(
  market: MarketParams,
  asset: AssetParams,
  payer: BackstopParams,
  debtor: Bytes | null,
  amount: BigInt,
): DeficitParams {
  const created = new DeficitStep(DeficitAction.CREATED, amount);
  const covered = new DeficitStep(DeficitAction.COVERED, amount);
  created.account = debtor;
  covered.account = payer.contract;
  covered.payer = payer;
  return new DeficitParams(market, asset, [created, covered]);
}
