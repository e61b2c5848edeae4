import { Address, BigInt, Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource, LossLayerKind, MarketKind, MechanismKind } from "../../constants";
import { NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";

/** Slug of the protocol. */
export const NEXUS = "nexus";

/** Address that stands for the coin in the mutual's contracts: smart-contracts lib/constants.js. */
const COIN = "0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";

/** Tells whether an address of the mutual's contracts stands for the coin. */
export function isCoin(asset: Address): bool {
  return asset.toHexString() == COIN;
}

/** The coin. */
export function coin(): AssetParams {
  return new AssetParams(Address.zero(), AssetKind.NATIVE, "ETH", 18);
}

/** All that the mutual insures: its payouts do not name the product. */
export function coverMarket(pool: Bytes): MarketParams {
  return new MarketParams(NEXUS, pool, MarketKind.COVER, "Cover", pool);
}

/** The mutual's capital. What comes in makes no event of the pool, so its balance is not the contract's. */
export function capitalPool(pool: Bytes): BackstopParams {
  const backstop = new BackstopParams(
    NEXUS,
    pool,
    NO_KEY,
    "Capital pool",
    MechanismKind.INSURANCE_COVER,
    LossLayerKind.INSURANCE_FUND,
    2,
    BalanceSource.PARTIAL,
  );
  backstop.market = coverMarket(pool);
  return backstop;
}

/** One staking pool: NXM that is burnt when a cover which it underwrites is paid. */
export function stakingPool(contract: Bytes, number: BigInt, pool: Bytes): BackstopParams {
  const backstop = new BackstopParams(
    NEXUS,
    contract,
    NO_KEY,
    `Staking pool ${number.toString()}`,
    MechanismKind.STAKED_SAFETY_MODULE,
    LossLayerKind.STAKED_FIRST_LOSS,
    1,
    BalanceSource.FLOWS,
  );
  backstop.market = coverMarket(pool);
  return backstop;
}
