import http from "node:http";
import https from "node:https";

/** One JSON-RPC call. */
export interface RpcCall {
  readonly method: string;
  readonly params: readonly unknown[];
}

interface RpcReply {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** The endpoint answered a call with an error, or did not answer. */
export class RpcError extends Error {
  override readonly name = "RpcError";
  /** JSON-RPC error code, or HTTP status, or `null` when nothing answered. */
  readonly code: number | null;

  constructor(method: string, code: number | null, reason: string, options?: ErrorOptions) {
    super(`The JSON-RPC call "${method}" failed${code === null ? "" : ` with ${code}`}: ${reason}`, options);
    this.code = code;
  }
}

const TIMEOUT_MS = 60_000;
/** More connections at once make small nodes drop some. */
const MAX_SOCKETS = 24;
const HTTP_OK = 200;

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/**
 * JSON-RPC over HTTP, without retries: whoever calls decides what can be tried again. Connections are kept open,
 * through `node:http` because `fetch` takes several times the processor time for small requests.
 */
export class RpcClient {
  readonly url: string;
  readonly #agent: http.Agent;
  readonly #request: typeof http.request;

  constructor(url: string) {
    this.url = url;
    const isSecure = url.startsWith("https:");
    const options = { keepAlive: true, maxSockets: MAX_SOCKETS };
    this.#agent = isSecure ? new https.Agent(options) : new http.Agent(options);
    this.#request = isSecure ? https.request : http.request;
  }

  /**
   * Makes one call.
   *
   * @throws {RpcError} when the endpoint answers with an error or not at all.
   */
  async call<T>(method: string, ...params: unknown[]): Promise<T> {
    const [result] = await this.batch<T>([{ method, params }]);
    return result as T;
  }

  /**
   * Makes several calls in one request and returns their results in the order of the calls.
   *
   * @throws {RpcError} when any of them fails.
   */
  async batch<T>(calls: readonly RpcCall[]): Promise<T[]> {
    if (calls.length === 0) return [];
    const name = calls[0]?.method as string;
    const requests = calls.map((call, id) => ({ jsonrpc: "2.0", id, ...call }));
    const reply = await this.#post(name, requests.length === 1 ? requests[0] : requests);
    const replies = (Array.isArray(reply) ? reply : [reply]) as RpcReply[];
    const byId = new Map(replies.map((one) => [one.id, one]));
    return calls.map((call, id) => resultOf<T>(call.method, byId.get(id) ?? replies[0]));
  }

  async #post(method: string, body: unknown): Promise<unknown> {
    try {
      const { status, text } = await this.#exchange(JSON.stringify(body));
      if (status !== HTTP_OK) throw new RpcError(method, status, text.slice(0, 300));
      return JSON.parse(text);
    } catch (error) {
      if (error instanceof RpcError) throw error;
      throw new RpcError(method, null, reasonOf(error), { cause: error });
    }
  }

  #exchange(body: string): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
      const options = { method: "POST", headers, agent: this.#agent, timeout: TIMEOUT_MS };
      const request = this.#request(this.url, options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.once("error", reject);
        response.once("end", () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
      });
      request.once("error", reject);
      request.once("timeout", () => request.destroy(new Error(`no answer in ${TIMEOUT_MS / 1000} s`)));
      request.end(body);
    });
  }
}

function resultOf<T>(method: string, reply: RpcReply | undefined): T {
  if (reply === undefined) throw new RpcError(method, null, "the endpoint left it out of its answer");
  if (reply.error !== undefined) throw new RpcError(method, reply.error.code, reply.error.message);
  return reply.result as T;
}
