import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import {
  AssetKind,
  BalanceSource,
  FlowCause,
  FlowDirection,
  HoldKind,
  LossLayerKind,
  MarketKind,
  MechanismKind,
} from "../../constants";
import { NO_KEY, optionSeriesId } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { FlowParams } from "../../params/flow-params";
import { MarketParams } from "../../params/market-params";

/** Slug of the protocol. */
export const OPYN_GAMMA = "opyn-gamma";
/** Decimals of oTokens, strikes and expiry prices: GammaProtocol contracts/core/Otoken.sol, Oracle.sol. */
export const OPTION_DECIMALS: i32 = 8;
/** One oToken. */
export const ONE_OPTION = BigInt.fromI32(100_000_000);

/** A token that the factory's log has named before, or of which only the address is known. */
export function namedToken(token: Bytes): AssetParams {
  return new AssetParams(token, AssetKind.ERC20, null, -1);
}

/** Market of the options on one underlying. */
export function optionsMarket(underlying: AssetParams, name: string, controller: Bytes): MarketParams {
  const market = new MarketParams(
    OPYN_GAMMA,
    underlying.id,
    MarketKind.OPTION_UNDERLYING,
    `${name} options`,
    controller,
  );
  market.collateral = underlying;
  return market;
}

/** Id of the series that an oToken is. */
export function seriesOf(oToken: Bytes): Bytes {
  return optionSeriesId(OPYN_GAMMA, oToken, null);
}

/** The pool in which the collateral of all vaults lies together. */
export function marginPool(pool: Bytes): BackstopParams {
  return new BackstopParams(
    OPYN_GAMMA,
    pool,
    NO_KEY,
    "Margin pool",
    MechanismKind.PUT_OPTION_BACKSTOP,
    LossLayerKind.OPTION_PAYOFF,
    1,
    BalanceSource.FLOWS,
  );
}

/** Collateral that enters the pool for a vault: all of it is locked. */
export function lockedInflow(
  pool: Bytes,
  asset: AssetParams,
  amount: BigInt,
  from: Bytes,
): Array<FlowParams> {
  const backstop = marginPool(pool);
  const inflow = new FlowParams(backstop, asset, FlowDirection.IN, FlowCause.DEPOSIT, amount);
  inflow.account = from;
  return [inflow, lock(backstop, asset, FlowDirection.HOLD, amount)];
}

/** Collateral that leaves the pool and is no longer locked. */
export function unlockedOutflow(
  pool: Bytes,
  asset: AssetParams,
  cause: string,
  amount: BigInt,
  to: Bytes,
): Array<FlowParams> {
  const backstop = marginPool(pool);
  const outflow = new FlowParams(backstop, asset, FlowDirection.OUT, cause, amount);
  outflow.account = to;
  return [lock(backstop, asset, FlowDirection.RELEASE, amount), outflow];
}

function lock(backstop: BackstopParams, asset: AssetParams, direction: string, amount: BigInt): FlowParams {
  const flow = new FlowParams(backstop, asset, direction, FlowCause.REBALANCE, amount);
  flow.hold = HoldKind.ENCUMBERED;
  return flow;
}
