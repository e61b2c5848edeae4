import { maxUint256, parseEther, zeroAddress } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectCoverage } from "../support/coverage/covered-run.ts";
import { queryGraphql } from "../support/e2e/graphql.ts";
import { invariantViolations } from "../support/e2e/invariants.ts";
import { readLedger } from "../support/e2e/ledger.ts";
import { startAnvil, type TestAnvil } from "../support/start-anvil.ts";
import { BlockPerCall, type Call } from "../support/world/block-per-call.ts";
import { type IndexedLedger, indexLedger } from "../support/world/index-ledger.ts";
import { deployMusd, type MusdSystem, setBitcoinPrice } from "../support/world/musd.ts";
import { reconcileWorld } from "../support/world/reconcile-world.ts";

const ACCOUNTS = [0, 1, 2, 3];
const KEEPER = 4;

interface TroveView {
  /** Principal and interest. */
  readonly debt: bigint;
  readonly principal: bigint;
  readonly collateral: bigint;
}

/** What the contracts' own views say after a block. */
interface View {
  readonly block: number;
  readonly step: string;
  readonly pool: bigint;
  readonly gain: bigint;
  /** Debt and collateral that liquidations spread and no trove has taken up. */
  readonly spread: { readonly debt: bigint; readonly collateral: bigint };
  readonly troves: Readonly<Record<string, TroveView>>;
}

let anvil: TestAnvil;
let chain: BlockPerCall;
let musd: MusdSystem;
let ledger: IndexedLedger;
const views: View[] = [];

async function takeView(step: string, block: bigint): Promise<void> {
  const [pool, defaults, manager] = ["StabilityPool", "DefaultPool", "TroveManager"].map(musd.get) as [
    ReturnType<MusdSystem["get"]>,
    ReturnType<MusdSystem["get"]>,
    ReturnType<MusdSystem["get"]>,
  ];
  const troves = await Promise.all(
    ACCOUNTS.map(async (index) => {
      const account = chain.address(index);
      const [collateral, principal, interest] = await chain.read<readonly [bigint, bigint, bigint]>(
        manager,
        "Troves",
        [account],
      );
      return [account.toLowerCase(), { collateral, principal, debt: principal + interest }] as const;
    }),
  );
  views.push({
    block: Number(block),
    step,
    pool: await chain.read<bigint>(pool, "getTotalMUSDDeposits"),
    gain: await chain.read<bigint>(pool, "getCollateralBalance"),
    spread: {
      debt: await chain.read<bigint>(defaults, "getDebt"),
      collateral: await chain.read<bigint>(defaults, "getCollateralBalance"),
    },
    troves: Object.fromEntries(troves),
  });
}

async function act(from: number, contract: string, call: Call): Promise<void> {
  const { blockNumber } = await chain.call(from, musd.get(contract), call);
  await takeView(call.functionName, blockNumber);
  await chain.wait(3_600);
}

function open(from: number, debt: number, collateral: string): Promise<void> {
  const address = chain.address(from);
  const args = [parseEther(String(debt)), address, address];
  return act(from, "BorrowerOperations", {
    functionName: "openTrove",
    args,
    value: parseEther(collateral),
  });
}

async function approvePool(from: number): Promise<void> {
  const args = [musd.get("StabilityPool").address, maxUint256];
  await chain.call(from, musd.get("MUSD"), { functionName: "approve", args });
}

const provide = (from: number, amount: string) =>
  act(from, "StabilityPool", { functionName: "provideToSP", args: [parseEther(amount)] });
const withdraw = (from: number, amount: string) =>
  act(from, "StabilityPool", { functionName: "withdrawFromSP", args: [parseEther(amount)] });
const liquidate = (index: number) =>
  act(KEEPER, "TroveManager", { functionName: "liquidate", args: [chain.address(index)] });

/** A hint lasts for ten minutes of interest: the block before it takes up the time that has passed. */
async function redeem(from: number, amount: string): Promise<void> {
  await setBitcoinPrice(chain, musd, 50_000);
  const price = await chain.read<bigint>(musd.get("PriceFeed"), "fetchPrice");
  const hints = await chain.read<readonly [string, bigint, bigint]>(
    musd.get("HintHelpers"),
    "getRedemptionHints",
    [parseEther(amount), price, 0n],
  );
  const [first, ratio, sum] = hints;
  const args = [sum, first, zeroAddress, zeroAddress, ratio, 0n];
  await act(from, "TroveManager", { functionName: "redeemCollateral", args });
}

/** Troves, a full and a partial offset with redistribution, gains claimed, redemption, refinancing, a close. */
async function playScenario(): Promise<void> {
  await open(0, 50_000, "5");
  await open(1, 20_000, "2");
  await open(2, 18_000, "0.5");
  await open(3, 25_000, "0.8");
  for (const index of [0, 1]) await approvePool(index);
  await provide(0, "30000");
  await provide(1, "10000");
  await setBitcoinPrice(chain, musd, 39_000);
  await liquidate(2);
  await withdraw(0, "5000");
  await withdraw(0, "0");
  await provide(1, "100");
  await setBitcoinPrice(chain, musd, 33_000);
  await liquidate(3);
  await act(1, "BorrowerOperations", {
    functionName: "addColl",
    args: [chain.address(1), chain.address(1)],
    value: parseEther("0.1"),
  });
  await redeem(0, "3000");
  await act(0, "BorrowerOperations", {
    functionName: "withdrawMUSD",
    args: [parseEther("2000"), chain.address(0), chain.address(0)],
  });
  await act(1, "BorrowerOperations", {
    functionName: "refinance",
    args: [chain.address(1), chain.address(1)],
  });
  await provide(0, "1000");
  await act(0, "BorrowerOperations", {
    functionName: "repayMUSD",
    args: [parseEther("100"), chain.address(0), chain.address(0)],
  });
  await act(0, "MUSD", { functionName: "transfer", args: [chain.address(1), parseEther("14000")] });
  await act(1, "BorrowerOperations", { functionName: "closeTrove" });
}

function viewOf(step: string, index = 0): View {
  const view = views.filter((one) => one.step === step)[index];
  if (view === undefined) throw new Error(`no view after ${step}`);
  return view;
}

beforeAll(async () => {
  anvil = await startAnvil("--disable-code-size-limit", "--timestamp", "1750000000");
  chain = new BlockPerCall(anvil.url);
  musd = await deployMusd(chain);
  await playScenario();
  ledger = await indexLedger(musd.network, anvil.url, views.at(-1)?.block ?? 0);
}, 600_000);

afterAll(async () => {
  await ledger?.stop();
  await anvil?.stop();
});

describe("MUSD on a local chain", () => {
  /**
   * Borrowing more, the contract states an interest of zero whatever the trove owes (BorrowerOperations.sol,
   * `_updateTroveFromAdjustment`); the next log of the trove states it all.
   */
  test("default: at every block the ledger equals the contracts' views, but for interest that a log leaves out", async () => {
    const head = views.at(-1)?.block ?? 0;
    const world = { ledger, network: musd.network, rpcUrl: anvil.url, head };
    const { counts, differences } = await reconcileWorld(world);
    const [borrowed, repaid] = [viewOf("withdrawMUSD"), viewOf("repayMUSD")];
    const borrower = chain.address(0).toLowerCase();
    const { debt, principal } = borrowed.troves[borrower] as TroveView;
    const { MATCH = 0, ...others } = counts;
    expect(MATCH).toBeGreaterThan(400);
    expect(others).toEqual({ MISMATCH: repaid.block - borrowed.block });
    expect(differences).toMatchObject([
      {
        quantity: "POSITION_DEBT",
        account: borrower,
        residual: principal - debt,
        first: { number: BigInt(borrowed.block) },
        last: { number: BigInt(repaid.block - 1) },
      },
    ]);
  });

  test("behavior: the events on the chain are those that tests/coverage lists", async () => {
    await expectCoverage("musd", musd.network, anvil.url);
  });

  test("behavior: offset is the fall of the pool, the rest is what the default pool took over", async () => {
    const { liquidations } = await queryGraphql<{
      liquidations: { id: string; debtRepaid: string; collateralSeized: string; loss: string }[];
    }>(ledger.url, "{ liquidations(orderBy: ordinal) { id debtRepaid collateralSeized loss } }");
    const { lossAllocations } = await queryGraphql<{
      lossAllocations: { loss: string; layer: string; amount: string }[];
    }>(ledger.url, "{ lossAllocations { loss layer amount } }");
    const part = (loss: string, layer: string) =>
      BigInt(lossAllocations.find((one) => one.loss === loss && one.layer === layer)?.amount ?? 0);
    const before = [viewOf("provideToSP", 1), viewOf("provideToSP", 2)];
    const after = [viewOf("liquidate", 0), viewOf("liquidate", 1)];
    expect(liquidations.length).toBe(2);
    for (const [index, one] of liquidations.entries()) {
      const [was, is] = [before[index] as View, after[index] as View];
      const trove = was.troves[chain.address(index + 2).toLowerCase()];
      expect(part(one.id, "STABILITY_POOL")).toBe(was.pool - is.pool);
      expect(part(one.id, "SOCIALISED")).toBe(is.spread.debt - was.spread.debt);
      expect(BigInt(one.loss)).toBe(was.pool - is.pool + is.spread.debt - was.spread.debt);
      expect(BigInt(one.collateralSeized)).toBe(trove?.collateral);
    }
    expect(part(liquidations[1]?.id ?? "", "SOCIALISED")).toBeGreaterThan(8_000n * 10n ** 18n);
  });

  test("behavior: every cause of a position's change occurs, nothing is skipped, all invariants hold", async () => {
    const rows = await readLedger(ledger.url);
    expect(new Set(rows.get("PositionChange")?.map(({ cause }) => cause))).toEqual(
      new Set(["OPEN", "ADJUST", "LIQUIDATION", "REDISTRIBUTION", "REDEMPTION", "CLOSE"]),
    );
    expect(rows.get("SkippedEvent")).toEqual([]);
    expect(invariantViolations(rows)).toEqual([]);
    expect(
      rows.get("FundFlow")?.every(({ account, causedBy }) => account !== null || causedBy !== null),
    ).toBe(true);
  });
});
