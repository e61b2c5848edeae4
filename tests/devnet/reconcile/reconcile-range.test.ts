import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { RpcClient } from "../../../devnet/history/rpc.ts";
import type { Book, BookRequest, LedgerSource } from "../../../devnet/reconcile/book.ts";
import { ForeignChainError, PastStateError, ReconcileError } from "../../../devnet/reconcile/errors.ts";
import { reconcileRange } from "../../../devnet/reconcile/reconcile-range.ts";

const HEAD = 10;
const FUND = "0x00000000000000000000000000000000000000f0";
const TOKEN = "0x0000000000000000000000000000000000000070";

type Call = { readonly method: string; readonly params: readonly unknown[] };

/** Balance of the fund by block hash, and what an `eth_call` fails with. */
let failure: string | null = null;
let server: Server;
let rpc: RpcClient;

const hashOf = (number: bigint | number) => `0x${number.toString(16).padStart(64, "0")}`;

/** The token holds ten times the block's number. */
function answer({ method, params }: Call): object {
  if (method === "eth_getBlockByNumber") {
    const number = BigInt(params[0] as string);
    return { result: number > HEAD ? null : { hash: hashOf(number) } };
  }
  if (failure !== null) return { error: { code: -32000, message: failure } };
  const { blockHash } = params[1] as { blockHash: string };
  return { result: hashOf(BigInt(blockHash) * 10n) };
}

function ledgerOf(balanceAt: (block: bigint) => bigint, hash = hashOf): LedgerSource & { asked: bigint[] } {
  const asked: bigint[] = [];
  return {
    asked,
    head: async () => BigInt(HEAD),
    at: async ({ block }: BookRequest): Promise<Book> => {
      asked.push(block);
      const backstop = {
        id: "0xb0",
        name: "Fund",
        kind: "STATIC_INSURANCE_FUND",
        contract: FUND,
        balanceSource: "FLOWS",
        market: null,
      };
      const none = { pendingOutflow: 0n, encumbered: 0n, disabled: 0n, shares: null, pendingShares: null };
      const amounts = { balance: balanceAt(block), ...none };
      const row = { id: "0xb1", protocol: "perp", backstop, asset: { id: TOKEN, symbol: "USD" }, ...amounts };
      return { known: { number: block, hash: hash(block) }, balances: [row], deficits: [], positions: [] };
    },
  };
}

function range(ledger: LedgerSource, blocks: { from?: bigint; to?: bigint; every?: bigint } = {}) {
  const network = { name: "test", graphNetwork: "test", chainId: 1, sources: [] };
  const wanted = { from: 1n, to: BigInt(HEAD), every: 1n, ...blocks };
  return reconcileRange({ ledger, rpc, network, protocol: null, positions: 0, ...wanted });
}

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const call = JSON.parse(Buffer.concat(parts).toString()) as Call;
    response.end(JSON.stringify({ jsonrpc: "2.0", id: 0, ...answer(call) }));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  rpc = new RpcClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

beforeEach(() => {
  failure = null;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("reconcileRange", () => {
  test("default: compares every block at its own hash", async () => {
    const { found, blocks } = await range(ledgerOf((block) => block * 10n));
    expect(blocks).toBe(HEAD);
    expect(found.counts).toEqual(new Map([["MATCH", HEAD]]));
  });

  test("behavior: finds the one block at which the ledger is wrong", async () => {
    const { found } = await range(ledgerOf((block) => (block === 7n ? 71n : block * 10n)));
    const wrong = found.all().filter(({ status }) => status === "MISMATCH");
    expect(wrong.map(({ first, last, residual }) => [first.number, last.number, residual])).toEqual([
      [7n, 7n, 1n],
    ]);
  });

  test("behavior: every Nth block and the last", async () => {
    const ledger = ledgerOf((block) => block * 10n);
    const { blocks } = await range(ledger, { every: 4n });
    expect(blocks).toBe(4);
    expect([...new Set(ledger.asked)].sort((a, b) => Number(a - b))).toEqual([1n, 5n, 9n, 10n]);
  });

  test("behavior: stops when it is told to", async () => {
    const network = { name: "test", graphNetwork: "test", chainId: 1, sources: [] };
    const ledger = ledgerOf((block) => block * 10n);
    const options = { ledger, rpc, network, from: 1n, to: 10n, every: 1n, protocol: null, positions: 0 };
    let looks = 0;
    const result = await reconcileRange({ ...options, isStopped: () => looks++ > 0 });
    expect(result).toMatchObject({ blocks: 4, isComplete: false });
  });

  test.each(["missing trie node abc", "historical state is not available", "BlockOutOfRangeError"])(
    "error: PastStateError for %j",
    async (message) => {
      failure = message;
      await expect(range(ledgerOf(() => 0n))).rejects.toThrow(PastStateError);
    },
  );

  test("behavior: a revert is a finding, other failures end the comparison", async () => {
    failure = "execution reverted";
    const { found } = await range(ledgerOf(() => 0n));
    expect(found.counts).toEqual(new Map([["UNREADABLE", HEAD]]));
    failure = "rate limit exceeded";
    await expect(range(ledgerOf(() => 0n))).rejects.toThrow(/rate limit exceeded.*--rpc/);
  });

  test("error: ForeignChainError when ledger and endpoint are of different chains", async () => {
    const foreign = ledgerOf(
      () => 0n,
      () => `0x${"ff".repeat(32)}`,
    );
    await expect(range(foreign)).rejects.toThrow(ForeignChainError);
  });

  test("error: ReconcileError when the endpoint has not got that far", async () => {
    await expect(
      range(
        ledgerOf(() => 0n),
        { to: 12n },
      ),
    ).rejects.toThrow(ReconcileError);
  });
});
