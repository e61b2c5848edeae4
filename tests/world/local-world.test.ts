import { createPublicClient, http } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { referenceArtifact, referenceNames } from "../../devnet/contracts/compile.ts";
import { emitsStandard } from "../../devnet/contracts/emits-standard.ts";
import { startAnvil } from "../../devnet/stack/anvil.ts";
import { FUND_CAPITAL, WORLD_START } from "../../devnet/world/cast.ts";
import { ChainDriver } from "../../devnet/world/chain-driver.ts";
import { UnfinishedWorldError, UnsuitableChainError } from "../../devnet/world/errors.ts";
import { PRICE_PATH, unixTime } from "../../devnet/world/price-path.ts";
import { type LocalWorld, playLocalWorld, type WorldProgress } from "../../devnet/world/scenario.ts";
import { buildAbis } from "../../subgraph/manifest/abi.ts";
import { generateManifest } from "../../subgraph/manifest/manifest.ts";
import { makeTempDir } from "../support/temp-dir.ts";
import { startWorldChain, type WorldChain } from "../support/world/world-chain.ts";
import { computeWorldTotals, type WorldTotals } from "../support/world-totals.ts";

const ignore = () => undefined;

let host: WorldChain;
let world: LocalWorld;
let totals: WorldTotals;
let seconds: number;
const progress: WorldProgress[] = [];

beforeAll(async () => {
  host = await startWorldChain("local");
  const begin = performance.now();
  world = await playLocalWorld({ rpcUrl: host.rpcUrl, onProgress: (step) => progress.push(step) });
  seconds = (performance.now() - begin) / 1000;
  totals = await computeWorldTotals(host.rpcUrl, world);
});

afterAll(async () => {
  await host?.stop();
});

function readLogs(rpcUrl: string) {
  return createPublicClient({ transport: http(rpcUrl) }).getLogs({ fromBlock: 0n, toBlock: "latest" });
}

describe("playLocalWorld", () => {
  test("default", async () => {
    const client = createPublicClient({ transport: http(host.rpcUrl) });
    expect(Number(await client.getBlockNumber())).toBe(world.blocks);
    expect(world.blocks).toBeGreaterThan(800);
    expect(world.transactions).toBeGreaterThan(1_000);
    expect(seconds).toBeLessThan(90);
    expect(progress.at(-1)).toMatchObject({ step: "done", block: world.blocks, part: 1 });
  });

  test("behavior: every event that the adapters read occurs", () => {
    expect(totals.counts).toMatchObject({
      "AssetPool.Deposited": 6,
      "AssetPool.WithdrawalInitiated": 6,
      "AssetPool.WithdrawalCompleted": 4,
      "AssetPool.CoverageClaimed": 3,
      "ClearingHouse.PositionLiquidated": 44,
      "InsuranceFund.Withdrawn": 27,
      "Pool.LiquidationCall": 17,
      "PoolConfigurator.ReserveInitialized": 2,
      "Oracle.AssetSourceUpdated": 51,
      "PriceFeed.PriceFeedDataSet": 50,
    });
  });

  test("behavior: the network's sources make a manifest", () => {
    const inputs = { repoRoot: "..", abis: buildAbis() };
    const { dataSources } = generateManifest(world.network, inputs);
    const names = dataSources.map(({ name }) => name);
    expect(names.filter((name) => !name.startsWith("Reference"))).toEqual([
      "KeepAssetPool",
      "PerpClearingHouse",
      "PerpInsuranceFund",
      "PerpQuoteToken",
      "PerpPriceFeed",
      "AavePool",
      "AavePoolConfigurator",
      "AaveOracle",
    ]);
  });

  test("behavior: every reference contract stands in the world but the one that emits nothing", () => {
    const emitters = referenceNames().filter((name) => emitsStandard(referenceArtifact(name)));
    const made = emitters.filter((name) => referenceArtifact(name).bytecode !== "0x");
    const played = world.network.sources.map(({ name }) => (name ?? "").replace(/^Reference(Credit)?/, ""));
    // Instances that have names of their own.
    const aliases: Readonly<Record<string, string>> = {
      LendingOracle: "OracleAggregator",
      PerpFund: "InsuranceFund",
    };
    const kinds = new Set(played.map((name) => aliases[name] ?? name));
    for (const name of made) expect(kinds, name).toContain(name);
  });

  test("behavior: token logs and token views agree at every block", () => {
    expect(totals.fundBalancesFromTransfers).toEqual(totals.fundBalances);
    expect(totals.poolBalancesFromTransfers).toEqual(totals.poolBalances);
  });

  test("behavior: losses are borne, unpaid and made good", () => {
    expect(totals.liquidationBadDebt).toBeGreaterThan(0n);
    expect(totals.positionBadDebt).toBeGreaterThan(0n);
    expect(totals.residualDebts.length).toBe(4);
    expect(totals.pendingShares).toBe(0n);
    const opened = totals.fundBalances.findIndex((balance) => balance >= FUND_CAPITAL);
    const sorted = totals.fundBalances.slice(opened).sort((a, b) => (a < b ? -1 : 1));
    expect(sorted[0]).toBeLessThan(FUND_CAPITAL / 4n);
    expect(sorted.at(-1)).toBe(totals.fundBalances.at(-1));
  });

  test("behavior: the fund pays exactly the bad debt of each transaction that has some", () => {
    const amount = (name: string, field: string, transaction: string) =>
      totals.events
        .filter((event) => event.name === name && event.transaction === transaction)
        .reduce((sum, { args }) => sum + (args[field] as bigint), 0n);
    const lossy = new Set(
      totals.events
        .filter(({ args }) => ((args["badDebt"] as bigint | undefined) ?? 0n) > 0n)
        .map(({ transaction }) => transaction),
    );
    expect(lossy.size).toBe(12);
    for (const transaction of lossy) {
      const lost =
        amount("PositionLiquidated", "badDebt", transaction) +
        amount("PositionChanged", "badDebt", transaction);
      expect(amount("Withdrawn", "amount", transaction)).toBe(lost);
    }
  });

  test("behavior: coverage claims and withdrawals follow from the pool's own arithmetic", () => {
    // 3,000,000 deposited; 300,000 claimed leaves 0.9 a share: 200,000 shares are paid 180,000. The claims of
    // 450,000 and 120,000 leave 1,950,000 for 2,800,000 shares.
    const paid = totals.events
      .filter(({ name }) => name === "WithdrawalCompleted")
      .map(({ args }) => args["amount"]);
    const afterClaims = (shares: bigint) => (shares * 10n ** 18n * 1_950_000n) / 2_800_000n;
    expect(paid).toEqual([
      180_000n * 10n ** 18n,
      afterClaims(150_000n),
      afterClaims(500_000n),
      afterClaims(250_000n),
    ]);
  });

  test("behavior: prices take effect at the hours of the record", async () => {
    const client = createPublicClient({ transport: http(host.rpcUrl) });
    const blocks = await Promise.all(
      Array.from({ length: world.blocks + 1 }, (_, number) =>
        client.getBlock({ blockNumber: BigInt(number) }),
      ),
    );
    const times = new Set(blocks.map(({ timestamp }) => Number(timestamp)));
    for (const { hour } of PRICE_PATH) expect(times).toContain(unixTime(hour));
  });

  test("behavior: two plays give the same blocks and logs", async () => {
    const second = await startWorldChain("again");
    try {
      const replayed = await playLocalWorld({ rpcUrl: second.rpcUrl, onProgress: ignore });
      expect(replayed).toEqual(world);
      const [first, again] = await Promise.all([readLogs(host.rpcUrl), readLogs(second.rpcUrl)]);
      expect(again).toEqual(first);
    } finally {
      await second.stop();
    }
  });

  test("behavior: a second start leaves the finished world as it is, also after a restart", async () => {
    const logs = await readLogs(host.rpcUrl);
    expect(await playLocalWorld({ rpcUrl: host.rpcUrl, onProgress: ignore })).toEqual(world);
    await host.restart();
    expect(await playLocalWorld({ rpcUrl: host.rpcUrl, onProgress: ignore })).toEqual(world);
    expect(await readLogs(host.rpcUrl)).toEqual(logs);
  });

  test("error: UnfinishedWorldError", async () => {
    const partial = await startWorldChain("partial");
    try {
      const chain = await ChainDriver.connect(partial.rpcUrl, WORLD_START);
      await chain.mineAt(WORLD_START + 13);
      const attempt = playLocalWorld({ rpcUrl: partial.rpcUrl, onProgress: ignore });
      await expect(attempt).rejects.toThrow(UnfinishedWorldError);
    } finally {
      await partial.stop();
    }
  });

  test("error: UnsuitableChainError", async () => {
    const dir = makeTempDir("world-unsuitable");
    const flags = ["--timestamp", String(WORLD_START)];
    const anvil = await startAnvil({ folder: dir.path, env: process.env, flags });
    try {
      const attempt = playLocalWorld({ rpcUrl: anvil.rpcUrl, onProgress: ignore });
      await expect(attempt).rejects.toThrow("expects a chain without a code size limit");
      await expect(attempt).rejects.toThrow(UnsuitableChainError);
    } finally {
      await anvil.stop();
      dir.remove();
    }
  });
});
