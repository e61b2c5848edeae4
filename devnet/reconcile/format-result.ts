import type { Interval, Status } from "./finding.ts";
import { subjectKey } from "./interval-list.ts";
import type { RangeResult } from "./reconcile-range.ts";

/** Columns of numbers are flush right. */
interface Column {
  readonly title: string;
  readonly isNumeric?: boolean;
  readonly cell: (interval: Interval) => string;
}

const MAX_NAME = 44;
const ADDRESS = /0x([0-9a-f]{6})[0-9a-f]{10,}([0-9a-f]{4})/g;
const COUNT = new Intl.NumberFormat("en-US");

/** Amounts are integers in the smallest unit. */
const COLUMNS: readonly Column[] = [
  { title: "protocol", cell: ({ protocol }) => protocol },
  { title: "what", cell: ({ name }) => shortened(name) },
  { title: "number", cell: ({ quantity, symbol }) => (symbol === null ? quantity : `${quantity} ${symbol}`) },
  { title: "ledger", isNumeric: true, cell: ({ ledger }) => String(ledger) },
  { title: "chain", isNumeric: true, cell: ({ chain }) => (chain === null ? "-" : String(chain)) },
  {
    title: "residual",
    isNumeric: true,
    cell: ({ residual }) => (residual === null ? "-" : String(residual)),
  },
  { title: "status", cell: ({ status }) => status },
];

/**
 * Lays a result out for people: the last state of every number, then whatever differed at other blocks, then the
 * sums. Positions that are equal throughout are counted, not listed.
 */
export function formatResult({ blocks, found, isComplete }: RangeResult): string[] {
  const all = found.all();
  const latest = found.latest();
  const isQuiet = (one: Interval) => one.status === "MATCH" && one.quantity.startsWith("POSITION_");
  const earlier = all.filter((one) => isDifference(one) && !latest.includes(one));
  return [
    ...formatTable(
      latest.filter((one) => !isQuiet(one)),
      [...COLUMNS, equalAt(all)],
    ),
    ...formatQuiet(latest.filter(isQuiet)),
    ...titled("Before that:", earlier.length === 0 ? [] : formatTable(earlier, [...COLUMNS, AT_BLOCKS])),
    ...titled("What could not be compared, or not wholly:", formatReasons(latest)),
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

const AT_BLOCKS: Column = {
  title: "at blocks",
  cell: ({ first, last }) =>
    first.number === last.number ? String(last.number) : `${first.number}–${last.number}`,
};

/** Counts the blocks at which each number was equal, and all at which it was compared. */
function equalAt(all: readonly Interval[]): Column {
  const counts = new Map<string, { equal: number; compared: number }>();
  for (const one of all) {
    const { equal, compared } = counts.get(subjectKey(one)) ?? { equal: 0, compared: 0 };
    const isEqual = one.status === "MATCH";
    counts.set(subjectKey(one), {
      equal: equal + (isEqual ? one.blocks : 0),
      compared: compared + (one.chain === null ? 0 : one.blocks),
    });
  }
  const cell = (one: Interval) => {
    const { equal = 0, compared = 0 } = counts.get(subjectKey(one)) ?? {};
    return compared === 0 ? "-" : `${COUNT.format(equal)} of ${COUNT.format(compared)} blocks`;
  };
  return { title: "equal at", cell };
}

function formatTable(intervals: readonly Interval[], columns: readonly Column[]): string[] {
  const rows = [
    columns.map(({ title }) => title),
    ...intervals.map((one) => columns.map(({ cell }) => cell(one))),
  ];
  const widths = columns.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) =>
        columns[at]?.isNumeric ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}

/** One line for each protocol whose positions are equal. */
function formatQuiet(intervals: readonly Interval[]): string[] {
  const protocols = [...new Set(intervals.map(({ protocol }) => protocol))];
  return protocols.map((protocol) => {
    const own = intervals.filter((one) => one.protocol === protocol);
    const positions = new Set(own.map(({ id }) => id)).size;
    return `${protocol}  ${counted(positions, "position")}, ${counted(own.length, "number")}: all MATCH`;
  });
}

function shortened(name: string): string {
  const text = name.replaceAll(ADDRESS, "0x$1…$2");
  return text.length <= MAX_NAME ? text : `${text.slice(0, MAX_NAME - 1)}…`;
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
  return [...counts].map(([line, count]) => (count === 1 ? line : `${line} (${counted(count, "number")})`));
}

function reasonOf({ status, reason }: Interval): string | null {
  if (status === "PARTIAL")
    return "some flows emit no event that is indexed; the residual is what they moved";
  return reason;
}

function formatSum(blocks: number, counts: ReadonlyMap<Status, number>): string {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const parts = [...counts].map(([status, count]) => `${COUNT.format(count)} ${status}`);
  return `${counted(blocks, "block")}, ${counted(total, "comparison")}: ${parts.join(", ") || "none"}.`;
}

function counted(count: number, noun: string): string {
  return `${COUNT.format(count)} ${noun}${count === 1 ? "" : "s"}`;
}
