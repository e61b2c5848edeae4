import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ProtocolWindow, View } from "../../../api/services/ports.ts";
import { CapitalSeconds } from "../../../api/solvency/capital-seconds.ts";
import { StoreLedgerReader } from "../../../api/store/ledger-reader/store-ledger-reader.ts";
import type { Store } from "../../../api/store/store.ts";
import { blockHash, blockTime, fact, NETWORK, storeWith } from "../../support/ledger-fixture.ts";

const PROTOCOL = "0x6d616b6572";
const UINT255 = 2n ** 255n;
const HEAD = 5_000_000;

type Flow = {
  block: number;
  step?: number;
  direction: string;
  amount: bigint;
  cause?: string;
  fund?: string;
};

function flow({ block, step = 0, direction, amount, cause = "FEE", fund = "0xb1" }: Flow) {
  return fact(
    PROTOCOL,
    { block, step },
    {
      step,
      backstop: fund,
      asset: "0x0a",
      direction,
      cause,
      amount: String(amount),
      balanceAfter: "0",
      pendingOutflowAfter: "0",
      encumberedAfter: "0",
      disabledAfter: "0",
    },
  );
}

const FLOWS: readonly Flow[] = [
  { block: 10, direction: "IN", amount: UINT255 },
  { block: 10, step: 1, direction: "OUT", amount: 7n, cause: "COVERAGE" },
  { block: 11, direction: "HOLD", amount: 1_000n, cause: "EXERCISE" },
  { block: 400, direction: "OUT", amount: UINT255 - 8n, cause: "WITHDRAWAL" },
  { block: 400, step: 1, direction: "IN", amount: 3n },
  { block: 90_000, direction: "IN", amount: 5n, fund: "0xb2" },
  { block: 4_000_000, direction: "IN", amount: UINT255 },
];

function allocation(
  at: [block: number, step: number],
  loss: string,
  backstop: string | null,
  amount: bigint,
) {
  const [block, step] = at;
  return fact(
    PROTOCOL,
    { block, step },
    {
      market: "0x0c",
      loss,
      layer: "INSURANCE_FUND",
      rank: 1,
      backstop,
      asset: "0x0a",
      amount: String(amount),
    },
  );
}

const ALLOCATIONS = [
  allocation([10, 0], "0xa1", "0xb1", 4n),
  allocation([10, 1], "0xa1", "0xb2", 1n),
  allocation([10, 2], "0xa1", null, 100n),
  allocation([400, 0], "0xa2", "0xb1", UINT255),
];

let store: Store;

beforeAll(async () => {
  store = await storeWith({ FundFlow: FLOWS.map(flow), LossAllocation: ALLOCATIONS }, HEAD);
});

afterAll(() => store.close());

function viewAt(number: number): View {
  const block = { number: BigInt(number), hash: blockHash(number), timestamp: blockTime(number) };
  return { network: NETWORK, horizon: BigInt(number + 1) << 20n, block, head: block };
}

function windowFrom(from: number, to: number): ProtocolWindow {
  return { view: viewAt(to), protocol: PROTOCOL, from: blockTime(from) };
}

/** ∫ balance dt second by block: blocks are 10 seconds apart. */
function integral(fund: string, from: number, to: number): bigint {
  const own = FLOWS.filter((one) => (one.fund ?? "0xb1") === fund && one.block <= to);
  return own.reduce((sum, { block, direction, amount }) => {
    const sign = { IN: 1n, OUT: -1n }[direction] ?? 0n;
    return sum + sign * amount * BigInt(to - Math.max(block, from)) * 10n;
  }, 0n);
}

describe("StoreLedgerReader.capitalSeconds", () => {
  // By hand: 2^255 − 7 for 390 blocks of 10 s, then 4 for 600.
  test("default: amounts of 255 bits are weighed exactly", async () => {
    const digits = await new StoreLedgerReader(store).capitalSeconds(windowFrom(10, 1000));
    const sum = new CapitalSeconds(digits).of({ backstop: "0xb1", asset: "0x0a" }, "FLOWS");
    expect(sum.raw).toBe((UINT255 - 7n) * 3900n + 4n * 6000n);
  });

  test("behavior: any window gives the integral of the balances", async () => {
    const reader = new StoreLedgerReader(store);
    const span = fc
      .tuple(fc.nat(HEAD), fc.nat(HEAD))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    await fc.assert(
      fc.asyncProperty(span, async ([from, to]) => {
        const capital = new CapitalSeconds(await reader.capitalSeconds(windowFrom(from, to)));
        for (const backstop of ["0xb1", "0xb2"]) {
          const { raw } = capital.of({ backstop, asset: "0x0a" }, "FLOWS");
          expect(raw).toBe(integral(backstop, from, to));
        }
      }),
      { numRuns: 40 },
    );
  });

  test("behavior: no flow, no digits; a PARTIAL balance has no integral", async () => {
    const digits = await new StoreLedgerReader(store).capitalSeconds(windowFrom(1, 5));
    expect(digits).toEqual([]);
    const capital = new CapitalSeconds(digits);
    expect(capital.of({ backstop: "0xb1", asset: "0x0a" }, "FLOWS").raw).toBe(0n);
    expect(capital.of({ backstop: "0xb1", asset: "0x0a" }, "PARTIAL")).toMatchObject({
      raw: null,
      status: "PARTIAL_COVERAGE",
    });
  });
});

describe("StoreLedgerReader.flowSums", () => {
  test("default: by backstop, asset, direction and cause, from the first second of the window on", async () => {
    const sums = await new StoreLedgerReader(store).flowSums(windowFrom(11, 1000));
    expect(sums).toEqual([
      { backstop: "0xb1", asset: "0x0a", direction: "HOLD", cause: "EXERCISE", amount: 1000n, flows: 1n },
      { backstop: "0xb1", asset: "0x0a", direction: "IN", cause: "FEE", amount: 3n, flows: 1n },
      {
        backstop: "0xb1",
        asset: "0x0a",
        direction: "OUT",
        cause: "WITHDRAWAL",
        amount: UINT255 - 8n,
        flows: 1n,
      },
    ]);
  });
});

describe("StoreLedgerReader.absorbedLosses and lossCounts", () => {
  test("default: what backstops took; a loss that two share counts once in all", async () => {
    const reader = new StoreLedgerReader(store);
    const BOTH = ["0xb1", "0xb2"];
    expect(await reader.absorbedLosses(windowFrom(10, 1000), BOTH)).toEqual([
      { backstop: "0xb1", asset: "0x0a", amount: UINT255 + 4n },
      { backstop: "0xb2", asset: "0x0a", amount: 1n },
    ]);
    expect(await reader.lossCounts(windowFrom(10, 1000), BOTH)).toEqual([
      { backstop: null, losses: 2n },
      { backstop: "0xb1", losses: 2n },
      { backstop: "0xb2", losses: 1n },
    ]);
    expect(await reader.lossCounts(windowFrom(10, 1000), ["0xb2"])).toEqual([
      { backstop: null, losses: 1n },
      { backstop: "0xb2", losses: 1n },
    ]);
    expect(await reader.lossCounts(windowFrom(500, 1000), BOTH)).toEqual([{ backstop: null, losses: 0n }]);
  });
});

describe("StoreLedgerReader.firstRecord", () => {
  test("default: the oldest fact of any kind; null before it and for others", async () => {
    const reader = new StoreLedgerReader(store);
    expect(await reader.firstRecord(viewAt(1000), PROTOCOL)).toBe(blockTime(10));
    expect(await reader.firstRecord(viewAt(9), PROTOCOL)).toBeNull();
    expect(await reader.firstRecord(viewAt(1000), "0x00")).toBeNull();
  });
});
