import { setTimeout as sleep } from "node:timers/promises";
import { queryGraphql } from "./graphql.ts";
import type { RunUrls } from "./seawall-run.ts";

const LEDGER_HEAD = "{ _meta { block { hash } } }";
const API_HEAD = "{ _meta { networks { block { hash } lagBlocks } } }";

/** Waits until graph-node and the API both stand at the block with a hash; fails after 60 s. */
export async function caughtUp(urls: RunUrls, hash: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const found = [await ledgerHead(urls.ledger), await apiHead(urls.api)];
    if (found.every((head) => head === hash)) return;
    if (Date.now() > deadline)
      throw new Error(`ledger and API stand at ${found.join(" and ")}, not at ${hash}`);
    await sleep(50);
  }
}

async function ledgerHead(url: string): Promise<string | null> {
  const answer = await queryGraphql<{ _meta: { block: { hash: string } } }>(url, LEDGER_HEAD).catch(
    () => null,
  );
  return answer?._meta.block.hash ?? null;
}

async function apiHead(url: string): Promise<string | null> {
  const answer = await queryGraphql<{ _meta: { networks: { block: { hash: string } | null }[] } }>(
    `${url}/graphql`,
    API_HEAD,
  ).catch(() => null);
  return answer?._meta.networks[0]?.block?.hash ?? null;
}
