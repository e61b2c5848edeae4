import { join } from "node:path";
import { keccak256, toHex } from "viem";
import type { HistoryDescription, RecordedCall, RecordedLog, SourceRow } from "../format.ts";
import { sha256File } from "../sha256-file.ts";
import { type HistoryHead, writeHistory } from "../write-history.ts";
import { HEGIC_ASSETS } from "./hegic/contracts.ts";
import {
  createEvent,
  exerciseEvent,
  expireEvent,
  type HegicEvent,
  optionsCall,
  optionsResult,
  STATE,
} from "./hegic/hegic-events.ts";
import { type HegicOption, OPTIONS_FILE, readOptions, TERMS_FILE } from "./hegic/option.ts";
import { HEGIC_PROVENANCE } from "./hegic/provenance.ts";

/** A block with a published time: the one of the deposit contract (https://ethereum.org/en/history). */
const ANCHOR = { block: 11_052_984, time: 1_602_667_372 };
const SECONDS_PER_BLOCK = 13.26;

/** Something that happened to an option, at a time in seconds. */
interface Happening {
  readonly time: number;
  readonly name: "create" | "exercise" | "expire";
  readonly option: HegicOption;
  readonly event: HegicEvent;
  /** State of the option from then on. */
  readonly state: number;
}

const RANK = { create: 0, exercise: 1, expire: 2 } as const;

function ending(option: HegicOption, endOfRecord: number): Happening[] {
  if (option.exercise !== null) {
    const event = exerciseEvent(option);
    return [{ time: option.exercise, name: "exercise", option, event, state: STATE.exercised }];
  }
  const time = option.expiration + 1;
  if (time > endOfRecord) return [];
  return [{ time, name: "expire", option, event: expireEvent(option), state: STATE.expired }];
}

/** Everything that happened, in order of time; purchases first within a second, then exercises, then expiries. */
function happenings(options: readonly HegicOption[]): Happening[] {
  const endOfRecord = Math.max(...options.map(({ purchase, exercise }) => Math.max(purchase, exercise ?? 0)));
  return options
    .flatMap((option): Happening[] => [
      { time: option.purchase, name: "create", option, event: createEvent(option), state: STATE.active },
      ...ending(option, endOfRecord),
    ])
    .sort((a, b) => a.time - b.time || RANK[a.name] - RANK[b.name]);
}

/** Block numbers by time: the expected one, or the next free one. */
function blockNumbers(times: readonly number[]): Map<number, number> {
  const blocks = new Map<number, number>();
  let last = 0;
  for (const time of times) {
    if (blocks.has(time)) continue;
    const expected = ANCHOR.block + Math.floor((time - ANCHOR.time) / SECONDS_PER_BLOCK);
    last = Math.max(last + 1, expected);
    blocks.set(time, last);
  }
  return blocks;
}

function toLogs(all: readonly Happening[], blocks: ReadonlyMap<number, number>): RecordedLog[] {
  let index = 0;
  return all.map(({ time, name, option, event }, position) => {
    index = all[position - 1]?.time === time ? index + 1 : 0;
    return {
      blockNumber: blocks.get(time) as number,
      timestamp: time,
      transactionHash: keccak256(toHex(`seawall hegic ${option.asset.symbol} ${name} ${option.id}`)),
      transactionIndex: index,
      logIndex: index,
      address: option.asset.contract,
      ...event,
    };
  });
}

function toCalls(all: readonly Happening[], blocks: ReadonlyMap<number, number>): RecordedCall[] {
  return all.map(({ time, option, state }) => ({
    blockNumber: blocks.get(time) as number,
    to: option.asset.contract,
    data: optionsCall(option),
    result: optionsResult(option, state),
  }));
}

/** The rows of both files beside the Create of their option. */
function sourceRows(all: readonly Happening[], logs: readonly RecordedLog[]): SourceRow[] {
  return all.flatMap(({ name, option }, index) => {
    if (name !== "create") return [];
    const { blockNumber, logIndex } = logs[index] as RecordedLog;
    const rows = option.terms === null ? [option.row] : [option.row, option.terms.row];
    return rows.map((row) => ({ blockNumber, logIndex, ...row }));
  });
}

async function head(from: string): Promise<HistoryHead> {
  const files = [OPTIONS_FILE, TERMS_FILE];
  return {
    name: "hegic-v888",
    description: "Hegic v888 options on ETH and WBTC bought from 10 October 2020 to 27 January 2021.",
    network: { name: "mainnet", chainId: 1 },
    kinds: Object.fromEntries(HEGIC_ASSETS.map(({ contract }) => [contract, "hegic/HegicOptions"])),
    windows: [],
    provenance: [...HEGIC_PROVENANCE],
    sources: await Promise.all(
      files.map(async (file) => ({ file, sha256: await sha256File(join(from, file)) })),
    ),
  };
}

/**
 * Turns the recorded Hegic options into a history folder.
 *
 * @param from - Folder of the two source files.
 * @param out - Folder to write.
 * @throws {ImportError} when a source is absent, malformed, or contradicts the other.
 */
export async function importHegic(from: string, out: string): Promise<HistoryDescription> {
  const all = happenings(await readOptions(from));
  const blocks = blockNumbers(all.map(({ time }) => time));
  const logs = toLogs(all, blocks);
  return writeHistory(out, await head(from), {
    logs,
    calls: toCalls(all, blocks),
    rows: sourceRows(all, logs),
  });
}
