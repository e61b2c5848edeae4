import type { ReconciliationResolvers } from "../../generated/resolvers.ts";

/** Fields of `Reconciliation` that are not plain properties of its parent. */
export const Reconciliation: ReconciliationResolvers = {
  id: ({ network, run, line }) => `${network}/${run}/${line}`,
  checkedAt: ({ run }) => run / 1000n,
  isOnChain: async ({ network, lastBlock }, _, { session }) => {
    const known = await session.reader.blockAtOrBelow(network, lastBlock.number);
    return known?.number === lastBlock.number ? known.hash === lastBlock.hash : null;
  },
};
