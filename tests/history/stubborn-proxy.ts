import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A JSON-RPC endpoint in front of another one that behaves like a public node. */
export interface StubbornProxy {
  readonly url: string;
  stop(): Promise<void>;
}

/** How a proxy makes life hard. */
export interface Stubbornness {
  /** Blocks that one `eth_getLogs` may span. */
  readonly largestRange: number;
  /** Every n-th request is answered with HTTP 429, every n-th after it by cutting the connection. */
  readonly failEvery: number;
  readonly delayMs: number;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function isTooLarge(body: string, largest: number): boolean {
  const call = JSON.parse(body);
  if (call.method !== "eth_getLogs") return false;
  const { fromBlock, toBlock } = call.params[0];
  return Number(toBlock) - Number(fromBlock) + 1 > largest;
}

/** Starts a proxy on a free port. */
export async function startStubbornProxy(target: string, how: Stubbornness): Promise<StubbornProxy> {
  let count = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await bodyOf(request);
    await new Promise((done) => setTimeout(done, how.delayMs));
    count += 1;
    if (count % how.failEvery === 0) return void response.writeHead(429).end("slow down");
    if (count % how.failEvery === 1 && count > 1) return void request.socket.destroy();
    if (isTooLarge(body, how.largestRange)) {
      const error = { code: -32005, message: "query returned more than 10000 results" };
      return void response.end(JSON.stringify({ jsonrpc: "2.0", id: JSON.parse(body).id, error }));
    }
    const reply = await fetch(target, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    response.end(await reply.text());
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
