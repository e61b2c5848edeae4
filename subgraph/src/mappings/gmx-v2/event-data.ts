import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";

/** Places of the kinds of values in `EventUtils.EventLogData`. */
const ADDRESSES: i32 = 0;
const UINTS: i32 = 1;
const INTS: i32 = 2;
const BOOLS: i32 = 3;
const BYTES32S: i32 = 4;
const STRINGS: i32 = 6;

/**
 * The named values that an event of GMX carries. Every kind of value has a list of pairs of key and value; lists grew
 * over the versions, so values are found by key and never by place.
 */
export class EventData {
  constructor(private data: ethereum.Tuple) {}

  /** Returns an unsigned value; null when the event has no such key. */
  uint(key: string): BigInt | null {
    const value = this.find(UINTS, key);
    return value === null ? null : value.toBigInt();
  }

  /** Returns a signed value; null when the event has no such key. */
  int(key: string): BigInt | null {
    const value = this.find(INTS, key);
    return value === null ? null : value.toBigInt();
  }

  /** Returns an address; null when the event has no such key. */
  address(key: string): Address | null {
    const value = this.find(ADDRESSES, key);
    return value === null ? null : value.toAddress();
  }

  /** Returns 32 bytes; null when the event has no such key. */
  bytes32(key: string): Bytes | null {
    const value = this.find(BYTES32S, key);
    return value === null ? null : value.toBytes();
  }

  /** Returns a text; null when the event has no such key. */
  text(key: string): string | null {
    const value = this.find(STRINGS, key);
    return value === null ? null : value.toString();
  }

  /** Returns whether a value is true; false when the event has no such key. */
  isTrue(key: string): bool {
    const value = this.find(BOOLS, key);
    return value !== null && value.toBoolean();
  }

  private find(kind: i32, key: string): ethereum.Value | null {
    const items = this.data[kind].toTuple()[0].toArray();
    for (let i = 0; i < items.length; i++) {
      const pair = items[i].toTuple();
      if (pair[0].toString() == key) return pair[1];
    }
    return null;
  }
}
