import type { AttestationStateResolvers } from "../../generated/resolvers.ts";
import { optionalAmountOf } from "../amounts.ts";
import { lookUpOptional } from "../look-up.ts";

const COMMITMENT = "Only a commitment is published.";

/** Fields of `AttestationState` that are not plain properties of its parent. */
export const AttestationState: AttestationStateResolvers = {
  attester: ({ attestation }) => attestation.attester,
  backstop: (state, _, context) => lookUpOptional(context, "backstop", state, state.attestation.backstop),
  epoch: ({ attestation }) => attestation.epoch,
  assetsRoot: ({ attestation }) => attestation.assetsRoot,
  liabilitiesRoot: ({ attestation }) => attestation.liabilitiesRoot,
  assets: (state) => optionalAmountOf(state, state.attestation.assets, state.attestation.asset, COMMITMENT),
  liabilities: (state) =>
    optionalAmountOf(state, state.attestation.liabilities, state.attestation.asset, COMMITMENT),
  isVerified: ({ attestation }) => attestation.isVerified,
  transactionHash: ({ attestation }) => attestation.transactionHash,
  statedAt: ({ attestation }) => attestation.timestamp,
};
