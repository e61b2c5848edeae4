import type { SkippedEventResolvers } from "../../generated/resolvers.ts";
import { factFields } from "../fact-fields.ts";

/** Fields of `SkippedEvent` that are not plain properties of its parent. */
export const SkippedEvent: SkippedEventResolvers = { ...factFields };
