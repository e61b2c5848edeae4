import { Address } from "@graphprotocol/graph-ts";
import { Erc20 } from "../../../generated/AavePoolConfigurator/Erc20";
import { AssetKind } from "../../constants";
import { AssetParams } from "../../params/asset-params";

/** Reads a token's ticker and decimals, which the manifest declares ahead of the log; either may give no answer. */
export function readToken(address: Address): AssetParams {
  const contract = Erc20.bind(address);
  const symbol = contract.try_symbol();
  const decimals = contract.try_decimals();
  return new AssetParams(
    address,
    AssetKind.ERC20,
    symbol.reverted ? null : symbol.value,
    decimals.reverted ? -1 : decimals.value,
  );
}

/** Returns which views of a token gave no answer, for people; null when all did. */
export function failedViews(token: AssetParams): string | null {
  if (token.symbol !== null && token.decimals >= 0) return null;
  return `Expected symbol() and decimals() of ${token.id.toHexString()}, one gave no answer`;
}
