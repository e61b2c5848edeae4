import { HistoryFormatError } from "./errors.ts";
import type { RecordedLog } from "./format.ts";
import type { ReadLine } from "./line-reader.ts";

/** Says what a log must be like after the one before it, or `null` when it is. */
type Rule = (log: RecordedLog, last: RecordedLog) => string | null;

const isSameBlock: (log: RecordedLog, last: RecordedLog) => boolean = (log, last) =>
  log.blockNumber === last.blockNumber;

const afterInChain: Rule = (log, last) => {
  const isAfter = isSameBlock(log, last) ? log.logIndex > last.logIndex : log.blockNumber > last.blockNumber;
  return isAfter ? null : `a log after block ${last.blockNumber} log ${last.logIndex}`;
};

const blockHasOneTime: Rule = (log, last) =>
  isSameBlock(log, last) && log.timestamp !== last.timestamp
    ? `the block's timestamp ${last.timestamp}`
    : null;

const timeNeverFalls: Rule = (log, last) =>
  log.timestamp < last.timestamp ? `a timestamp not before ${last.timestamp}` : null;

const transactionsInOrder: Rule = (log, last) =>
  isSameBlock(log, last) && log.transactionIndex < last.transactionIndex
    ? `a transaction index from ${last.transactionIndex} on`
    : null;

const oneHashPerTransaction: Rule = (log, last) => {
  const isSame = isSameBlock(log, last) && log.transactionIndex === last.transactionIndex;
  return isSame === (log.transactionHash === last.transactionHash)
    ? null
    : "one transaction hash per block and transaction index";
};

const RULES: readonly Rule[] = [
  afterInChain,
  blockHasOneTime,
  timeNeverFalls,
  transactionsInOrder,
  oneHashPerTransaction,
];

/**
 * Checks that a log may follow the one before it.
 *
 * @throws {HistoryFormatError} naming the first rule that is broken.
 */
export function assertLogOrder(
  { value: log, place }: ReadLine<RecordedLog>,
  last: RecordedLog | undefined,
): void {
  if (last === undefined) return;
  for (const rule of RULES) {
    const expected = rule(log, last);
    if (expected === null) continue;
    const { blockNumber, logIndex, timestamp, transactionIndex, transactionHash } = log;
    const actual = `block ${blockNumber} log ${logIndex} at ${timestamp}, transaction ${transactionIndex} ${transactionHash}`;
    throw new HistoryFormatError(place, expected, actual);
  }
}
