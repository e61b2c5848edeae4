import type { PauseLatencyResolvers } from "../../generated/resolvers.ts";

/** Fields of `PauseLatency` that are not plain properties of its parent. */
export const PauseLatency: PauseLatencyResolvers = {
  subject: ({ pause }) => pause.subject,
  pausedAt: ({ pause }) => pause.timestamp,
  cause: ({ pause }) => pause.reason,
  transactionHash: ({ pause }) => pause.transactionHash,
};
