import type { MutationResolvers } from "../../generated/resolvers.ts";

/** What a request can change: jobs, never the ledger. */
export const Mutation: MutationResolvers = {
  cancelJob: (_, { id }, { jobs }) => jobs.cancel(id),
};
