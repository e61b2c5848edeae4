import { computeReplay } from "../services/stress/replay/compute-replay.ts";
import { computeReverseStress } from "../services/stress/reverse/compute-reverse-stress.ts";
import { clustering } from "../stress/runs/reflexivity.ts";
import { tailRisk } from "../stress/tail/tail-risk.ts";
import type { Computation } from "./computation.ts";

/** What runs in worker threads, by kind of job; `api/services/jobs/job-inputs.ts` loads its input. */
export const COMPUTATIONS: Readonly<Record<string, Computation>> = {
  "event-clustering": clustering,
  replay: computeReplay,
  "reverse-stress": computeReverseStress,
  tail: tailRisk,
};
