import type { Fact } from "./fact.ts";

/** A parameter of a protocol was set. */
export type ParameterChange = Fact & {
  readonly contract: string;
  /** Null for parameters of the whole protocol. */
  readonly market: string | null;
  /** The contract's own name of the parameter. */
  readonly name: string;
  /** In the contract's own unit; null when it is not a number. */
  readonly value: bigint | null;
  /** Null when it was never seen. */
  readonly previous: bigint | null;
  /** New value as bytes; null when it is a number. */
  readonly raw: string | null;
  /** Seconds since 1970-01-01 UTC; null when the event does not tell. */
  readonly proposedAt: bigint | null;
};

/** Somebody stated, with or without proof, what a protocol holds and owes. */
export type Attestation = Fact & {
  readonly backstop: string | null;
  readonly attester: string;
  readonly epoch: bigint | null;
  readonly assetsRoot: string | null;
  readonly liabilitiesRoot: string | null;
  /** Stated total in units of `asset`; null when only a commitment is published. */
  readonly assets: bigint | null;
  /** Stated total in units of `asset`; null when only a commitment is published. */
  readonly liabilities: bigint | null;
  /** Null when no totals are stated. */
  readonly asset: string | null;
  /** True when a verifier contract checked the proof on chain. */
  readonly isVerified: boolean;
};
