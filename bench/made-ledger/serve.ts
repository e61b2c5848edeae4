import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { answerLedger, type LedgerRequest } from "./answer.ts";

/** A subgraph endpoint that serves a made ledger. */
export interface MadeSubgraph {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Serves a made ledger on a free loopback port as a subgraph would.
 *
 * @param head - Last block.
 */
export async function serveLedger(head: number): Promise<MadeSubgraph> {
  const server = createServer((request, response) => void respond(head, request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { url: `http://127.0.0.1:${port}/subgraphs/name/made`, stop };
}

async function respond(head: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = JSON.parse(await text(request)) as LedgerRequest;
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify({ data: answerLedger(head, asked) }));
}
