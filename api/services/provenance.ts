import { createHash } from "node:crypto";
import { type CanonicalValue, canonicalJson } from "../domain/canonical-json.ts";
import { type Completeness, completenessShare } from "../domain/completeness.ts";
import type { DecimalString } from "../domain/decimal-string.ts";
import { ENGINE_VERSION, METHODOLOGY_VERSION } from "../domain/versions.ts";
import type { View } from "./ports.ts";

/** How deep a block lies below the last indexed one. */
export type Finality = "LATEST" | "SAFE" | "FINALIZED";

/** Where and when a number holds, and what made it. */
export type Provenance = {
  readonly network: string;
  readonly blockNumber: bigint;
  readonly blockHash: string;
  /** Seconds since 1970-01-01 UTC. */
  readonly blockTime: bigint;
  readonly finality: Finality;
  readonly calcId: string;
  readonly engineVersion: string;
  readonly methodologyVersion: string;
  /** Share of the required inputs that were present, in [0, 1]. */
  readonly inputCompleteness: DecimalString;
  readonly warnings: readonly string[];
};

/** What was computed. */
export type Calculation = {
  /** Metric id, or `list/<entity>`. */
  readonly metric: string;
  readonly params: CanonicalValue;
  readonly completeness?: Completeness;
};

/** Ethereum justifies after one epoch of 32 slots. */
const SAFE_DEPTH = 32n;
/** Blocks below the head from which on a block is final on Ethereum: two epochs. */
export const FINAL_DEPTH = 64n;
const COMPLETE: Completeness = { required: 0, present: 0 };

/**
 * States where a number comes from.
 *
 * @param warnings - What a reader must know about the inputs, in a fixed order.
 */
export function provenanceOf(view: View, calculation: Calculation, warnings: readonly string[]): Provenance {
  return {
    network: view.network,
    blockNumber: view.block.number,
    blockHash: view.block.hash,
    blockTime: view.block.timestamp,
    finality: finalityOf(view),
    calcId: calcId(view, calculation),
    engineVersion: ENGINE_VERSION,
    methodologyVersion: METHODOLOGY_VERSION,
    inputCompleteness: completenessShare(calculation.completeness ?? COMPLETE),
    warnings,
  };
}

/**
 * Names a computation by its content: SHA-256 over metric, parameters, network, block hash and engine version,
 * as canonical JSON. The block hash stands for all inputs, because the ledger at a block is a function of the chain.
 *
 * @returns 64 hex digits.
 */
export function calcId(view: Pick<View, "network" | "block">, { metric, params }: Calculation): string {
  const content = canonicalJson({
    metric,
    params,
    network: view.network,
    blockHash: view.block.hash,
    engineVersion: ENGINE_VERSION,
    methodologyVersion: METHODOLOGY_VERSION,
  });
  return createHash("sha256").update(content).digest("hex");
}

function finalityOf({ block, head }: View): Finality {
  const depth = head.number - block.number;
  if (depth >= FINAL_DEPTH) return "FINALIZED";
  return depth >= SAFE_DEPTH ? "SAFE" : "LATEST";
}
