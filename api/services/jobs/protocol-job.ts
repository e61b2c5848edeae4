import type { CanonicalValue } from "../../domain/canonical-json.ts";
import { loadSolvency, type SolvencyScope } from "../solvency.ts";
import type { JobScope } from "./job-input.ts";

/** What every job about the book of one protocol is asked for, beside its block. */
export type ProtocolJobArguments = {
  /** Slug. */
  readonly protocol: string;
  readonly maxPriceAgeSeconds: number | null;
};

/**
 * Loads the book that a job is about.
 *
 * @throws {UnknownEntityError} when the ledger does not know the protocol at that block.
 */
export function loadJobScope(
  { session, view }: Pick<JobScope, "session" | "view">,
  args: ProtocolJobArguments,
): Promise<SolvencyScope> {
  const asOf = { blockHash: view.block.hash };
  return loadSolvency(session, { ...args, network: view.network, asOf });
}

/** Takes the arguments that every such job has from a request. */
export function protocolJobArguments(request: {
  readonly protocol: string;
  readonly maxPriceAgeSeconds?: number | null | undefined;
}): ProtocolJobArguments {
  return { protocol: request.protocol, maxPriceAgeSeconds: request.maxPriceAgeSeconds ?? null };
}

/** Reads the arguments of a job back; they are what the submission kept. */
export function argumentsOf<T>(args: CanonicalValue): T {
  return args as T;
}
