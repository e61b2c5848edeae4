import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { wordAddress, wordAt } from "../../math/number-bytes";
import { isEvent } from "../is-event";

const TRANSFER = "Transfer(address,address,uint256)";
const ABSORB_COLLATERAL = "AbsorbCollateral(address,address,address,uint256,uint256)";

/** Logs that a Transfer of the Comet may belong to, by signature, with the topic that names the account. */
const PARENTS = [
  "Supply(address,address,uint256)",
  "Withdraw(address,address,uint256)",
  "AbsorbDebt(address,address,uint256,uint256)",
];
const PARENT_TOPICS: Array<i32> = [2, 1, 2];

/** Collateral of one token that was taken from a borrower. */
export class Seizure {
  constructor(
    public asset: Bytes,
    public amount: BigInt,
  ) {}
}

/**
 * Returns the part of a log that is supply: what the Comet's Transfer right after it mints to an account (from zero) or
 * burns of it (to zero). The Comet emits none where supply is not touched (contracts/Comet.sol, supplyBase, withdrawBase,
 * absorbInternal).
 *
 * @returns In base tokens; zero where no such Transfer follows.
 */
export function supplyPart(event: ethereum.Event, from: Address, to: Address): BigInt {
  const log = neighbour(event, 1);
  if (log === null || log.topics.length != 3 || !isEvent(log, TRANSFER)) return BigInt.zero();
  if (!wordAddress(log.topics[1]).equals(from) || !wordAddress(log.topics[2]).equals(to))
    return BigInt.zero();
  const amount = wordAt(log.data, 0);
  return amount === null ? BigInt.zero() : amount;
}

/** Returns whether a Transfer is a part of the log right before it, which accounts for it. */
export function isPartOfOther(event: ethereum.Event, account: Address): bool {
  const log = neighbour(event, -1);
  if (log === null || log.topics.length != 3) return false;
  for (let i = 0; i < PARENTS.length; i++) {
    if (isEvent(log, PARENTS[i])) return wordAddress(log.topics[PARENT_TOPICS[i]]).equals(account);
  }
  return false;
}

/** Returns what was taken from a borrower earlier in the transaction; AbsorbCollateral comes before AbsorbDebt. */
export function seizuresOf(event: ethereum.Event, borrower: Address): Array<Seizure> {
  const seizures: Array<Seizure> = [];
  const receipt = event.receipt;
  if (receipt === null) return seizures;
  for (let i = 0; i < receipt.logs.length; i++) {
    const log = receipt.logs[i];
    if (log.logIndex.ge(event.logIndex) || !log.address.equals(event.address)) continue;
    if (log.topics.length != 4 || !isEvent(log, ABSORB_COLLATERAL)) continue;
    const amount = wordAt(log.data, 0);
    if (amount === null || !wordAddress(log.topics[2]).equals(borrower)) continue;
    seizures.push(new Seizure(wordAddress(log.topics[3]), amount));
  }
  return seizures;
}

/** The log of the same contract that stands next to an event; null when there is none. */
function neighbour(event: ethereum.Event, distance: i32): ethereum.Log | null {
  const receipt = event.receipt;
  if (receipt === null) return null;
  const index = event.logIndex.plus(BigInt.fromI32(distance));
  for (let i = 0; i < receipt.logs.length; i++) {
    const log = receipt.logs[i];
    if (log.logIndex.equals(index)) return log.address.equals(event.address) ? log : null;
  }
  return null;
}
