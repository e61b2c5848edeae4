import type { SeriesResolvers } from "../../generated/resolvers.ts";
import { lookUpOptional } from "../look-up.ts";

/** Fields of `Series` that are not plain properties of its parent. */
export const Series: SeriesResolvers = {
  definition: ({ query }) => query.metric.definition,
  subject: ({ subject }) => subject.id,
  subjectKind: ({ subject }) => subject.kind,
  asset: (series, _, context) => lookUpOptional(context, "asset", series, series.query.params.asset),
  bucket: ({ query }) => query.bucket,
  rollUp: ({ query }) => query.rollUp,
  fill: ({ query }) => query.fill,
};
