import { type Hex, keccak256, numberToHex, slice } from "viem";

const FRACTION = 1_000_000n;

/** One whole unit of 18 decimals. */
export const WAD = 10n ** 18n;
/** Ratio that turns 18 decimals into Maker's 45. */
export const RAY = 10n ** 27n;

/** Returns a number of 256 bits that looks random and is the same in every run. */
function noise(index: number, salt: string): bigint {
  return BigInt(keccak256(`0x${Buffer.from(`${salt} ${index}`).toString("hex")}`));
}

/**
 * Returns an amount between `low` and `high`, the same in every run.
 *
 * @param index - Number of the story.
 * @param salt - Tells amounts of one story apart.
 */
export function amount(index: number, salt: string, [low, high]: readonly [bigint, bigint]): bigint {
  return low + (noise(index, salt) % (high - low));
}

/** Returns whether the story belongs to the given share (0 to 1) of all; the same in every run. */
export function happens(index: number, salt: string, share: number): boolean {
  return noise(index, salt) % FRACTION < BigInt(Math.round(share * Number(FRACTION)));
}

/** Returns one of `count` accounts, the same in every run. */
export function account(index: number, salt: string, count: number): Hex {
  const which = noise(index, salt) % BigInt(count);
  return slice(keccak256(numberToHex(which + 1n, { size: 32 })), 12);
}
