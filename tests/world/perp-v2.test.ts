import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectCoverage } from "../support/coverage/covered-run.ts";
import { queryGraphql } from "../support/e2e/graphql.ts";
import { invariantViolations } from "../support/e2e/invariants.ts";
import { readLedger } from "../support/e2e/ledger.ts";
import { contractPackage, PACKAGE_MISSING } from "../support/real-contracts/contract-package.ts";
import { startAnvil, type TestAnvil } from "../support/start-anvil.ts";
import { BlockPerCall } from "../support/world/block-per-call.ts";
import { type IndexedLedger, indexLedger } from "../support/world/index-ledger.ts";
import { deployPerpV2, type PerpV2System } from "../support/world/perp-v2.ts";
import { PerpV2Scenario, TRADERS } from "../support/world/perp-v2-scenario.ts";
import { reconcileWorld } from "../support/world/reconcile-world.ts";

const MARKETS = ["A", "B"];
/** Units of the accounting unit in one of the token. */
const SCALE = 10n ** 12n;

/** What both sides can state after a block. */
interface State {
  /** Of the token. */
  readonly wallet: bigint;
  /** Of the accounting unit; below zero is the vault's hole. */
  readonly account: bigint;
  /** Signed sizes above dust, by market and trader. */
  readonly sizes: Readonly<Record<string, bigint>>;
}

interface View extends State {
  readonly block: number;
  readonly step: string;
  /** Of the token, as the contracts round it: down. */
  readonly capacity: bigint;
  readonly settlementValue: bigint;
}

interface LedgerAt {
  readonly backstopBalances: readonly { asset: { kind: string }; balance: string }[];
  readonly deficits: readonly { open: string }[];
  readonly positions: readonly { market: { name: string }; account: string; size: string }[];
}

const AT = `query($block: Int!) {
  backstopBalances(block: { number: $block }) { asset { kind } balance }
  deficits(block: { number: $block }) { open }
  positions(first: 1000, block: { number: $block }) { market { name } account size }
}`;

interface Loss {
  readonly blockNumber: string;
  readonly mode: string;
  readonly loss: string;
  readonly absorbed: string;
}

const LOSSES = "{ liquidations(orderBy: ordinal) { blockNumber mode loss absorbed } }";
/** Ten WETH at 400, sold a tenth below, and 3 % of it for the fund: in the accounting unit. */
const FEE_ON_COLLATERAL = ((10n * 400n * 9n * 3n) / 1_000n) * 10n ** 18n;

const perp = contractPackage("@perp/curie-contract");
const uniswap = contractPackage("@uniswap/v3-core");
const isMissing = perp === null || uniswap === null;

let anvil: TestAnvil;
let chain: BlockPerCall;
let system: PerpV2System;
let ledger: IndexedLedger;
const views: View[] = [];

function read<T>(contract: string, view: string, ...args: unknown[]): Promise<T> {
  return chain.read<T>(system.get(contract), view, args);
}

async function sizesOnChain(): Promise<Record<string, bigint>> {
  const sizes: Record<string, bigint> = {};
  for (const market of MARKETS) {
    const base = system.get(market).address;
    for (const trader of TRADERS.map((place) => chain.address(place))) {
      const size = await read<bigint>("AccountBalance", "getTakerPositionSize", trader, base);
      if (size !== 0n) sizes[`${base} ${trader}`.toLowerCase()] = size;
    }
  }
  return sizes;
}

async function takeView(step: string, block: bigint): Promise<void> {
  const fund = system.get("InsuranceFund").address;
  const settled = await read<bigint>("Vault", "getBalance", fund);
  const [owed] = await read<readonly [bigint, bigint, bigint]>("AccountBalance", "getPnlAndPendingFee", fund);
  views.push({
    block: Number(block),
    step,
    wallet: await read<bigint>("Usdc", "balanceOf", fund),
    account: settled * SCALE + owed,
    capacity: await read<bigint>("InsuranceFund", "getInsuranceFundCapacity"),
    settlementValue: await read<bigint>("Vault", "getSettlementTokenValue", fund),
    sizes: await sizesOnChain(),
  });
}

async function readState(block: number): Promise<State> {
  const { backstopBalances, deficits, positions } = await queryGraphql<LedgerAt>(ledger.url, AT, { block });
  const held = (kind: string) =>
    BigInt(backstopBalances.find(({ asset }) => asset.kind === kind)?.balance ?? 0);
  const sizes = positions.map(
    ({ market, account, size }) => [`${market.name} ${account}`, BigInt(size)] as const,
  );
  return {
    wallet: held("ERC20"),
    account: held("INTERNAL") - BigInt(deficits[0]?.open ?? 0),
    sizes: Object.fromEntries(sizes.filter(([, size]) => size !== 0n)),
  };
}

/** The views before and after a block. */
function around(block: number): [View, View] {
  const place = views.findIndex((view) => view.block === block);
  const [before, after] = [views[place - 1], views[place]];
  if (before === undefined || after === undefined) throw new Error(`no views around block ${block}`);
  return [before, after];
}

function floorToToken(units: bigint): bigint {
  const rest = ((units % SCALE) + SCALE) % SCALE;
  return (units - rest) / SCALE;
}

describe.skipIf(isMissing)(`Perp v2 on a local chain${isMissing ? ` (${PACKAGE_MISSING})` : ""}`, () => {
  beforeAll(async () => {
    if (perp === null || uniswap === null) return;
    anvil = await startAnvil("--disable-code-size-limit", "--timestamp", "1750000000");
    chain = new BlockPerCall(anvil.url);
    system = await deployPerpV2(chain, { perp, uniswap });
    await new PerpV2Scenario(chain, system, takeView).play();
    ledger = await indexLedger(system.network, anvil.url, views.at(-1)?.block ?? 0);
  }, 600_000);

  afterAll(async () => {
    await ledger?.stop();
    await anvil?.stop();
  });

  test("default: at every block wallet, account, hole and positions are the contracts'", async () => {
    const head = views.at(-1)?.block ?? 0;
    const world = { ledger, network: system.network, rpcUrl: anvil.url, head };
    const { counts, differences } = await reconcileWorld(world);
    expect(differences).toEqual([]);
    expect(Object.keys(counts)).toEqual(["MATCH"]);
    expect(counts["MATCH"]).toBeGreaterThan(3 * views.length);
    for (const { block, wallet, account, sizes } of views) {
      expect({ block, ...(await readState(block)) }).toEqual({ block, wallet, account, sizes });
    }
  });

  test("behavior: capacity and the vault's debt follow from wallet, account and hole", async () => {
    for (const { block, capacity, settlementValue } of views) {
      const { wallet, account } = await readState(block);
      expect(floorToToken(account)).toBe(settlementValue);
      expect(wallet + floorToToken(account)).toBe(capacity);
    }
    expect(views.some(({ settlementValue }) => settlementValue < 0n)).toBe(true);
    expect(views.some(({ capacity }) => capacity < 0n)).toBe(true);
  });

  test("behavior: a position's loss is the fall of the account, which pays what it holds", async () => {
    const { liquidations } = await queryGraphql<{ liquidations: readonly Loss[] }>(ledger.url, LOSSES);
    expect(liquidations.map(({ mode }) => mode)).toEqual(["CLOSE_OUT", "CLOSE_OUT", "CLOSE_OUT", "DIRECT"]);
    for (const { blockNumber, mode, loss, absorbed } of liquidations.slice(1)) {
      const [before, after] = around(Number(blockNumber));
      const fee = mode === "DIRECT" ? FEE_ON_COLLATERAL : 0n;
      const held = (before.account > 0n ? before.account : 0n) + fee;
      expect(BigInt(loss)).toBe(before.account + fee - after.account);
      expect(BigInt(absorbed)).toBe(held);
    }
    expect(liquidations[0]?.loss).toBe("0");
  });

  test("behavior: every kind of flow, change and status occurs", async () => {
    const rows = await readLedger(ledger.url);
    const kinds = (entity: string, field: string) => new Set(rows.get(entity)?.map((row) => row[field]));
    expect(kinds("FundFlow", "cause")).toEqual(
      new Set(["FEE", "PENALTY", "DONATION", "TRANSFER", "REBALANCE", "COVERAGE", "WITHDRAWAL"]),
    );
    expect(kinds("PositionChange", "cause")).toEqual(new Set(["OPEN", "ADJUST", "LIQUIDATION", "CLOSE"]));
    expect(kinds("StatusChange", "status")).toEqual(new Set(["PAUSED", "ACTIVE"]));
    expect(kinds("ParameterChange", "name")).toEqual(
      new Set(["surplusBeneficiary", "distributionThreshold"]),
    );
  });

  test("behavior: the events on the chain are those that tests/coverage lists", async () => {
    await expectCoverage("perp-v2", system.network, anvil.url);
  });

  test("behavior: nothing is skipped and all invariants hold", async () => {
    const rows = await readLedger(ledger.url);
    expect(rows.get("SkippedEvent")).toEqual([]);
    expect(invariantViolations(rows)).toEqual([]);
  });
});
