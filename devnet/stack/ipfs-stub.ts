import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that stands in for IPFS. */
export interface IpfsStub {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts a loopback server that answers the one question graph-node asks IPFS at its start. No data source of
 * this project needs IPFS, so everything else is answered with 404.
 */
export async function startIpfsStub(): Promise<IpfsStub> {
  const server = createServer(answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const isVersion = request.method === "POST" && request.url?.startsWith("/api/v0/version");
  response.writeHead(isVersion ? 200 : 404, { "content-type": "application/json" });
  response.end(isVersion ? '{"Version":"0.0.0"}' : "{}");
}
