import { Bytes } from "@graphprotocol/graph-ts";
import { MarketKind } from "../../constants";
import { AssetParams } from "../../params/asset-params";
import { MarketParams } from "../../params/market-params";
import { tokenName } from "../read-token";

/** Slug of the protocol. */
export const MORPHO_BLUE = "morpho-blue";

/**
 * Isolated market of one pair of tokens, as a log that states only its id knows it.
 *
 * @param id - Hash of the market's parameters.
 */
export function isolatedMarket(morpho: Bytes, id: Bytes): MarketParams {
  return new MarketParams(MORPHO_BLUE, id, MarketKind.LENDING_RESERVE, id.toHexString(), morpho);
}

/** The market as its opening log knows it, named after its tokens and the beginning of its id: `WETH/USDC 3a85e619`. */
export function namedMarket(
  morpho: Bytes,
  id: Bytes,
  loan: AssetParams,
  collateral: AssetParams,
): MarketParams {
  const market = isolatedMarket(morpho, id);
  market.name = `${tokenName(collateral)}/${tokenName(loan)} ${id.toHexString().substr(2, 8)}`;
  market.collateral = collateral;
  market.debt = loan;
  return market;
}
