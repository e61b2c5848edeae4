import { toValuation } from "../../domain/worth.ts";
import type { PoolMemberResolvers } from "../../generated/resolvers.ts";

/** Fields of `PoolMember` that are not plain properties of its parent. */
export const PoolMember: PoolMemberResolvers = { committed: ({ committed }) => toValuation(committed) };
