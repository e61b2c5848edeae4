import { InvalidRequestError } from "../domain/errors.ts";
import { endOrdinal, firstOrdinal } from "../domain/ordinal.ts";
import type { ListFields } from "./list-fields.ts";
import type { Condition } from "./ports.ts";

/** Every filter that any list offers; each list's input type offers a part of them. */
export type LedgerFilter = {
  /** Slug, such as `maker`. */
  readonly protocol?: string | null | undefined;
  /** Id, or name such as `ETH-A`. */
  readonly market?: string | null | undefined;
  /** Id, or name. */
  readonly backstop?: string | null | undefined;
  /** Block range, both ends included. */
  readonly fromBlock?: bigint | null | undefined;
  readonly toBlock?: bigint | null | undefined;
  /** Time range in seconds: from included, to excluded. */
  readonly from?: bigint | null | undefined;
  readonly to?: bigint | null | undefined;
  /** Fields compared for equality: one text or a list of which one must match. */
  readonly [field: string]: string | bigint | boolean | readonly string[] | null | undefined;
};

const SPECIAL = new Set(["protocol", "market", "backstop", "fromBlock", "toBlock", "from", "to"]);
const HEX = /^0x[0-9a-f]*$/i;

/**
 * Turns a filter into conditions; absent and null filters do not restrict.
 *
 * @param fields - Where the rows keep their time and protocol.
 * @throws {InvalidRequestError} when a list of values is empty or a range is reversed.
 */
export function filterConditions(filter: LedgerFilter, { time, protocol }: ListFields): Condition[] {
  return [
    ...text(filter.protocol, (slug) => ({ field: protocol, operator: "in", values: [protocolId(slug)] })),
    ...text(filter.market, (value) => reference("market", value)),
    ...text(filter.backstop, (value) => reference("backstop", value)),
    ...range("ordinal", filter.fromBlock, filter.toBlock, { start: firstOrdinal, end: endOrdinal }),
    ...range(time, filter.from, filter.to, { start: (second) => second, end: (second) => second }),
    ...Object.entries(filter).flatMap(([field, value]) => (SPECIAL.has(field) ? [] : equality(field, value))),
  ];
}

/** Returns the id of a protocol: the UTF-8 bytes of its slug as hex. */
function protocolId(slug: string): string {
  return `0x${Buffer.from(slug, "utf8").toString("hex")}`;
}

function text(value: string | null | undefined, make: (value: string) => Condition): Condition[] {
  return value === null || value === undefined ? [] : [make(value)];
}

function reference(entity: "market" | "backstop", value: string): Condition {
  return HEX.test(value)
    ? { field: entity, operator: "in", values: [value.toLowerCase()] }
    : { field: entity, operator: "named", entity, name: value };
}

function range(
  field: string,
  from: bigint | null | undefined,
  to: bigint | null | undefined,
  bounds: { start: (value: bigint) => bigint; end: (value: bigint) => bigint },
): Condition[] {
  const lower = from === null || from === undefined ? null : bounds.start(from);
  const upper = to === null || to === undefined ? null : bounds.end(to);
  if (lower !== null && upper !== null && upper < lower) {
    throw new InvalidRequestError(
      `Expected a range that does not end before it starts, got ${from} to ${to}.`,
    );
  }
  return [
    ...(lower === null ? [] : [{ field, operator: "atLeast" as const, value: lower }]),
    ...(upper === null ? [] : [{ field, operator: "below" as const, value: upper }]),
  ];
}

function equality(field: string, value: LedgerFilter[string]): Condition[] {
  if (value === null || value === undefined) return [];
  const values = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
  if (values.length === 0) {
    throw new InvalidRequestError(
      `Expected at least one value in the filter "${field}", got an empty list. Leave it out to allow all.`,
    );
  }
  return [{ field, operator: "in", values }];
}
