import type { CanonicalValue } from "../../domain/canonical-json.ts";
import type { BlockRef } from "../ports.ts";

/** Where a job stands. QUEUED and RUNNING jobs go on after a restart of the API. */
export type JobState = "QUEUED" | "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELLED";

/** What is to be computed: one kind of computation, for one block. */
export type JobRequest = {
  /** Name of the computation, such as `replay`. */
  readonly kind: string;
  readonly network: string;
  readonly block: Pick<BlockRef, "number" | "hash">;
  /** What the kind was asked for beside the block. */
  readonly args: CanonicalValue;
};

/** A long computation. */
export type Job = JobRequest & {
  /** Its calcId: the same computation is one job, whoever asks for it. */
  readonly id: string;
  readonly state: JobState;
  /** How often it was begun. */
  readonly attempts: number;
  /** Seconds since 1970-01-01 UTC. */
  readonly submittedAt: bigint;
  /** Start of the last attempt; null before the first. */
  readonly startedAt: bigint | null;
  /** End, whatever it was; null before. */
  readonly finishedAt: bigint | null;
  /** Why it failed, fit to be shown; null unless FAILED. */
  readonly error: string | null;
};

/** Says whether a job has ended. */
export function hasEnded({ state }: Pick<Job, "state">): boolean {
  return state !== "QUEUED" && state !== "RUNNING";
}
