import type { StressNotEvaluatedResolvers } from "../../generated/resolvers.ts";

/** Fields of `StressNotEvaluated` that are not plain properties of its parent. */
export const StressNotEvaluated: StressNotEvaluatedResolvers = {
  trigger: ({ missing }) => missing.trigger,
  protocol: ({ missing, list }) =>
    missing.protocol === null ? null : (list.slugs.get(missing.protocol) ?? missing.protocol),
  subject: ({ missing }) => missing.subject,
  reason: ({ missing }) => missing.reason,
};
