import { EVENT_CLUSTERING_JOB, loadEventClusteringJob } from "./event-clustering-job.ts";
import type { LoadInput } from "./job-input.ts";
import { loadReplayJob, REPLAY_JOB } from "./replay-job.ts";
import { loadReverseStressJob, REVERSE_STRESS_JOB } from "./reverse-stress-job.ts";
import { loadTailJob, TAIL_JOB } from "./tail-job.ts";

/** Loaders by kind of job; `api/jobs/computations.ts` has the computations. */
export const JOB_INPUTS: Readonly<Record<string, LoadInput>> = {
  [EVENT_CLUSTERING_JOB]: loadEventClusteringJob,
  [REPLAY_JOB]: loadReplayJob,
  [REVERSE_STRESS_JOB]: loadReverseStressJob,
  [TAIL_JOB]: loadTailJob,
};
