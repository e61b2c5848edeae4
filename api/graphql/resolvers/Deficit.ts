import type { DeficitResolvers } from "../../generated/resolvers.ts";
import { amountOf } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `Deficit` that are not plain properties of its parent. */
export const Deficit: DeficitResolvers = {
  protocol: (deficit, _, context) => lookUp(context, "protocol", deficit, deficit.protocol),
  market: (deficit, _, context) => lookUp(context, "market", deficit, deficit.market),
  asset: (deficit, _, context) => lookUp(context, "asset", deficit, deficit.asset),
  open: (deficit) => amountOf(deficit, deficit.open, deficit.asset),
  pending: (deficit) => amountOf(deficit, deficit.pending, deficit.asset),
  created: (deficit) => amountOf(deficit, deficit.created, deficit.asset),
  covered: (deficit) => amountOf(deficit, deficit.covered, deficit.asset),
  socialised: (deficit) => amountOf(deficit, deficit.socialised, deficit.asset),
  writtenOff: (deficit) => amountOf(deficit, deficit.writtenOff, deficit.asset),
};
