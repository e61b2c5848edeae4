import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource, LossLayerKind, MechanismKind } from "../../constants";
import { SourceContext } from "../../context";
import { NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { FlowParams } from "../../params/flow-params";
import { AAVE } from "./aave";

/** Token that a module of the network file holds. */
export function namedStakeAsset(context: SourceContext): AssetParams {
  const symbol = context.string("assetSymbol");
  return new AssetParams(context.bytes("asset"), AssetKind.ERC20, symbol, context.int("assetDecimals"));
}

/**
 * A contract whose stake can be slashed. Every flow but a plain transfer to it emits an event.
 *
 * @param name - For the first event that names it.
 */
export function stake(contract: Bytes, name: string): BackstopParams {
  return new BackstopParams(
    AAVE,
    contract,
    NO_KEY,
    name,
    MechanismKind.STAKED_SAFETY_MODULE,
    LossLayerKind.STAKED_FIRST_LOSS,
    2,
    BalanceSource.FLOWS,
  );
}

/**
 * A flow of a stake.
 *
 * @param amount - In units of the asset.
 * @param shares - Signed: shares minted (+) or burnt (−).
 */
export function stakeFlow(
  backstop: BackstopParams,
  asset: AssetParams,
  direction: string,
  cause: string,
  amount: BigInt,
  shares: BigInt,
): FlowParams {
  const flow = new FlowParams(backstop, asset, direction, cause, amount);
  flow.shares = shares;
  flow.pendingShares = BigInt.zero();
  return flow;
}
