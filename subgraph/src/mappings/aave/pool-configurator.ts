import { Address } from "@graphprotocol/graph-ts";
import { Erc20 } from "../../../generated/AavePoolConfigurator/Erc20";
import { ReserveInitialized } from "../../../generated/AavePoolConfigurator/PoolConfigurator";
import { recordMarket } from "../../actions/record-market";
import { AssetKind } from "../../constants";
import { readContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { MarketRegistrationParams } from "../../params/market-registration-params";
import { AAVE, reserveMarket } from "./aave";

/** Records a reserve under the ticker of its token; a token that answers no view keeps its address as name. */
export function handleReserveInitialized(event: ReserveInitialized): void {
  const token = readToken(event.params.asset);
  const symbol = token.symbol;
  const name = symbol === null ? token.id.toHexString() : symbol;
  const market = reserveMarket(readContext().bytes("pool"), token, name);
  const params = new MarketRegistrationParams(AAVE, "PoolConfigurator.ReserveInitialized", market);
  if (symbol === null || token.decimals < 0) {
    params.failedCalls =
      "Expected symbol() and decimals() of " + token.id.toHexString() + ", one gave no answer";
  }
  recordMarket(event, params);
}

function readToken(address: Address): AssetParams {
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
