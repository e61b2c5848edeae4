import type { Computation } from "./computation.ts";

/** What runs in worker threads, by kind of job; the service of a kind loads its input. */
export const COMPUTATIONS: Readonly<Record<string, Computation>> = {};
