import { RpcUnreachableError, StackError } from "./errors.ts";

const TIMEOUT_MS = 30_000;

/** The part of a JSON-RPC answer that is used. */
interface RpcAnswer {
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/**
 * Calls a JSON-RPC method over HTTP.
 *
 * @param url - HTTP endpoint.
 * @param method - Method name, e.g. `eth_chainId`.
 * @param params - By position (Ethereum) or by name (graph-node's admin port).
 * @throws {RpcUnreachableError} when nothing that speaks JSON-RPC answers.
 * @throws {StackError} when the method answers with an error.
 */
export async function callRpc<T>(url: string, method: string, params: unknown[] | object = []): Promise<T> {
  const answer = await post(url, { jsonrpc: "2.0", id: 1, method, params });
  if (answer.error)
    throw new StackError(`${method} failed: ${answer.error.message} (code ${answer.error.code}).`);
  if (!("result" in answer)) throw new RpcUnreachableError(url, new Error("the answer is not JSON-RPC"));
  return answer.result as T;
}

async function post(url: string, body: object): Promise<RpcAnswer> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return await readAnswer(response);
  } catch (cause) {
    throw new RpcUnreachableError(url, cause);
  }
}

async function readAnswer(response: Response): Promise<RpcAnswer> {
  const text = await response.text();
  try {
    return JSON.parse(text) as RpcAnswer;
  } catch {
    throw new Error(`HTTP ${response.status} without JSON`);
  }
}
