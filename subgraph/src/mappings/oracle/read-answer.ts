import { Address, BigInt, ethereum } from "@graphprotocol/graph-ts";
import { PriceStatus } from "../../constants";
import { AnswerParams } from "../../params/answer-params";
import { PriceFeedParams } from "../../params/price-feed-params";

/** Bits of a proxy's round number below the number of the phase. */
const PHASE_OFFSET: u8 = 64;

/** Values of `AnswerUpdated`, which every aggregator of Chainlink's interface emits. */
export class Answer {
  /**
   * @param current - In the feed's units; zero or less is no price.
   * @param updatedAt - Time of the answer, seconds.
   */
  constructor(
    public current: BigInt,
    public round: BigInt,
    public updatedAt: BigInt,
  ) {}
}

/** Returns the seconds between a feed's own time and the block; −1 when the feed states no time up to the block's. */
export function ageOf(event: ethereum.Event, updatedAt: BigInt): i32 {
  const now = event.block.timestamp;
  return updatedAt.isZero() || updatedAt.gt(now) ? -1 : now.minus(updatedAt).toI32();
}

/** Returns the status of a value: one older than the feed's heartbeat is stale. */
export function statusOf(isValid: bool, age: i32, heartbeat: i32): string {
  if (!isValid) return PriceStatus.INVALID;
  return heartbeat >= 0 && age > heartbeat ? PriceStatus.STALE : PriceStatus.OK;
}

/**
 * Reads an answer.
 *
 * @param phase - Place of the aggregator among those of its proxy, 0 where it has none. The proxy puts it above the
 *   aggregator's round number (AggregatorProxy.sol, addPhase), and so does the observation.
 */
export function readAnswer(
  event: ethereum.Event,
  protocol: string,
  log: string,
  feed: PriceFeedParams,
  answer: Answer,
  phase: i32,
): AnswerParams {
  const isValid = answer.current.gt(BigInt.zero());
  const age = ageOf(event, answer.updatedAt);
  const status = statusOf(isValid, age, feed.heartbeat);
  const price: BigInt | null = isValid ? answer.current : null;
  const params = new AnswerParams(protocol, log, feed, event.address, price, status);
  params.round = BigInt.fromI32(phase).leftShift(PHASE_OFFSET).plus(answer.round);
  params.age = age;
  params.phase = phase;
  return params;
}

/** Returns whether an address names a contract at all. */
export function isSet(address: Address): bool {
  return !address.equals(Address.zero());
}
