import { Address, Bytes, DataSourceContext } from "@graphprotocol/graph-ts";
import { RTokenCreated } from "../../../generated/ReserveDeployer/Deployer";
import { Main } from "../../../generated/ReserveDeployer/Main";
import { ReserveBasketHandler, ReserveStRSR } from "../../../generated/templates";
import { recordBackstop } from "../../actions/record-backstop";
import { AssetKind } from "../../constants";
import { readContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { BackstopRegistrationParams } from "../../params/backstop-registration-params";
import { failedViews, readToken, tokenName } from "../read-token";
import { RESERVE, rTokenMarket, stakedRsr } from "./reserve";

/** Records an RToken with the RSR that will be staked behind it, and begins to follow its stake and its basket. */
export function handleRTokenCreated(event: RTokenCreated): void {
  const context = readContext();
  const symbol = context.string("assetSymbol");
  const rsr = new AssetParams(context.bytes("asset"), AssetKind.ERC20, symbol, context.int("assetDecimals"));
  const rToken = readToken(event.params.rToken);
  const market = rTokenMarket(rToken, tokenName(rToken));
  const backstop = stakedRsr(event.params.stRSR, market, `RSR staked behind ${tokenName(rToken)}`);
  const params = new BackstopRegistrationParams(RESERVE, "Deployer.RTokenCreated", backstop, rsr);
  const basketHandler = Main.bind(event.params.main).try_basketHandler();
  params.failedCalls = basketHandler.reverted
    ? `Expected basketHandler() of ${event.params.main.toHexString()}, got no answer`
    : failedViews([rToken]);
  if (!recordBackstop(event, params)) return;
  followStake(event.params.stRSR, event.params.rToken, rsr.id);
  if (!basketHandler.reverted) followBasket(basketHandler.value, event.params.rToken);
}

function followStake(contract: Address, rToken: Address, asset: Bytes): void {
  const context = new DataSourceContext();
  context.setBytes("rToken", rToken);
  context.setBytes("asset", asset);
  ReserveStRSR.createWithContext(contract, context);
}

function followBasket(contract: Address, rToken: Address): void {
  const context = new DataSourceContext();
  context.setBytes("rToken", rToken);
  ReserveBasketHandler.createWithContext(contract, context);
}
