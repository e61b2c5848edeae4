import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { BalanceSource, LossLayerKind, MarketKind, MechanismKind } from "../../constants";
import { numberBytes } from "../../math/number-bytes";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";

/** Slug of the protocol. */
export const COZY = "cozy";

/** The risk that one reserve pool of a safety module insures: what payout handlers take from it, in its asset. */
export function poolMarket(module: Bytes, pool: i32): MarketParams {
  const key = module.concat(poolKey(pool));
  return new MarketParams(COZY, key, MarketKind.COVER, poolName(module, pool), module);
}

/** One reserve pool of a safety module. Every flow but the dripping of fees, which stay in the module, emits an event. */
export function reservePool(module: Bytes, pool: i32): BackstopParams {
  const backstop = new BackstopParams(
    COZY,
    module,
    poolKey(pool),
    poolName(module, pool),
    MechanismKind.STAKED_SAFETY_MODULE,
    LossLayerKind.STAKED_FIRST_LOSS,
    1,
    BalanceSource.FLOWS,
  );
  backstop.market = poolMarket(module, pool);
  return backstop;
}

function poolKey(pool: i32): Bytes {
  return numberBytes(BigInt.fromI32(pool));
}

function poolName(module: Bytes, pool: i32): string {
  return `Reserve pool ${pool.toString()} of ${module.toHexString()}`;
}
