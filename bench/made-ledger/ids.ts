/** A block number as hex of fixed length, so that ids sort as numbers do. */
export function hexOf(number: number, digits: number): string {
  return number.toString(16).padStart(digits, "0");
}

/** Hash of a block of the made ledger. */
export function blockHash(block: number): string {
  return `0x${hexOf(block, 64)}`;
}

/** Block of a hash that {@link blockHash} made. */
export function blockOfHash(hash: string): number {
  return Number.parseInt(hash.slice(-13), 16);
}

/** Ids of the things that every block touches. */
export const THINGS = {
  protocol: "0x6d616b6572",
  dai: "0x35d1b3f3d7966a1dfe207aa4514c12a259a0492b",
  ether: "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2",
  market: "0x6d616b65724554482d41",
  backstop: "0x6d616b6572a950524441892a31ebddf91d3ceefa04bf454466",
  balance: "0x6d616b6572a950524441892a31ebddf91d3ceefa04bf45446635d1b3f3d7966a1dfe207aa4514c12a259a0492b",
  deficit: "0x6d616b65724554482d4135d1b3f3d7966a1dfe207aa4514c12a259a0492b",
  feed: "0x81fe72b5a8d1a857d176c3e7d5bd2679a9b85763",
  flipper: "0xd8a04f5412223f513dc55f839574430f5ec15531",
  vow: "0xa950524441892a31ebddf91d3ceefa04bf454466",
} as const;

/** Id of the auction that starts and ends in a block. */
export function auctionId(block: number): string {
  return `${THINGS.flipper}${hexOf(block, 8)}`;
}
