import type { StressFactor, StressLayer } from "../../../stress/book/stress-book.ts";
import { type ReplayInput, type ReplayResult, runReplay } from "../../../stress/replay/run-replay.ts";
import type { BlockRef } from "../../ports.ts";

/** The input of a replay, and the block at which the prices of its episode were read. */
export type LoadedReplay = {
  readonly input: ReplayInput;
  /** Null without an episode. */
  readonly pricesBlock: BlockRef | null;
};

/** A result with what an answer says of the book and the scenario; plain data. */
export type ComputedReplay = ReplayResult & {
  /** Name of the scenario. */
  readonly name: ReplayInput["scenario"]["name"];
  readonly factors: readonly StressFactor[];
  /** The layers of the book, in the order in which they pay. */
  readonly bookLayers: readonly StressLayer[];
  readonly pricesBlock: BlockRef | null;
};

/** Replays what was loaded, in a request or in a worker thread. */
export function computeReplay(
  { input, pricesBlock }: LoadedReplay,
  onProgress?: (done: number) => void,
): ComputedReplay {
  const { scenario, book } = input;
  const about = { name: scenario.name, factors: book.factors, bookLayers: book.layers };
  return { ...runReplay(input, onProgress), ...about, pricesBlock };
}
