import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Store } from "../../api/store/store.ts";
import { id, NETWORK } from "../made-store/population.ts";

/** A row as a subgraph serves it: whole numbers as text. */
export type ServedRow = {
  readonly id: string;
  readonly ordinal: string;
  readonly timestamp: string;
  readonly group: string;
  readonly action: string;
  readonly amount: string;
  readonly after: string;
};

/** Lists that can be paged. */
export type ListName = "fundFlows" | "deficitChanges";

/** A subgraph endpoint over the facts of a made store, held in memory: no database can page faster. */
export type PagedEndpoint = { readonly url: string; readonly stop: () => Promise<void> };

/** Number of the protocol whose flows are served. */
export const PAGED_PROTOCOL = 7;
/** Rows of one page, the most that graph-node gives. */
export const PAGE = 1000;

type Lists = Readonly<Record<ListName, readonly ServedRow[]>>;
type Head = { readonly number: number; readonly hash: string; readonly timestamp: number };
type Asked = {
  readonly query: string;
  readonly variables?: { readonly list?: ListName; readonly after?: number; readonly before?: string };
};

const COLUMNS = `id, ordinal::VARCHAR AS ordinal, "timestamp"::VARCHAR AS "timestamp"`;

/**
 * Serves the head of a made store to the API, and pages of its flows and changes of deficits to a client.
 */
export async function serveStore(path: string): Promise<PagedEndpoint> {
  const { lists, head } = await readStore(path);
  const server = createServer((request, response) => void respond({ lists, head }, request, response));
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

async function readStore(path: string): Promise<{ lists: Lists; head: Head }> {
  const store = await Store.open(path, { memoryLimit: "1GB" });
  try {
    const fundFlows = await store.query<ServedRow>(
      `SELECT ${COLUMNS}, backstop || '/' || asset AS "group", direction AS action, amount::VARCHAR AS amount,
         balance_after::VARCHAR AS "after"
       FROM fund_flow WHERE protocol = ${id.protocol(String(PAGED_PROTOCOL))} ORDER BY fund_flow.ordinal`,
    );
    const deficitChanges = await store.query<ServedRow>(
      `SELECT ${COLUMNS}, deficit AS "group", action, amount::VARCHAR AS amount, open_after::VARCHAR AS "after"
       FROM deficit_change ORDER BY deficit_change.ordinal`,
    );
    const [head] = await store.query<{ number: bigint; hash: string; seconds: bigint }>(
      `SELECT block_number AS number, block_hash AS hash, block_timestamp AS seconds FROM head WHERE network = ?`,
      [NETWORK],
    );
    if (head === undefined) throw new Error("The made store has no head.");
    const { number, hash, seconds } = head;
    return {
      lists: { fundFlows, deficitChanges },
      head: { number: Number(number), hash, timestamp: Number(seconds) },
    };
  } finally {
    await store.close();
  }
}

async function respond(
  { lists, head }: { readonly lists: Lists; readonly head: Head },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { variables = {} } = JSON.parse(await text(request)) as Asked;
  const { list, after = 0, before = "" } = variables;
  const data =
    list === undefined
      ? { _meta: { deployment: "made", hasIndexingErrors: false, block: head } }
      : { rows: pageOf(lists[list], after, before) };
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data }));
}

function pageOf(rows: readonly ServedRow[], after: number, before: string): readonly ServedRow[] {
  const end = BigInt(before);
  return rows.slice(after, after + PAGE).filter(({ ordinal }) => BigInt(ordinal) < end);
}
