import { createHash } from "node:crypto";

/**
 * A made-up chain with a ledger on it, as the fake subgraph serves it. Every row is a function of the seed, so two
 * ledgers with the same history are equal row by row.
 */

/** A row as graph-node serves it; references are ids here and become `{ id }` when served. */
export interface FakeRow {
  readonly id: string;
  readonly ordinal?: string;
  readonly backstop?: string;
  readonly balance?: string;
  readonly balanceAfter?: string;
  readonly createdOrdinal?: string;
  readonly [field: string]: unknown;
}

/** A block as `_meta` tells it. */
export interface ServedBlock {
  readonly number: number;
  readonly hash: string;
  readonly parentHash: string;
  readonly timestamp: number;
}

/** A ledger that the fake subgraph can serve. */
export interface ServedLedger {
  /** Blocks from 0. */
  readonly blocks: readonly ServedBlock[];
  readonly head: ServedBlock;
  /** Facts of an entity up to a block, in the order they were made. */
  facts(entity: string, upTo?: number): readonly FakeRow[];
  /** State rows of an entity as of a block, with the block of their last change. */
  state(entity: string, at?: number): readonly Version[];
}

/** One block with what happened in it. */
export interface FakeBlock extends ServedBlock {
  readonly flows: readonly FakeRow[];
  readonly observations: readonly FakeRow[];
  /** Balances written in this block, whole rows. */
  readonly balances: readonly FakeRow[];
}

/** A version of a state row: valid from one block until the next version. */
export interface Version {
  readonly since: number;
  readonly row: FakeRow;
}

/** How many flows the next block holds and which balances they touch. */
export interface BlockPlan {
  /** Logs of the block; each makes one to three facts with the same ordinal. */
  readonly logs: number;
  /** Makes the content differ between branches of the chain. */
  readonly salt: number;
}

/** The SDL of the fake: two kinds of facts and one kind of state, with the header that every fact has. */
export const FAKE_SDL = `
  enum Direction { IN OUT }
  type Backstop @entity(immutable: false) { id: Bytes! name: String! createdOrdinal: Int8! }
  type BackstopBalance @entity(immutable: false) {
    id: Bytes! backstop: Backstop! balance: BigInt! createdOrdinal: Int8! updatedOrdinal: Int8!
  }
  type FundFlow @entity(immutable: true) {
    id: Bytes! ordinal: Int8! blockNumber: BigInt! blockHash: Bytes! timestamp: BigInt! step: Int!
    backstop: Backstop! direction: Direction! amount: BigInt! shares: BigInt balanceAfter: BigInt! isFinal: Boolean!
  }
  type PriceObservation @entity(immutable: true) {
    id: Bytes! ordinal: Int8! blockNumber: BigInt! blockHash: Bytes! timestamp: BigInt! price: BigInt
  }
`;

const GENESIS = `0x${"00".repeat(32)}`;

/** As on a real chain, a hash stands for the block's content and for all blocks below it. */
function blockHash(parent: string, { logs, salt }: BlockPlan): string {
  return `0x${createHash("sha256").update(`${parent} ${logs} ${salt}`).digest("hex")}`;
}

/** The canonical chain and its ledger. */
export class FakeLedger implements ServedLedger {
  readonly #blocks: FakeBlock[] = [];

  /** Blocks from 0. */
  get blocks(): readonly FakeBlock[] {
    return this.#blocks;
  }

  get head(): FakeBlock {
    const head = this.#blocks.at(-1);
    if (head === undefined) throw new Error("The fake ledger has no block yet; call extend().");
    return head;
  }

  /** Adds blocks on top. */
  extend(plans: readonly BlockPlan[]): void {
    for (const plan of plans) this.#blocks.push(this.#nextBlock(plan));
  }

  /** Removes the newest blocks, but never the first. */
  revert(depth: number): void {
    this.#blocks.splice(Math.max(1, this.#blocks.length - depth));
  }

  /** A ledger of given blocks, from 0. */
  static of(blocks: readonly FakeBlock[]): FakeLedger {
    const ledger = new FakeLedger();
    ledger.#blocks.push(...blocks);
    return ledger;
  }

  /** Facts of an entity up to a block, in the order they were made. */
  facts(entity: string, upTo = this.head.number): FakeRow[] {
    const blocks = this.#blocks.slice(0, upTo + 1);
    return blocks.flatMap((block) => [...(entity === "FundFlow" ? block.flows : block.observations)]);
  }

  /** State rows of an entity as of a block, with the block of their last change. */
  state(entity: string, at = this.head.number): Version[] {
    const versions = new Map<string, Version>();
    for (const block of this.#blocks.slice(0, at + 1)) {
      for (const row of block.balances) {
        versions.set(row.id, { since: block.number, row });
      }
    }
    const balances = [...versions.values()];
    return entity === "BackstopBalance" ? balances : backstopsOf(balances, this.#blocks);
  }

  #nextBlock({ logs, salt }: BlockPlan): FakeBlock {
    const parent = this.#blocks.at(-1);
    const number = parent === undefined ? 0 : parent.number + 1;
    const hash = blockHash(parent?.hash ?? GENESIS, { logs, salt });
    const header = {
      blockNumber: String(number),
      blockHash: hash,
      timestamp: String(1_600_000_000 + number * 12),
    };
    const balances = this.#balances();
    const touched = new Map<string, FakeRow>();
    const flows: FakeRow[] = [];
    const observations: FakeRow[] = [];
    for (let log = 0; log < logs; log += 1) {
      const ordinal = (BigInt(number) << 20n) + BigInt(log);
      for (let step = 0; step <= (log + salt) % 3; step += 1) {
        const flow = makeFlow({ header, ordinal, step, salt, balances });
        flows.push(flow);
        touched.set(flow.backstop as string, toBalance(flow, balances.get(flow.backstop as string)));
        balances.set(flow.backstop as string, touched.get(flow.backstop as string) as FakeRow);
      }
      if (log % 2 === 0) {
        const price = salt % 5 === 0 ? null : String(BigInt(salt + 1) * 10n ** 60n);
        observations.push({ id: factId(ordinal, 9), ordinal: String(ordinal), ...header, price });
      }
    }
    const parentHash = parent?.hash ?? GENESIS;
    const timestamp = Number(header.timestamp);
    return { number, hash, parentHash, timestamp, flows, observations, balances: [...touched.values()] };
  }

  #balances(): Map<string, FakeRow> {
    const found = new Map<string, FakeRow>();
    for (const block of this.#blocks)
      for (const row of block.balances) found.set(row.backstop as string, row);
    return found;
  }
}

/** Ids sort in another order than they were made in, as hashes do. */
function factId(ordinal: bigint, step: number): string {
  const mixed = (ordinal * 2_654_435_761n + BigInt(step) * 97n) % 2n ** 32n;
  return `0x${mixed.toString(16).padStart(8, "0")}${ordinal.toString(16).padStart(16, "0")}${step.toString(16).padStart(8, "0")}`;
}

function makeFlow(made: {
  header: Omit<FakeRow, "id">;
  ordinal: bigint;
  step: number;
  salt: number;
  balances: ReadonlyMap<string, FakeRow>;
}): FakeRow {
  const { header, ordinal, step, salt, balances } = made;
  const backstop = `0x${((Number(ordinal % 1024n) + salt + step) % 7).toString(16).padStart(4, "0")}`;
  const before = BigInt(balances.get(backstop)?.balance ?? "0");
  const amount = 10n ** 70n + BigInt(salt * 10 + step);
  return {
    id: factId(ordinal, step),
    ordinal: String(ordinal),
    ...header,
    step,
    backstop,
    direction: "IN",
    amount: String(amount),
    shares: step === 1 ? null : String(-amount),
    balanceAfter: String(before + amount),
    isFinal: step === 0,
  };
}

function toBalance(flow: FakeRow, before: FakeRow | undefined): FakeRow {
  return {
    id: `${flow.backstop}ff`,
    backstop: flow.backstop as string,
    balance: flow.balanceAfter as string,
    createdOrdinal: (before?.createdOrdinal ?? flow.ordinal) as string,
    updatedOrdinal: flow.ordinal as string,
  };
}

/** Backstops appear with their first balance and never change. */
function backstopsOf(balances: readonly Version[], blocks: readonly FakeBlock[]): Version[] {
  return balances.map(({ row }) => {
    const createdOrdinal = row.createdOrdinal as string;
    const since = blocks[Number(BigInt(createdOrdinal) >> 20n)]?.number ?? 0;
    return { since, row: { id: row.backstop as string, name: `n${row.backstop}`, createdOrdinal } };
  });
}
