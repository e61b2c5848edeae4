import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Anvil, startAnvil } from "../../devnet/stack/anvil.ts";
import { MissingPartError } from "../../devnet/stack/errors.ts";
import { callRpc } from "../../devnet/stack/json-rpc.ts";
import { ping } from "../support/ping.ts";
import { makeTempDir, type TempDir } from "../support/temp-dir.ts";
import { PINGER, PINGER_CODE } from "../support/tiny-subgraph.ts";

let dir: TempDir;
const chains: Anvil[] = [];

beforeAll(() => {
  dir = makeTempDir("anvil");
});

afterAll(async () => {
  await Promise.all(chains.map((chain) => chain.child.stop()));
  dir.remove();
});

async function start(folder: string): Promise<Anvil> {
  const chain = await startAnvil({ folder: join(dir.path, folder), env: process.env });
  chains.push(chain);
  return chain;
}

interface Block {
  readonly hash: string;
  readonly timestamp: string;
}

const block = (chain: Anvil, tag: string) =>
  callRpc<Block>(chain.rpcUrl, "eth_getBlockByNumber", [tag, false]);
const logs = (chain: Anvil) =>
  callRpc<object[]>(chain.rpcUrl, "eth_getLogs", [{ fromBlock: "0x0", toBlock: "latest" }]);

describe("startAnvil", () => {
  test("default: a stopped chain resumes with the same blocks and logs, and time goes on", async () => {
    const first = await start("resume");
    await callRpc(first.rpcUrl, "anvil_setCode", [PINGER, PINGER_CODE]);
    await ping(first.rpcUrl, 1);
    await ping(first.rpcUrl, 1);
    const before = {
      genesis: await block(first, "0x0"),
      head: await block(first, "0x2"),
      logs: await logs(first),
    };
    expect(before.logs).toHaveLength(2);
    await first.stop();
    const second = await start("resume");
    const after = {
      genesis: await block(second, "0x0"),
      head: await block(second, "latest"),
      logs: await logs(second),
    };
    expect(after).toEqual(before);
    await ping(second.rpcUrl, 1);
    expect(await logs(second)).toHaveLength(3);
    expect(Number((await block(second, "0x3")).timestamp)).toBeGreaterThanOrEqual(
      Number(before.head.timestamp),
    );
    await second.stop();
  });

  test("behavior: a killed chain resumes from where it was saved", async () => {
    const first = await start("killed");
    await callRpc(first.rpcUrl, "anvil_mine", ["0x5"]);
    await first.save();
    const saved = await block(first, "latest");
    await callRpc(first.rpcUrl, "anvil_mine", ["0x5"]);
    process.kill(first.child.pid, "SIGKILL");
    await first.child.exited;
    const second = await start("killed");
    expect(await block(second, "latest")).toEqual(saved);
    await second.stop();
  });

  test("behavior: saving writes only when the head is another", async () => {
    const chain = await start("saving");
    const file = join(dir.path, "saving", "state.json");
    await chain.save();
    const first = readFileSync(file, "utf8");
    await callRpc(chain.rpcUrl, "anvil_setBalance", [PINGER, "0x1"]);
    await chain.save();
    expect(readFileSync(file, "utf8")).toBe(first);
    await callRpc(chain.rpcUrl, "anvil_mine", ["0x1"]);
    await chain.save();
    expect(readFileSync(file, "utf8")).not.toBe(first);
    expect(existsSync(`${file}.partial`)).toBe(false);
    await chain.stop();
  });

  test("error: MissingPartError when ANVIL_BIN names nothing", async () => {
    const options = { folder: join(dir.path, "none"), env: { ANVIL_BIN: "/nonexistent/anvil" } };
    await expect(startAnvil(options)).rejects.toThrow(MissingPartError);
  });
});
