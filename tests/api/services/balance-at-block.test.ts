import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BackstopBalance, FlowDirection } from "../../../api/domain/entities/backstop.ts";
import { LedgerSession } from "../../../api/services/ledger-session.ts";
import { backstopCapital } from "../../../api/solvency/backstop-capital.ts";
import { StoreLedgerReader } from "../../../api/store/ledger-reader/store-ledger-reader.ts";
import { Store } from "../../../api/store/store.ts";
import { fact, fill, ordinal } from "../../support/ledger-fixture.ts";

const POOLS = ["0x0a", "0x0b"];
const ASSETS = ["0xa1", "0xa2"];
const HEAD = 40;

type Flow = {
  readonly block: number;
  readonly pool: string;
  readonly asset: string;
  readonly direction: FlowDirection;
  readonly amount: bigint;
};

type Holding = { balance: bigint; encumbered: bigint; inflow: bigint; outflow: bigint; flows: bigint };

const flows: fc.Arbitrary<Flow[]> = fc
  .array(
    fc.record({
      block: fc.integer({ min: 1, max: HEAD }),
      pool: fc.constantFrom(...POOLS),
      asset: fc.constantFrom(...ASSETS),
      direction: fc.constantFrom<FlowDirection>("IN", "OUT", "HOLD", "RELEASE"),
      amount: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((list) => [...list].sort((a, b) => a.block - b.block));

/** The naive way: goes through all flows up to a block and keeps sums. */
function replay(list: readonly Flow[], upTo: number): Map<string, Holding> {
  const holdings = new Map<string, Holding>();
  for (const { block, pool, asset, direction, amount } of list) {
    if (block > upTo) continue;
    const key = pool + asset.slice(2);
    const held = holdings.get(key) ?? { balance: 0n, encumbered: 0n, inflow: 0n, outflow: 0n, flows: 0n };
    const inflow = direction === "IN" ? amount : 0n;
    const outflow = direction === "OUT" ? amount : 0n;
    const locked = { IN: 0n, OUT: 0n, HOLD: amount, RELEASE: -amount }[direction];
    holdings.set(key, {
      balance: held.balance + inflow - outflow,
      encumbered: held.encumbered + locked,
      inflow: held.inflow + inflow,
      outflow: held.outflow + outflow,
      flows: held.flows + 1n,
    });
  }
  return holdings;
}

function ledgerOf(list: readonly Flow[]) {
  const perLog = list.map((flow, index) => {
    const after = replay(list.slice(0, index + 1), HEAD).get(flow.pool + flow.asset.slice(2));
    return fact(
      "0x70",
      { block: flow.block, log: 0, step: index },
      {
        step: index,
        backstop: flow.pool,
        asset: flow.asset,
        direction: flow.direction,
        cause: "TRANSFER",
        amount: flow.amount.toString(),
        balanceAfter: String(after?.balance),
        pendingOutflowAfter: "0",
        encumberedAfter: String(after?.encumbered),
        disabledAfter: "0",
      },
    );
  });
  const state = {
    protocol: "0x70",
    kind: "BONDING",
    layer: "POL",
    rank: 1,
    name: "pool",
    contract: "0x01",
    balanceSource: "FLOWS",
    status: "ACTIVE",
  };
  const balance = {
    balance: "0",
    pendingOutflow: "0",
    encumbered: "0",
    disabled: "0",
    cumulativeIn: "0",
    cumulativeOut: "0",
    flowCount: "0",
    updatedOrdinal: "0",
  };
  return {
    FundFlow: perLog,
    Backstop: POOLS.map((id) => ({ ...state, id, createdOrdinal: ordinal(0) })),
    BackstopBalance: POOLS.flatMap((backstop) =>
      ASSETS.map((asset) => ({
        ...balance,
        id: backstop + asset.slice(2),
        backstop,
        asset,
        createdOrdinal: ordinal(0),
      })),
    ),
  };
}

let store: Store;

beforeAll(async () => {
  store = await Store.open(":memory:");
});

afterAll(async () => {
  await store?.close();
});

describe("balances at a block", () => {
  test("behavior: equal a naive replay of the flows at every block, with no residual", {
    timeout: 120_000,
  }, async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(flows, fc.integer({ min: 1, max: HEAD }), async (list, block) => {
        run += 1;
        const network = `network-${run}`;
        await fill(store, ledgerOf(list), HEAD, network);
        const expected = replay(list, block);
        const found = await balancesAt(network, block);
        expect(Object.fromEntries(found.map((row) => [row.id, summary(row)]))).toEqual(
          Object.fromEntries(expected),
        );
        for (const row of found) expect(backstopCapital(row, "FLOWS").residual).toBe(0n);
      }),
      { seed: 5, numRuns: 25 },
    );
  });
});

async function balancesAt(network: string, block: number): Promise<BackstopBalance[]> {
  const session = new LedgerSession(new StoreLedgerReader(store));
  try {
    const { edges } = await session.list("backstopBalance", {
      network,
      asOf: { blockNumber: BigInt(block) },
    });
    return edges.map(({ node }) => node);
  } catch (error) {
    // Before the first flow the ledger knows no block.
    if ((error as { code?: string }).code === "UNKNOWN_BLOCK") return [];
    throw error;
  }
}

function summary(row: BackstopBalance): Holding {
  const { balance, encumbered, cumulativeIn: inflow, cumulativeOut: outflow, flowCount: count } = row;
  return { balance, encumbered, inflow, outflow, flows: count };
}
