import { setTimeout as sleep } from "node:timers/promises";
import { queryGraphql } from "./graphql.ts";
import type { RunUrls } from "./seawall-run.ts";

/** Where graph-node and the API stand; null for one that does not answer or has nothing yet. */
export interface Heads {
  readonly ledger: Head | null;
  readonly api: Head | null;
}

interface Head {
  readonly number: number;
  readonly hash: string;
}

interface ApiMeta {
  readonly _meta: { readonly networks: readonly { readonly block: WireHead | null }[] };
}

interface WireHead {
  readonly number: string | number;
  readonly hash: string;
}

/** Asks graph-node and the API for their last blocks. */
export async function readHeads({ ledger, api }: RunUrls): Promise<Heads> {
  const [ofLedger, ofApi] = await Promise.all([
    queryGraphql<{ _meta: { block: WireHead } }>(ledger, "{ _meta { block { number hash } } }").catch(
      () => null,
    ),
    queryGraphql<ApiMeta>(`${api}/graphql`, "{ _meta { networks { block { number hash } } } }").catch(
      () => null,
    ),
  ]);
  return { ledger: toHead(ofLedger?._meta.block), api: toHead(ofApi?._meta.networks[0]?.block) };
}

function toHead(block: WireHead | null | undefined): Head | null {
  return block == null ? null : { number: Number(block.number), hash: block.hash };
}

/** Waits until graph-node and the API both stand at the block with a hash; fails after two minutes. */
export async function caughtUp(urls: RunUrls, hash: string): Promise<void> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const heads = await readHeads(urls);
    if (heads.ledger?.hash === hash && heads.api?.hash === hash) return;
    if (Date.now() > deadline) throw new Error(`${JSON.stringify(heads)} is not at ${hash}`);
    await sleep(50);
  }
}
