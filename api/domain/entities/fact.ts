/** Something that happened on chain, written once. Ids, hashes and addresses are lower-case hex with `0x`. */
export type Fact = {
  readonly network: string;
  readonly id: string;
  /** blockNumber * 2^20 + logIndex. */
  readonly ordinal: bigint;
  readonly blockNumber: bigint;
  readonly blockHash: string;
  /** Of the block, seconds since 1970-01-01 UTC. */
  readonly timestamp: bigint;
  readonly transactionHash: string;
  readonly logIndex: number;
  /** Id of the protocol: UTF-8 bytes of its slug. */
  readonly protocol: string;
};

/** Something that exists from its first event on. */
export type State = {
  readonly network: string;
  readonly id: string;
  /** Ordinal of the event that first named it. */
  readonly createdOrdinal: bigint;
};
