import type { MutationResolvers } from "../../generated/resolvers.ts";
import { submitEventClustering } from "../../services/jobs/event-clustering-job.ts";
import { submitReplay } from "../../services/jobs/replay-job.ts";
import { submitReverseStress } from "../../services/jobs/reverse-stress-job.ts";
import { submitTail } from "../../services/jobs/tail-job.ts";

/** What a request can change: jobs, never the ledger. */
export const Mutation: MutationResolvers = {
  submitReplay: (_, args, { session, jobs }) => submitReplay(session, jobs, args),
  submitReverseStress: (_, args, { session, jobs }) => submitReverseStress(session, jobs, args),
  submitEventClustering: (_, args, { session, jobs }) => submitEventClustering(session, jobs, args),
  submitTail: (_, args, { session, series, jobs }) => submitTail(session, series, jobs, args),
  cancelJob: (_, { id }, { jobs }) => jobs.cancel(id),
};
