import { setImmediate } from "node:timers/promises";
import type { Steps } from "../../options/drain.ts";

/** Runs a computation that stops now and then, and lets other requests pass at each stop. */
export async function inSteps<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await setImmediate();
  }
}
