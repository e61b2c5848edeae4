import type { Condition } from "./ports.ts";

/** Keeps the rows of one protocol, by its id. */
export function ofProtocol(id: string): Condition {
  return { field: "protocol", operator: "in", values: [id] };
}

/** Keeps the facts of blocks from a moment on, seconds since 1970-01-01 UTC. */
export function since(from: bigint): Condition {
  return { field: "timestamp", operator: "atLeast", value: from };
}

/** Keeps the rows whose field holds one of these names. */
export function oneOf(field: string, values: readonly string[]): Condition {
  return { field, operator: "in", values };
}
