import type { BlockRange, Tally, TextRow } from "./tally.ts";

/** Where the copy of one network stands. */
export interface Stand {
  /** Last block that the copy holds completely. */
  readonly block: bigint;
  /** 0x-prefixed lower-case hash. */
  readonly hash: string;
  /** State rows are those of this block; usually the same one. */
  readonly stateBlock: bigint;
  /** Content hash or path of the deployment that it was read from. */
  readonly deployment: string;
}

/** Some rows of one entity of one network: facts of these blocks, or state rows that were created in them. */
export interface Part {
  readonly network: string;
  /** Name of the entity, such as `FundFlow`. */
  readonly entity: string;
  readonly range: BlockRange;
}

/** A tally of a copy, and where the copy stood at that moment. */
export interface CopyTally {
  readonly stand: Stand;
  readonly tally: Tally;
}

/** The copy of a ledger that is to be verified. */
export interface LedgerCopy {
  /** Names of the networks that it holds. */
  networks(): Promise<readonly string[]>;
  /** Where a network's copy stands; null when it holds nothing of it. */
  stand(network: string): Promise<Stand | null>;
  /** Adds up a part. */
  tally(part: Part): Promise<CopyTally>;
  /** The first rows of a part by id. */
  rows(part: Part, limit: number): Promise<readonly TextRow[]>;
}

/** A copy cannot be verified; the message says what to do next. */
export class VerifyError extends Error {
  override readonly name = "VerifyError";
}
