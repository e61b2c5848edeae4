import type { RowDifference } from "./compare-rows.ts";
import type { Tally } from "./tally.ts";
import type { EntityResult, VerifyResult } from "./verify-copy.ts";

const HEADER = ["entity", "number", "copy", "subgraph", "copy - subgraph", "first in block"];
/** Rows of a block that are printed. */
const MAX_ROWS = 10;
const INTEGER = new Intl.NumberFormat("en-US");

/** One number that differs. */
interface DifferentNumber {
  /** `rows`, a field, or `content` where the numbers are equal but the rows are not. */
  readonly number: string;
  readonly copy: bigint | null;
  readonly subgraph: bigint | null;
}

/** Formats what was found as lines: a table of differences with their first rows, and the result. */
export function formatResult(result: VerifyResult): string[] {
  const { network, range, stand, entities, notCompared } = result;
  const different = entities.filter(({ isEqual }) => !isEqual);
  const rows = entities.reduce((sum, { copy }) => sum + copy.rows, 0n);
  const where = `${network}, blocks ${range.from} to ${range.to}, as of block ${stand.block} ${stand.hash}`;
  const compared = `${entities.length} entities, ${INTEGER.format(rows)} rows`;
  const verdict =
    different.length === 0
      ? `Equal: ${compared}.`
      : `Different: ${different.length} of ${compared}. Delete the store's file to read it anew, and report what wrote it.`;
  const left =
    notCompared.length === 0
      ? []
      : [`Not compared, because the copy has their last version only: ${notCompared.join(", ")}.`];
  return [
    where,
    ...(different.length === 0 ? [] : tableOf(different)),
    ...different.flatMap(rowLines),
    ...left,
    verdict,
  ];
}

/** Formats what was found as one JSON value; integers as strings. */
export function resultJson({ network, range, stand, entities, notCompared }: VerifyResult): string {
  const isEqual = entities.every((entity) => entity.isEqual);
  const body = {
    ...{ isEqual, network, ...range, block: stand.block, blockHash: stand.hash },
    entities: entities.map((result) => ({
      entity: result.entity,
      isEqual: result.isEqual,
      rows: result.copy.rows,
      differences: result.isEqual ? [] : differencesOf(result.copy, result.subgraph),
      first: result.first,
    })),
    notCompared,
  };
  return JSON.stringify(
    body,
    (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value),
    2,
  );
}

/** The numbers of two tallies that differ. */
export function differencesOf(copy: Tally, subgraph: Tally): DifferentNumber[] {
  const numbers = [
    { number: "rows", copy: copy.rows, subgraph: subgraph.rows },
    ...[...subgraph.sums].map(([number, sum]) => ({
      number,
      copy: copy.sums.get(number) ?? 0n,
      subgraph: sum,
    })),
  ];
  const different = numbers.filter((one) => one.copy !== one.subgraph);
  return different.length > 0 ? different : [{ number: "content", copy: null, subgraph: null }];
}

function tableOf(results: readonly EntityResult[]): string[] {
  const body = results.flatMap(({ entity, copy, subgraph, first }) => {
    const [head = [], ...more] = differencesOf(copy, subgraph).map(cellsOf);
    const block = String(first?.block ?? "-");
    return [[entity, ...head, block], ...more.map((cells) => ["", ...cells, ""])];
  });
  const lines = [HEADER, ...body];
  const widths = HEADER.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const pad = (text: string, column: number) => {
    const width = widths[column] ?? 0;
    return column < 2 ? text.padEnd(width) : text.padStart(width);
  };
  return lines.map((line) => line.map(pad).join("  ").trimEnd());
}

function cellsOf({ number, copy, subgraph }: DifferentNumber): string[] {
  if (copy === null || subgraph === null) return [number, "-", "-", "-"];
  return [number, String(copy), String(subgraph), String(copy - subgraph)];
}

function rowLines({ entity, first }: EntityResult): string[] {
  if (first === null) return [];
  const shown = first.rows.slice(0, MAX_ROWS).map((row) => `  ${describeRow(row)}`);
  const more = first.rows.length - shown.length;
  return [`${entity}, block ${first.block}:`, ...shown, ...(more > 0 ? [`  and ${more} rows more`] : [])];
}

function describeRow({ id, kind, count, fields }: RowDifference): string {
  if (kind === "MISSING") return `${id} is missing in the copy`;
  if (kind === "UNKNOWN") return `${id} is in the copy only`;
  if (kind === "REPEATED") return `${id} is ${count} times in the copy`;
  const parts = fields.map(({ field, copy, subgraph }) => `${field} ${copy} instead of ${subgraph}`);
  return `${id} has ${parts.join(", ")}`;
}
