import type { MetricDefinitionResolvers } from "../../generated/resolvers.ts";

/** Fields of `MetricDefinition` that are not plain properties of its parent. */
export const MetricDefinition: MetricDefinitionResolvers = {
  name: ({ title }) => title,
  source: ({ sources }) => [...sources],
};
