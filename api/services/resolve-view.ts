import { formatDateTime } from "../domain/date-time.ts";
import { InvalidRequestError, NotSyncedError, UnknownBlockError } from "../domain/errors.ts";
import { endOrdinal } from "../domain/ordinal.ts";
import type { BlockRef, LedgerReader, View } from "./ports.ts";

/** The block for which an answer shall hold; at most one of the three. */
export type AsOf = {
  readonly blockNumber?: bigint | null | undefined;
  readonly blockHash?: string | null | undefined;
  /** Seconds since 1970-01-01 UTC. */
  readonly time?: bigint | null | undefined;
};

/** What a root field says about network and block. */
export type ViewRequest = {
  readonly network?: string | null | undefined;
  readonly asOf?: AsOf | null | undefined;
};

/**
 * Finds the network and block that a request is about. Without `asOf` it is the last indexed block.
 *
 * @throws {InvalidRequestError} when the network must be named, or several blocks are.
 * @throws {NotSyncedError} when the block is beyond the last indexed one, or nothing is indexed yet.
 * @throws {UnknownBlockError} when the ledger has no record of the block.
 */
export async function resolveView(reader: LedgerReader, request: ViewRequest): Promise<View> {
  const heads = await reader.heads();
  const network = chooseNetwork([...heads.keys()], request.network ?? null);
  const head = heads.get(network);
  if (head === undefined)
    throw new NotSyncedError(`No block of network "${network}" is indexed yet. Ask again later.`);
  const block = await resolveBlock(reader, { network, head }, request.asOf ?? {});
  return { network, horizon: endOrdinal(block.number), block, head };
}

function chooseNetwork(known: readonly string[], asked: string | null): string {
  if (asked !== null) {
    if (known.length > 0 && !known.includes(asked)) {
      throw new InvalidRequestError(`Expected a network of ${quoted(known)}, got "${asked}".`);
    }
    return asked;
  }
  const [only, second] = known;
  if (only === undefined)
    throw new NotSyncedError("Nothing is indexed yet. Ask again later; /ready tells when.");
  if (second !== undefined) {
    throw new InvalidRequestError(
      `Several networks are indexed: name one with \`network\`: ${quoted(known)}.`,
    );
  }
  return only;
}

function quoted(names: readonly string[]): string {
  return [...names]
    .sort()
    .map((name) => `"${name}"`)
    .join(", ");
}

async function resolveBlock(
  reader: LedgerReader,
  { network, head }: { network: string; head: BlockRef },
  { blockNumber = null, blockHash = null, time = null }: AsOf,
): Promise<BlockRef> {
  const given = [blockNumber, blockHash, time].filter((part) => part !== null).length;
  if (given > 1)
    throw new InvalidRequestError(
      "Expected one of `blockNumber`, `blockHash` and `time` in `asOf`, got several.",
    );
  if (blockNumber !== null) return blockAt(reader, network, head, blockNumber);
  if (blockHash !== null) return blockWithHash(reader, network, blockHash);
  if (time !== null) return blockAtTime(reader, network, head, time);
  return head;
}

async function blockAt(
  reader: LedgerReader,
  network: string,
  head: BlockRef,
  number: bigint,
): Promise<BlockRef> {
  if (number > head.number) {
    throw new NotSyncedError(
      `Block ${number} of "${network}" is not indexed yet; the last indexed block is ${head.number}.`,
    );
  }
  return known(
    await reader.blockAtOrBelow(network, number),
    `Block ${number} of "${network}" is before the first indexed event.`,
  );
}

async function blockWithHash(reader: LedgerReader, network: string, hash: string): Promise<BlockRef> {
  return known(
    await reader.blockByHash(network, hash),
    `No record of block "${hash}" of "${network}": it holds no indexed event, or a reorg dropped it. Ask by number or time.`,
  );
}

async function blockAtTime(
  reader: LedgerReader,
  network: string,
  head: BlockRef,
  time: bigint,
): Promise<BlockRef> {
  if (time > head.timestamp) {
    throw new NotSyncedError(
      `${formatDateTime(time)} is after the last indexed block of "${network}" (${formatDateTime(head.timestamp)}).`,
    );
  }
  return known(
    await reader.blockAtTime(network, time),
    `${formatDateTime(time)} is before the first indexed event of "${network}".`,
  );
}

function known(block: BlockRef | null, message: string): BlockRef {
  if (block === null) throw new UnknownBlockError(message);
  return block;
}
