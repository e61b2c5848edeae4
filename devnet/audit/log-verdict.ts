import { decodeAbiParameters, type Hex } from "viem";
import { isOfEvent, type RecordedEvent } from "../history/record/recorded-source.ts";

/** A log of an indexed contract. */
export interface AuditedLog {
  /** Lower-case. */
  readonly address: Hex;
  readonly topics: readonly Hex[];
  readonly data: Hex;
}

/**
 * What becomes of a log in the index: a handler reads it; no handler asks for its first topic; or a handler asks for
 * it and graph-node drops it without a word, because topics or data are not those of the event.
 */
export type LogVerdict = "READ" | "NOT_READ" | "UNDECODABLE";

/** Judges a log by the events that the subgraph reads of its contract. */
export function logVerdict(events: readonly RecordedEvent[], log: AuditedLog): LogVerdict {
  const asked = events.filter((event) => isOfEvent(event, log));
  if (asked.length === 0) return "NOT_READ";
  return asked.some((event) => isDecodable(event, log)) ? "READ" : "UNDECODABLE";
}

function isDecodable({ abi }: RecordedEvent, { topics, data }: AuditedLog): boolean {
  const isAnonymous = abi.anonymous === true;
  const indexed = abi.inputs.filter((input) => input.indexed).length + (isAnonymous ? 0 : 1);
  if (topics.length !== indexed) return false;
  const inData = abi.inputs.filter((input) => !input.indexed);
  if (inData.length === 0) return true;
  try {
    decodeAbiParameters(inData, data);
    return true;
  } catch {
    return false;
  }
}
