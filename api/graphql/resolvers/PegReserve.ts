import type { PegReserveResolvers } from "../../generated/resolvers.ts";
import { amountOf, scopedAmount } from "../amounts.ts";

/** Fields of `PegReserve` that are not plain properties of its parent. */
export const PegReserve: PegReserveResolvers = {
  balance: (reserve) => amountOf(reserve, reserve.balance.balance, reserve.balance.asset),
  capacityOut: (reserve) => scopedAmount(reserve, reserve.capacityOut),
};
