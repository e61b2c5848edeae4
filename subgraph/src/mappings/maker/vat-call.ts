import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { signedWordAt, wordAddress } from "../../math/number-bytes";

/** Where the first argument stands in the calldata: after the selector. */
const FIRST_ARGUMENT = 4;

/**
 * Arguments of a call that the Vat noted, by their place from 0.
 *
 * @see makerdao/dss 1.0.0 src/vat.sol: `data` is the calldata, cut or zero-padded to 224 bytes
 */
export class VatCall {
  constructor(private data: Bytes) {}

  /** Returns a signed argument; null when the calldata ends before it. */
  signed(place: i32): BigInt | null {
    return signedWordAt(this.data, FIRST_ARGUMENT + place * 32);
  }

  /** Returns an address; null when the calldata ends before it. */
  address(place: i32): Bytes | null {
    const start = FIRST_ARGUMENT + place * 32;
    if (this.data.length < start + 32) return null;
    return wordAddress(Bytes.fromUint8Array(this.data.subarray(start, start + 32)));
  }
}
