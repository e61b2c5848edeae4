import { z } from "zod";
import { SubgraphFailedError, SubgraphQueryError, UnknownBlockError } from "./ingest-errors.ts";
import type { SubgraphClient } from "./subgraph-client.ts";

/** A block as the subgraph names it. */
export interface LedgerBlock {
  readonly number: bigint;
  /** 0x-prefixed lower-case hash. */
  readonly hash: string;
}

/** The newest block that the subgraph has indexed. */
export interface SubgraphHead extends LedgerBlock {
  /** Seconds since 1970-01-01 UTC; 0 when the subgraph does not know it. */
  readonly timestamp: bigint;
  /** Content hash or path of the deployment: another one means another ledger. */
  readonly deployment: string;
}

const NULL_HASH = `0x${"0".repeat(64)}`;

const META = z.object({
  _meta: z
    .object({
      deployment: z.string(),
      hasIndexingErrors: z.boolean(),
      block: z.object({
        number: z.number().int(),
        hash: z.string().nullable(),
        timestamp: z.number().int().nullish(),
      }),
    })
    .nullable(),
});

const PARENT = z.object({
  _meta: z
    .object({ block: z.object({ number: z.number().int(), parentHash: z.string().nullish() }) })
    .nullable(),
});

/**
 * Reads the block up to which the subgraph has indexed.
 *
 * @throws {SubgraphFailedError} when the subgraph has stopped with indexing errors.
 * @throws {UnknownBlockError} when nothing is indexed yet.
 */
export async function readHead(client: SubgraphClient, signal?: AbortSignal): Promise<SubgraphHead> {
  const query = "{ _meta { deployment hasIndexingErrors block { number hash timestamp } } }";
  const answer = META.safeParse(await client.request(query, {}, signal));
  if (!answer.success) throw new SubgraphQueryError(client.host, "the answer to _meta has an unknown shape");
  const meta = answer.data._meta;
  if (meta === null || meta.block.hash === null)
    throw new UnknownBlockError(client.host, "no block is indexed yet");
  if (meta.hasIndexingErrors) throw new SubgraphFailedError(client.host);
  const { number, hash, timestamp } = meta.block;
  return { number: BigInt(number), hash, timestamp: BigInt(timestamp ?? 0), deployment: meta.deployment };
}

/**
 * Reads the parent of a block that the subgraph's chain has seen.
 *
 * graph-node answers for blocks that were reorganised away too, so an answer does not mean that the block is
 * on the chain: only a walk that starts at the head shows that.
 *
 * @returns The parent's number and hash; null when the subgraph does not know the block or its parent.
 */
export async function readParent(
  client: SubgraphClient,
  hash: string,
  signal?: AbortSignal,
): Promise<LedgerBlock | null> {
  const query = "query ($hash: Bytes!) { _meta(block: { hash: $hash }) { block { number parentHash } } }";
  try {
    const block = PARENT.parse(await client.request(query, { hash }, signal))._meta?.block;
    if (!block?.parentHash || block.parentHash === NULL_HASH) return null;
    return { number: BigInt(block.number) - 1n, hash: block.parentHash };
  } catch (error) {
    if (error instanceof UnknownBlockError) return null;
    throw error;
  }
}
