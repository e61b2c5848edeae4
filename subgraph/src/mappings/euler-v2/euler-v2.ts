import { Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource, LossLayerKind, MarketKind, MechanismKind } from "../../constants";
import { NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";

/** Slug of the protocol. */
export const EULER_V2 = "euler-v2";

/** A token of which only the address is known. */
export function unnamedToken(token: Bytes): AssetParams {
  return new AssetParams(token, AssetKind.ERC20, null, -1);
}

/**
 * Market of one vault: its asset is what is lent and owed; what secures the debts lies in other vaults.
 *
 * @param name - The share token's ticker, or the vault's address.
 */
export function vaultMarket(vault: Bytes, asset: AssetParams, name: string): MarketParams {
  const market = new MarketParams(EULER_V2, vault, MarketKind.LENDING_RESERVE, name, vault);
  market.debt = asset;
  return market;
}

/** Market of a vault that its factory has named before. */
export function knownVaultMarket(vault: Bytes, asset: Bytes): MarketParams {
  return vaultMarket(vault, unnamedToken(asset), vault.toHexString());
}

/** Spreading of bad debt over a vault's depositors, which its governor may switch off. It holds no capital. */
export function socialisation(vault: Bytes, asset: Bytes): BackstopParams {
  const backstop = new BackstopParams(
    EULER_V2,
    vault,
    NO_KEY,
    `Debt socialisation of ${vault.toHexString()}`,
    MechanismKind.LOSS_SOCIALISATION,
    LossLayerKind.SOCIALISED,
    1,
    BalanceSource.PARTIAL,
  );
  backstop.market = knownVaultMarket(vault, asset);
  return backstop;
}
