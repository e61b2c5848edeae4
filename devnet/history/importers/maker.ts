import { join } from "node:path";
import type { HistoryDescription, HistoryWindow, RecordedLog, SourceRow } from "../format.ts";
import { sha256File } from "../sha256-file.ts";
import { type HistoryHead, writeHistory } from "../write-history.ts";
import { BlockTimes, type KnownTime } from "./block-times.ts";
import { type Auction, readAuctions, TIMED_FILE, UNTIMED_FILE } from "./maker/auction.ts";
import {
  auctionTransactions,
  CHOP,
  type FilledTransaction,
  filledHash,
} from "./maker/auction-transactions.ts";
import { MAKER } from "./maker/contracts.ts";
import { chopNote } from "./maker/maker-events.ts";
import { OSM_FILE, readOsmLogs, type UntimedLog } from "./maker/osm-log.ts";
import { pokeTimes } from "./maker/poke-times.ts";
import { MAKER_PROVENANCE } from "./maker/provenance.ts";
import { UNKNOWN_ACCOUNT } from "./unknown-account.ts";

/** Recorded blocks of the auctions kicked on 12 and 13 March 2020 UTC in the published counts. */
const BLACK_THURSDAY = { fromBlock: 9_653_000, toBlock: 9_666_160 };

function recordedTimes(auctions: readonly Auction[]): KnownTime[] {
  return auctions.flatMap(({ kickBlock, kickTime, dealBlock, dealTime }) => [
    ...(kickTime === null ? [] : [{ block: kickBlock, time: kickTime }]),
    ...(dealBlock === null || dealTime === null ? [] : [{ block: dealBlock, time: dealTime }]),
  ]);
}

/** Times of all blocks: recorded ones, the oracle's hours before them, and the blocks of last bids. */
function buildTimes(auctions: readonly Auction[], oracle: readonly UntimedLog[]) {
  const recorded = recordedTimes(auctions);
  const first = recorded.reduce((a, b) => (b.block < a.block ? b : a));
  const earlier = oracle.map((log) => log.blockNumber).filter((block) => block < first.block);
  const known = [...pokeTimes(earlier, first), ...recorded];
  const lastBids = new BlockTimes(known).place(auctions.flatMap(({ lastBidTime }) => lastBidTime ?? []));
  const blockAt = new Map(lastBids.map(({ block, time }) => [time, block]));
  return { times: new BlockTimes([...known, ...lastBids]), blockAt };
}

function chopTransaction(block: number): FilledTransaction {
  return { block, rank: 0, hash: filledHash("chop"), events: [chopNote(UNKNOWN_ACCOUNT, CHOP)] };
}

/** Lays the filled transactions of a block behind its recorded logs. */
function layOut(recorded: readonly UntimedLog[], filled: readonly FilledTransaction[]): UntimedLog[] {
  const last = recorded.at(-1);
  let logIndex = last === undefined ? 0 : last.logIndex + 1;
  const firstTransaction = last === undefined ? 0 : last.transactionIndex + 1;
  const logs = filled.flatMap(({ block, hash, events }, index) =>
    events.map((event) => ({
      blockNumber: block,
      transactionHash: hash,
      transactionIndex: firstTransaction + index,
      logIndex: logIndex++,
      ...event,
    })),
  );
  return [...recorded, ...logs];
}

function byBlock<T>(values: readonly T[], blockOf: (value: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const value of values) {
    const group = groups.get(blockOf(value));
    if (group === undefined) groups.set(blockOf(value), [value]);
    else group.push(value);
  }
  return groups;
}

/** Sorts are stable: transactions of the same rank keep the order of their auctions. */
function mergeLogs(oracle: readonly UntimedLog[], filled: readonly FilledTransaction[]): UntimedLog[] {
  const recordedAt = byBlock(oracle, (log) => log.blockNumber);
  const filledAt = byBlock(filled, (transaction) => transaction.block);
  const blocks = [...new Set([...recordedAt.keys(), ...filledAt.keys()])].sort((a, b) => a - b);
  return blocks.flatMap((block) =>
    layOut(
      recordedAt.get(block) ?? [],
      (filledAt.get(block) ?? []).sort((a, b) => a.rank - b.rank),
    ),
  );
}

/** Every row of the sources, beside the Kick of its auction. */
function sourceRows(filled: readonly FilledTransaction[], logs: readonly UntimedLog[]): SourceRow[] {
  const kickAt = new Map<string, UntimedLog>();
  for (const log of logs) if (log.address === MAKER.flipperEthA) kickAt.set(log.transactionHash, log);
  return filled
    .flatMap(({ kicks, hash }) => {
      const { blockNumber, logIndex } = kickAt.get(hash) as UntimedLog;
      return (kicks?.rows ?? []).map((row) => ({ blockNumber, logIndex, ...row }));
    })
    .sort((a, b) => a.blockNumber - b.blockNumber || a.logIndex - b.logIndex);
}

function blackThursday(times: BlockTimes): HistoryWindow {
  const { fromBlock, toBlock } = BLACK_THURSDAY;
  return {
    name: "black-thursday",
    description:
      "Auctions kicked on 12 and 13 March 2020 UTC as the published counts take them, by block. Auction 4,720, kicked at 23:57:14 UTC on 13 March in block 9,666,205, falls on these days but behind the last block.",
    fromBlock,
    toBlock,
    fromTimestamp: times.timeOf(fromBlock),
    toTimestamp: times.timeOf(toBlock),
  };
}

async function head(from: string, times: BlockTimes): Promise<HistoryHead> {
  const files = [TIMED_FILE, UNTIMED_FILE, OSM_FILE];
  return {
    name: "maker-black-thursday",
    description:
      "Maker's ETH-A collateral auctions 1 to 4,866 and the ETH oracle's values, 15 November 2019 to 15 April 2020.",
    network: { name: "mainnet", chainId: 1 },
    kinds: {
      [MAKER.cat]: "maker/Cat",
      [MAKER.vow]: "maker/Vow",
      [MAKER.flipperEthA]: "maker/Flipper",
      [MAKER.osmEth]: "maker/Osm",
    },
    windows: [blackThursday(times)],
    provenance: [...MAKER_PROVENANCE],
    sources: await Promise.all(
      files.map(async (file) => ({ file, sha256: await sha256File(join(from, file)) })),
    ),
  };
}

/**
 * Turns the recorded Maker auctions and oracle logs into a history folder.
 *
 * @param from - Folder of the three source files.
 * @param out - Folder to write.
 * @throws {ImportError} when a source is absent, malformed or contradicts itself.
 */
export async function importMaker(from: string, out: string): Promise<HistoryDescription> {
  const auctions = await readAuctions(from);
  const oracle = await readOsmLogs(from);
  const { times, blockAt } = buildTimes(auctions, oracle);
  const lastBidBlock = ({ lastBidTime }: Auction) =>
    lastBidTime === null ? null : (blockAt.get(lastBidTime) ?? null);
  const filled = auctions.flatMap((auction) => auctionTransactions(auction, lastBidBlock(auction)));
  const firstBlock = (oracle[0] as UntimedLog).blockNumber;
  const untimed = mergeLogs(oracle, [chopTransaction(firstBlock), ...filled]);
  const logs: RecordedLog[] = untimed.map((log) => ({ ...log, timestamp: times.timeOf(log.blockNumber) }));
  return writeHistory(out, await head(from, times), {
    logs,
    rows: sourceRows(
      filled.filter(({ kicks }) => kicks),
      untimed,
    ),
  });
}
