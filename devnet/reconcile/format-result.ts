import type { Interval, Status } from "./finding.ts";
import type { RangeResult } from "./reconcile-range.ts";

const HEADERS = ["protocol", "what", "number", "ledger", "chain", "residual", "status", "blocks"] as const;
/** Columns of numbers, which are flush right. */
const NUMERIC: ReadonlySet<string> = new Set(["ledger", "chain", "residual"]);
const MAX_NAME = 44;
const COUNT = new Intl.NumberFormat("en-US");

/**
 * Lays a result out for people: the last state of every number, then whatever was not equal at any block, then the
 * sums. Amounts are integers in the smallest unit.
 */
export function formatResult({ blocks, found, isComplete }: RangeResult): string[] {
  const latest = found.latest();
  const earlier = found.all().filter((one) => isDifference(one) && !latest.includes(one));
  return [
    ...formatTable(latest),
    ...titled("At earlier blocks:", earlier.length === 0 ? [] : formatTable(earlier)),
    ...titled("Why there is nothing to compare, or only a part:", formatReasons(latest)),
    "",
    formatSum(blocks, found.counts),
    ...(isComplete ? [] : ["Stopped before the end of the range."]),
  ];
}

/** Returns the exit code: 1 for any difference, else 2 where something could not be read or the range is not whole. */
export function exitCodeOf({ found, isComplete }: RangeResult): number {
  if ((found.counts.get("MISMATCH") ?? 0) > 0) return 1;
  return isComplete && (found.counts.get("UNREADABLE") ?? 0) === 0 ? 0 : 2;
}

function isDifference({ status }: Interval): boolean {
  return status === "MISMATCH" || status === "UNREADABLE";
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines];
}

function formatTable(intervals: readonly Interval[]): string[] {
  const rows = [HEADERS, ...intervals.map(toCells)];
  const widths = HEADERS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return NUMERIC.has(HEADERS[column] ?? "") ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd(),
  );
}

function toCells(one: Interval): readonly string[] {
  const { protocol, name, quantity, symbol, ledger, chain, residual, status, first, last } = one;
  const unit = symbol === null ? "" : ` ${symbol}`;
  return [
    protocol,
    shortened(name),
    `${quantity}${unit}`,
    String(ledger),
    chain === null ? "-" : String(chain),
    residual === null ? "-" : String(residual),
    status,
    first.number === last.number ? String(last.number) : `${first.number}–${last.number}`,
  ];
}

function shortened(name: string): string {
  return name.length <= MAX_NAME ? name : `${name.slice(0, MAX_NAME - 1)}…`;
}

/** One line for each reason, with how many numbers it is about. */
function formatReasons(intervals: readonly Interval[]): string[] {
  const counts = new Map<string, number>();
  for (const one of intervals) {
    const reason = reasonOf(one);
    if (reason === null) continue;
    const line = `  ${one.status} ${one.protocol} ${one.quantity}: ${reason}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].map(([line, count]) => (count === 1 ? line : `${line} (${count} numbers)`));
}

function reasonOf({ status, reason }: Interval): string | null {
  if (status === "PARTIAL")
    return "some flows emit no event that is indexed; the residual is what they moved";
  return reason;
}

function formatSum(blocks: number, counts: ReadonlyMap<Status, number>): string {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const parts = [...counts].map(([status, count]) => `${COUNT.format(count)} ${status}`);
  return `${COUNT.format(blocks)} ${blocks === 1 ? "block" : "blocks"}, ${COUNT.format(total)} comparisons: ${parts.join(", ") || "none"}.`;
}
