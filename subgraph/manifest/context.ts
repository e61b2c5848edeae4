import type { SourceConfig } from "./network.ts";
import type { ContextType } from "./protocol-definition.ts";

type Value = SourceConfig["context"][string];

/** A data source's context lacks a fact, has one too many, or has one of the wrong type. */
export class ContextError extends Error {
  override readonly name = "ContextError";

  constructor(source: string, key: string, expected: string, value: Value | undefined) {
    const came = value === undefined ? "nothing" : JSON.stringify(value);
    super(
      `Expected the context of "${source}" to hold ${expected} as "${key}", got ${came}. Mend the network file.`,
    );
  }
}

const BYTES = /^0x([0-9a-fA-F]{2})+$/;

const CHECKS: Record<ContextType, (value: Value) => boolean> = {
  String: (value) => typeof value === "string",
  Bytes: (value) => typeof value === "string" && BYTES.test(value),
  Int: (value) => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31,
  Bool: (value) => typeof value === "boolean",
};

/** One typed value of a context, as the manifest writes it. */
export interface ContextEntry {
  readonly type: ContextType;
  readonly data: Value;
}

/**
 * Types a source's context by what its contract asks for. Byte strings become lower case.
 *
 * @param source - Name of the data source, for messages.
 * @param expected - Types by key; a key that ends in `?` may be absent.
 * @throws {ContextError} on a missing, unknown or ill-typed value.
 */
export function dataSourceContext(
  source: string,
  expected: Readonly<Record<string, ContextType>>,
  values: SourceConfig["context"],
): Record<string, ContextEntry> {
  const types = Object.entries(expected).map(([key, type]) => [key.replace("?", ""), type] as const);
  const stray = Object.keys(values).find((key) => !types.some(([known]) => known === key));
  if (stray !== undefined) throw new ContextError(source, stray, "nothing", values[stray]);
  const entries = types.flatMap(([key, type]) => {
    const value = values[key];
    if (value === undefined && `${key}?` in expected) return [];
    if (value === undefined || !CHECKS[type](value)) throw new ContextError(source, key, type, value);
    const data = type === "Bytes" ? String(value).toLowerCase() : value;
    return [[key, { type, data }] as const];
  });
  return Object.fromEntries(entries);
}
