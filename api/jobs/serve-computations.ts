import { parentPort } from "node:worker_threads";
import { SeawallError } from "../domain/errors.ts";
import type { Computation, OnProgress, ThreadAnswer, ThreadRequest } from "./computation.ts";

/** Milliseconds between two reports of progress. */
const REPORT_MS = 100;

/** Makes this worker thread run computations that it is asked for, one after another. */
export function serveComputations(computations: Readonly<Record<string, Computation>>): void {
  const port = parentPort;
  if (port === null) throw new Error("Expected to run in a worker thread.");
  const answer = (message: ThreadAnswer): void => port.postMessage(message);
  port.on("message", ({ kind, input }: ThreadRequest) => {
    try {
      const compute = computations[kind];
      if (compute === undefined) throw new Error(`Expected a known kind of computation, got "${kind}".`);
      answer({ type: "result", result: compute(input, reporter(answer)) });
    } catch (error) {
      answer({ type: "error", message: messageOf(error), isShown: error instanceof SeawallError });
    }
  });
}

function reporter(answer: (message: ThreadAnswer) => void): OnProgress {
  let last = Date.now();
  return (done) => {
    const now = Date.now();
    if (now - last < REPORT_MS) return;
    last = now;
    answer({ type: "progress", done });
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
