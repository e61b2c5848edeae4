import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { BackstopParams } from "../params/backstop-params";
import { loadBackstopBalance } from "../store/backstop-balance";
import { loadWithdrawalRequest } from "../store/withdrawal-request";

/** Returns all shares of a pool, in its own unit; null for funds without shares and before the first share. */
export function totalShares(backstop: BackstopParams, asset: Bytes): BigInt | null {
  const balance = loadBackstopBalance(backstop.id, asset);
  return balance === null ? null : balance.shares;
}

/**
 * Returns the shares that wait under a provider's request, in the pool's own unit; null when it never asked.
 *
 * @param key - Number of the request; empty where a provider has one at most.
 */
export function queuedShares(backstop: BackstopParams, account: Bytes, key: Bytes): BigInt | null {
  const request = loadWithdrawalRequest(backstop.id, account, key);
  return request === null ? null : request.shares;
}

/** Returns what a backstop holds of an asset, in its units; zero when nothing was ever seen. */
export function heldBalance(backstop: BackstopParams, asset: Bytes): BigInt {
  const balance = loadBackstopBalance(backstop.id, asset);
  return balance === null ? BigInt.zero() : balance.balance;
}
