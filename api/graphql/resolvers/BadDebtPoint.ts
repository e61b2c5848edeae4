import type { BadDebtPointResolvers } from "../../generated/resolvers.ts";
import { amountOf } from "../amounts.ts";

/** Fields of `BadDebtPoint` that are not plain properties of its parent. */
export const BadDebtPoint: BadDebtPointResolvers = {
  day: ({ from }) => from,
  created: (point) => amountOf(point, point.created, point.asset),
  covered: (point) => amountOf(point, point.covered, point.asset),
  socialised: (point) => amountOf(point, point.socialised, point.asset),
  writtenOff: (point) => amountOf(point, point.writtenOff, point.asset),
  openAtEnd: (point) => amountOf(point, point.openAtEnd, point.asset),
  pendingAtEnd: (point) => amountOf(point, point.pendingAtEnd, point.asset),
};
