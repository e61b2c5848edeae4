import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Deficit } from "../../generated/schema";
import { DeficitAction } from "../constants";
import { lesser } from "../math/lesser";
import { ordinalOf } from "../math/ordinal";
import { DeficitStep } from "../params/deficit-params";

/**
 * Changes a deficit. What would take it below zero, or queue more than is open, is not applied.
 *
 * @param amount - In units of the deficit's asset; `step.amount` or what its queue held.
 * @returns The part that was applied.
 */
export function applyDeficitStep(
  deficit: Deficit,
  step: DeficitStep,
  amount: BigInt,
  event: ethereum.Event,
): BigInt {
  deficit.updatedOrdinal = ordinalOf(event);
  if (step.action == DeficitAction.CREATED) return create(deficit, step, amount, event);
  if (step.action == DeficitAction.PENDING) return queue(deficit, amount);
  if (step.action == DeficitAction.UNPENDING) return unqueue(deficit, amount);
  return reduce(deficit, step, amount);
}

function create(deficit: Deficit, step: DeficitStep, amount: BigInt, event: ethereum.Event): BigInt {
  const isNew = deficit.open.isZero() && !amount.isZero();
  if (isNew) deficit.openSince = event.block.timestamp;
  deficit.open = deficit.open.plus(amount);
  deficit.created = deficit.created.plus(amount);
  deficit.lastCreatedTransaction = event.transaction.hash;
  deficit.lastCreatedAccount = step.account;
  deficit.lastCreatedAmount = amount;
  return amount;
}

function queue(deficit: Deficit, amount: BigInt): BigInt {
  const applied = lesser(amount, deficit.open.minus(deficit.pending));
  deficit.pending = deficit.pending.plus(applied);
  return applied;
}

function unqueue(deficit: Deficit, amount: BigInt): BigInt {
  const applied = lesser(amount, deficit.pending);
  deficit.pending = deficit.pending.minus(applied);
  return applied;
}

function reduce(deficit: Deficit, step: DeficitStep, amount: BigInt): BigInt {
  const payable = step.sparesPending ? deficit.open.minus(deficit.pending) : deficit.open;
  const applied = lesser(amount, payable);
  deficit.open = deficit.open.minus(applied);
  deficit.pending = lesser(deficit.pending, deficit.open);
  if (deficit.open.isZero()) deficit.openSince = null;
  if (step.action == DeficitAction.COVERED) deficit.covered = deficit.covered.plus(applied);
  else if (step.action == DeficitAction.SOCIALISED) deficit.socialised = deficit.socialised.plus(applied);
  else deficit.writtenOff = deficit.writtenOff.plus(applied);
  return applied;
}

/**
 * Returns what a deficit grew by earlier in the transaction of this log for one account; zero when it did not.
 * Only the last growth counts.
 *
 * @param deficit - Null when the market never had one.
 */
export function createdInTransaction(deficit: Deficit | null, account: Bytes, event: ethereum.Event): BigInt {
  if (deficit === null) return BigInt.zero();
  const transaction = deficit.lastCreatedTransaction;
  const defaulter = deficit.lastCreatedAccount;
  if (transaction === null || defaulter === null) return BigInt.zero();
  const isSame = transaction.equals(event.transaction.hash) && defaulter.equals(account);
  return isSame ? deficit.lastCreatedAmount : BigInt.zero();
}
