import { canonicalJson } from "../../domain/canonical-json.ts";
import type { JobResolvers } from "../../generated/resolvers.ts";
import { eventClusteringOfJob } from "../../services/jobs/event-clustering-job.ts";
import { replayOfJob } from "../../services/jobs/replay-job.ts";
import { reverseStressOfJob } from "../../services/jobs/reverse-stress-job.ts";
import { tailOfJob } from "../../services/jobs/tail-job.ts";

/** Fields of `Job` that are not plain properties of its parent. */
export const Job: JobResolvers = {
  progress: (job, _, { jobs }) => jobs.progress(job),
  blockNumber: ({ block }) => block.number,
  blockHash: ({ block }) => block.hash,
  replay: (job, _, { session, jobs }) => replayOfJob(session, jobs, job),
  reverseStress: (job, _, { session, jobs }) => reverseStressOfJob(session, jobs, job),
  eventClustering: (job, _, { jobs }) => eventClusteringOfJob(jobs, job),
  tail: (job, _, { jobs }) => tailOfJob(jobs, job),
  arguments: ({ args }) => canonicalJson(args),
};
