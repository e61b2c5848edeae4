import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { WithdrawalRequest } from "../../generated/schema";
import { withdrawalRequestId } from "../ids";
import { ordinalOf } from "../math/ordinal";
import { BackstopParams } from "../params/backstop-params";
import { loadOrCreateBackstop } from "./backstop";

/**
 * Returns what a provider has asked back from a backstop; null when the provider never asked.
 *
 * @param key - Number of the request; empty where the protocol has none.
 */
export function loadWithdrawalRequest(backstop: Bytes, account: Bytes, key: Bytes): WithdrawalRequest | null {
  return WithdrawalRequest.load(withdrawalRequestId(backstop, account, key));
}

/**
 * Returns what a provider has asked back from a backstop, making it at zero when it is new.
 *
 * @param key - Number of the request; empty where the protocol has none.
 */
export function loadOrCreateWithdrawalRequest(
  backstop: BackstopParams,
  account: Bytes,
  key: Bytes,
  event: ethereum.Event,
): WithdrawalRequest {
  const known = loadWithdrawalRequest(backstop.id, account, key);
  if (known != null) return known;
  const request = new WithdrawalRequest(withdrawalRequestId(backstop.id, account, key));
  request.backstop = loadOrCreateBackstop(backstop, event).id;
  request.account = account;
  request.shares = BigInt.zero();
  request.requestedAt = event.block.timestamp;
  request.createdOrdinal = ordinalOf(event);
  request.updatedOrdinal = request.createdOrdinal;
  request.save();
  return request;
}
