import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { wordAt } from "../../math/number-bytes";

/** Where the third argument stands in the calldata: after the selector and two words. */
const THIRD_ARGUMENT = 68;

/**
 * Arguments of a call that a Maker contract noted in an anonymous log.
 *
 * @see makerdao/dss 1.0.0 src/lib.sol: `data` is the calldata, cut or zero-padded to 224 bytes
 */
export class NotedCall {
  /** First argument. */
  first: BigInt;
  /** Second argument; zero where the call has none. */
  second: BigInt;
  /** Third argument; zero where the call has none, null when the calldata ends before it. */
  third: BigInt | null;

  constructor(arg1: Bytes, arg2: Bytes, data: Bytes) {
    this.first = wordOrZero(arg1);
    this.second = wordOrZero(arg2);
    this.third = wordAt(data, THIRD_ARGUMENT);
  }
}

function wordOrZero(topic: Bytes): BigInt {
  const word = wordAt(topic, 0);
  return word === null ? BigInt.zero() : word;
}
