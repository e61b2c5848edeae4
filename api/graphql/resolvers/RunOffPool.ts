import type { RunOffPoolResolvers } from "../../generated/resolvers.ts";
import { amountOf } from "../amounts.ts";
import { lookUpOptional } from "../look-up.ts";

/** Fields of `RunOffPool` that are not plain properties of its parent. */
export const RunOffPool: RunOffPoolResolvers = {
  backstop: (parent, _, context) => lookUpOptional(context, "backstop", parent, parent.pool.backstop),
  market: (parent, _, context) => lookUpOptional(context, "market", parent, parent.pool.market),
  claims: (parent) => amountOf(parent, parent.pool.claims, parent.pool.asset),
  liquid: (parent) => amountOf(parent, parent.pool.liquid, parent.pool.asset),
  queued: (parent) => amountOf(parent, parent.pool.queued, parent.pool.asset),
  cooldownSeconds: ({ pool }) => pool.cooldown,
  survivalSeconds: ({ survival }) => survival,
  depositors: ({ concentration }) => concentration,
};
