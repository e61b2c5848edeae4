import { setTimeout as sleep } from "node:timers/promises";
import { callRpc } from "../../devnet/stack/json-rpc.ts";
import { PINGER } from "./tiny-subgraph.ts";

const POLL_MS = 5;

/** Emits a value in a block of its own, and waits for that block: anvil answers before it has mined. */
export async function ping(rpcUrl: string, value: number): Promise<void> {
  const [from] = await callRpc<string[]>(rpcUrl, "eth_accounts");
  const data = `0x${value.toString(16).padStart(64, "0")}`;
  const hash = await callRpc<string>(rpcUrl, "eth_sendTransaction", [{ from, to: PINGER, data }]);
  while ((await callRpc(rpcUrl, "eth_getTransactionReceipt", [hash])) === null) await sleep(POLL_MS);
}
