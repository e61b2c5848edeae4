import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Orphans, type RpcRequest } from "./orphans.ts";

/** JSON-RPC of a local chain that also answers for the blocks the chain has given up. */
export interface OrphanKeeper {
  readonly url: string;
  stop(): Promise<void>;
}

interface RpcAnswer {
  readonly id?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

const REORGANISING = new Set(["anvil_reorg", "anvil_rollback", "anvil_revert", "evm_revert"]);

/**
 * Starts a loopback server in front of a local chain. Every request goes on to the chain; blocks that a
 * reorganisation asked for here takes away are served by hash afterwards, as nodes of public networks do.
 *
 * @param chainUrl - JSON-RPC of the chain. While it does not answer, requests fail as they would there.
 * @param port - Loopback port; 0 for a free one.
 */
export async function startOrphanKeeper(chainUrl: string, port: number): Promise<OrphanKeeper> {
  const orphans = new Orphans(chainUrl);
  const server = createServer((request, response) => {
    relay(chainUrl, orphans, request, response).catch(() => response.destroy());
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

async function relay(
  chainUrl: string,
  orphans: Orphans,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await text(request);
  const calls = parseCalls(body);
  if (calls.some(({ method }) => REORGANISING.has(method ?? ""))) await orphans.keepNewest();
  const headers = { "content-type": "application/json" };
  const chainResponse = await fetch(chainUrl, { method: request.method ?? "POST", headers, body });
  const answer = withOrphans(orphans, calls, await chainResponse.text());
  response.writeHead(chainResponse.status, headers).end(answer);
}

/** The calls of a body; none when it is not JSON, of which the chain will complain. */
function parseCalls(body: string): readonly RpcRequest[] {
  try {
    return [JSON.parse(body) as RpcRequest | RpcRequest[]].flat();
  } catch {
    return [];
  }
}

/** Puts what is kept in the place of what the chain does not have. */
function withOrphans(orphans: Orphans, calls: readonly RpcRequest[], answer: string): string {
  if (!answer.includes('"result":null') && !answer.includes('"error"')) return answer;
  const parsed = JSON.parse(answer) as RpcAnswer | RpcAnswer[];
  const complete = (one: RpcAnswer, place: number): RpcAnswer => {
    const kept = one.result === undefined || one.result === null ? orphans.answer(calls[place] ?? {}) : null;
    return kept === null ? one : { ...one, error: undefined, result: kept };
  };
  return JSON.stringify(Array.isArray(parsed) ? parsed.map(complete) : complete(parsed, 0));
}
