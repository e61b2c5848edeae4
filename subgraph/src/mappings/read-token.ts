import { Address, BigInt } from "@graphprotocol/graph-ts";
import { Erc20 } from "../../generated/MorphoBlueMorpho/Erc20";
import { AssetKind } from "../constants";
import { AssetParams } from "../params/asset-params";

/** Largest uint8. */
const MAX_DECIMALS = BigInt.fromI32(255);

/**
 * Reads ticker and decimals of a token. The handler must declare `symbol()` and `decimals()` of it in the manifest, and
 * its source an ABI called `Erc20`. What gives no answer, or one that ERC-20 does not allow, stays unknown.
 */
export function readToken(token: Address): AssetParams {
  const contract = Erc20.bind(token);
  const symbol = contract.try_symbol();
  const decimals = contract.try_decimals();
  return new AssetParams(
    token,
    AssetKind.ERC20,
    symbol.reverted ? null : symbol.value,
    decimals.reverted || decimals.value.gt(MAX_DECIMALS) ? -1 : decimals.value.toI32(),
  );
}

/** Name of a token for people: its ticker, or its address where the ticker is unknown. */
export function tokenName(token: AssetParams): string {
  const symbol = token.symbol;
  return symbol === null ? token.id.toHexString() : symbol;
}

/** Tells which tokens gave no ticker or decimals; null when all did. */
export function failedViews(tokens: Array<AssetParams>): string | null {
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i].symbol === null || tokens[i].decimals < 0) {
      return `Expected symbol() and decimals() of ${tokens[i].id.toHexString()}, one gave no answer`;
    }
  }
  return null;
}
