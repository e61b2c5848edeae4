import { canonicalJson } from "../../domain/canonical-json.ts";
import type { JobResolvers } from "../../generated/resolvers.ts";

/** Fields of `Job` that are not plain properties of its parent. */
export const Job: JobResolvers = {
  progress: (job, _, { jobs }) => jobs.progress(job),
  blockNumber: ({ block }) => block.number,
  blockHash: ({ block }) => block.hash,
  arguments: ({ args }) => canonicalJson(args),
};
