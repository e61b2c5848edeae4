import {
  type ReverseStress,
  type ReverseStressInput,
  runReverseStress,
} from "../../../stress/reverse/run-reverse-stress.ts";

/** Input of the computation, with what the answer names beside it. */
export type PreparedReverseStress = {
  readonly input: ReverseStressInput;
  /** First second of the last day of each window. */
  readonly ends: readonly number[];
  readonly params: Readonly<Record<string, number | string | bigint | null | readonly string[]>>;
};

/** A result with what an answer says of the book; plain data. */
export type ComputedReverseStress = ReverseStress & {
  /** Ids of the assets that move. */
  readonly assets: readonly string[];
  /** First second of the last day of the historical window that breaks first; null where none does. */
  readonly historicalEnd: bigint | null;
  readonly assumptions: readonly string[];
  readonly params: PreparedReverseStress["params"];
};

/** Computes what was prepared, in a request or in a worker thread. */
export function computeReverseStress(
  { input, ends, params }: PreparedReverseStress,
  onProgress?: (done: number) => void,
): ComputedReverseStress {
  const found = runReverseStress(input, onProgress);
  const end = found.historicalIndex === null ? null : (ends[found.historicalIndex] ?? null);
  return {
    ...{ ...found, params, assumptions: input.book.warnings },
    assets: input.factors.map((factor) => input.book.factors[factor]?.asset ?? ""),
    historicalEnd: end === null ? null : BigInt(end),
  };
}
