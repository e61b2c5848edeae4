import { BigInt, ByteArray, Bytes } from "@graphprotocol/graph-ts";

/**
 * Writes a non-negative integer as the fewest big-endian bytes; zero is one zero byte.
 * Equal numbers give equal bytes, which `BigInt`'s own buffer does not promise.
 *
 * @example numberBytes(BigInt.fromI32(941)) // 0x03ad
 */
export function numberBytes(value: BigInt): Bytes {
  let length = value.length;
  while (length > 1 && value[length - 1] == 0) length--;
  const bytes = new Bytes(length > 0 ? length : 1);
  for (let i = 0; i < length; i++) bytes[length - 1 - i] = value[i];
  return bytes;
}

/**
 * Reads the 32-byte big-endian word that starts at `offset` as an unsigned integer.
 *
 * @returns The number; null when `bytes` ends before the word does.
 * @example wordAt(calldata, 4) // the first argument of a call
 */
export function wordAt(bytes: Bytes, offset: i32): BigInt | null {
  return bytes.length < offset + 32 ? null : changetype<BigInt>(reversedWord(bytes, offset, 33));
}

/**
 * Writes a word the other way round, followed by zeros up to `length` bytes. No loop, because graph-node meters every
 * branch.
 */
function reversedWord(bytes: Bytes, offset: i32, length: i32): ByteArray {
  const word = new ByteArray(length);
  const from = bytes.dataStart + offset;
  const to = word.dataStart;
  store<u64>(to, bswap(load<u64>(from, 24)));
  store<u64>(to, bswap(load<u64>(from, 16)), 8);
  store<u64>(to, bswap(load<u64>(from, 8)), 16);
  store<u64>(to, bswap(load<u64>(from)), 24);
  return word;
}

/**
 * Reads a 32-byte word as an address: its last 20 bytes.
 *
 * @example wordAddress(topic)
 */
export function wordAddress(word: Bytes): Bytes {
  return Bytes.fromUint8Array(word.subarray(12));
}

/**
 * Reads zero-padded text, such as a Maker ilk.
 *
 * @returns The text before the first zero byte.
 * @example wordText(Bytes.fromHexString("0x4554482d41" + "00".repeat(27))) // "ETH-A"
 */
export function wordText(word: Bytes): string {
  let length = 0;
  while (length < word.length && word[length] != 0) length++;
  return String.UTF8.decodeUnsafe(changetype<usize>(word.buffer) + word.byteOffset, length);
}

/**
 * Reads the 32-byte big-endian word that starts at `offset` as a signed integer.
 *
 * @returns The number; null when `bytes` ends before the word does.
 * @example signedWordAt(data, 128) // −18000000000000000000000
 */
export function signedWordAt(bytes: Bytes, offset: i32): BigInt | null {
  return bytes.length < offset + 32
    ? null
    : BigInt.fromSignedBytes(changetype<Bytes>(reversedWord(bytes, offset, 32)));
}

/**
 * Writes a non-negative integer as a 32-byte big-endian word.
 *
 * @example numberWord(BigInt.fromI32(941)) // 0x00…03ad
 */
export function numberWord(value: BigInt): Bytes {
  const digits = numberBytes(value);
  const word = new Bytes(32);
  for (let i = 0; i < digits.length; i++) word[32 - digits.length + i] = digits[i];
  return word;
}

/**
 * Reads an address as a number.
 *
 * @example addressNumber(Address.fromString("0x00000000000000000000000000000000000003ad")) // 941
 */
export function addressNumber(address: Bytes): BigInt {
  const digits = new ByteArray(address.length);
  for (let i = 0; i < address.length; i++) digits[address.length - 1 - i] = address[i];
  return BigInt.fromUnsignedBytes(digits);
}
