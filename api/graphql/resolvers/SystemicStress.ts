import type { SystemicStressResolvers } from "../../generated/resolvers.ts";
import { seconds, secondsOrNull } from "../seconds.ts";

/** Fields of `SystemicStress` that are not plain properties of its parent. */
export const SystemicStress: SystemicStressResolvers = {
  id: ({ group }) => group.id,
  start: ({ group }) => seconds(group.start),
  end: ({ group }) => secondsOrNull(group.end),
  triggers: ({ group }) => [...group.triggers],
  protocols: ({ group, list }) => group.protocols.map((id) => list.slugs.get(id) ?? id).sort(),
  members: ({ group, list }) => group.members.map((episode) => ({ episode, list })),
};
