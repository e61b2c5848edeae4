import { createPublicClient, http, type PublicClient } from "viem";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { loadArtifact } from "../../devnet/world/artifact.ts";
import { type LocalWorld, playLocalWorld } from "../../devnet/world/scenario.ts";
import { expectCoverage } from "../support/coverage/covered-run.ts";
import { balanceSeriesByBlock } from "../support/e2e/balance-series.ts";
import { factsOfLedger, readChainFacts } from "../support/e2e/chain-facts.ts";
import { askGraphql, queryGraphql } from "../support/e2e/graphql.ts";
import { invariantViolations } from "../support/e2e/invariants.ts";
import { type Ledger, readLedger, rowCounts, rowsOf } from "../support/e2e/ledger.ts";
import { type RunUrls, START_MS } from "../support/e2e/seawall-run.ts";
import { seededRandom } from "../support/e2e/seeded-random.ts";
import { makeStackFixture, type StackFixture } from "../support/e2e/stack-fixture.ts";
import { readStandardLogs, type StandardLog } from "../support/e2e/standard-logs.ts";
import { readStoreLedger, storeFileOf } from "../support/e2e/store-ledger.ts";
import { computeWorldTotals, type WorldTotals } from "../support/world-totals.ts";

vi.setConfig({ testTimeout: START_MS, hookTimeout: START_MS });

const ASSET_POOL = "@keep-network/coverage-pools/build/contracts/AssetPool.sol/AssetPool.json";
const AAVE_ORACLE = "@aave/core-v3/artifacts/contracts/misc/AaveOracle.sol/AaveOracle.json";
const AAVE_ID = `0x${Buffer.from("aave").toString("hex")}`;
const TOKEN = "@keep-network/coverage-pools/build/contracts/UnderwriterToken.sol/UnderwriterToken.json";

interface Raw {
  readonly raw: string;
}

interface ApiBalance {
  readonly backstop: { readonly contract: string };
  readonly balance: Raw;
  readonly residual: Raw;
  readonly shares: string | null;
  readonly pendingShares: string | null;
}

interface ApiBadDebt {
  readonly market: { readonly protocol: { readonly slug: string } };
  readonly created: Raw;
  readonly covered: Raw;
  readonly socialised: Raw;
  readonly writtenOff: Raw;
  readonly open: Raw;
  readonly pending: Raw;
}

interface ApiState {
  readonly balances: {
    readonly provenance: { readonly blockNumber: string; readonly blockHash: string };
    readonly edges: readonly { readonly node: ApiBalance }[];
  };
  readonly liquidations: { readonly totalCount: number };
  readonly badDebt: { readonly markets: readonly ApiBadDebt[] };
}

const STATE = `query($block: BigInt!) {
  balances(asOf: { blockNumber: $block }) {
    provenance { blockNumber blockHash }
    edges { node { backstop { contract } balance { raw } residual { raw } shares pendingShares } }
  }
  liquidations(asOf: { blockNumber: $block }, first: 1) { totalCount }
  badDebt(asOf: { blockNumber: $block }) {
    markets {
      market { protocol { slug } }
      created { raw } covered { raw } socialised { raw } writtenOff { raw } open { raw } pending { raw }
    }
  }
}`;

let stack: StackFixture;
let urls: RunUrls;
let client: PublicClient;
let world: LocalWorld;
let totals: WorldTotals;
let reference: readonly StandardLog[];
let ledger: Ledger;
/** The API's answer for each block; undefined before the first event. */
let states: readonly (ApiState | undefined)[];

function addressOf(contract: string): `0x${string}` {
  const source = world.network.sources.find((candidate) => candidate.contract === contract);
  return (source?.address ?? "").toLowerCase() as `0x${string}`;
}

function balanceOf(state: ApiState | undefined, contract: string): ApiBalance | undefined {
  const edges = state?.balances.edges ?? [];
  return edges.find(({ node }) => node.backstop.contract === addressOf(contract))?.node;
}

/** Counts the reference contracts' logs of a name; with a parameter, its different values. */
function logged(event: string, parameter?: string): number {
  const logs = reference.filter(({ name }) => name === event);
  return parameter === undefined ? logs.length : new Set(logs.map(({ args }) => args[parameter])).size;
}

/** For each block, the sum over the events up to and with it. */
function runningSum<E extends { readonly block: number }>(
  events: readonly E[],
  amountOf: (event: E) => bigint,
): bigint[] {
  const sums = new Array<bigint>(world.blocks + 1).fill(0n);
  for (const event of events) sums[event.block] = (sums[event.block] ?? 0n) + amountOf(event);
  let sum = 0n;
  return sums.map((value) => {
    sum += value;
    return sum;
  });
}

async function readStates(firstBlock: number): Promise<(ApiState | undefined)[]> {
  const answers: (ApiState | undefined)[] = new Array(firstBlock).fill(undefined);
  for (let block = firstBlock; block <= world.blocks; block += 1) {
    answers.push(await queryGraphql<ApiState>(`${urls.api}/graphql`, STATE, { block: String(block) }));
  }
  return answers;
}

function read(contract: string, at: { address: `0x${string}`; block: number }, call: [string, unknown[]?]) {
  const { abi } = loadArtifact(contract);
  const [functionName, args = []] = call;
  return client.readContract({ address: at.address, abi, functionName, args, blockNumber: BigInt(at.block) });
}

beforeAll(async () => {
  stack = await makeStackFixture("world");
  urls = (await stack.startReady()).urls;
  client = createPublicClient({ transport: http(urls.rpc), cacheTime: 0 });
  world = await playLocalWorld({ rpcUrl: urls.rpc, onProgress: () => undefined });
  totals = await computeWorldTotals(urls.rpc, world);
  reference = await readStandardLogs(urls.rpc, world.network);
  ledger = await readLedger(urls.ledger);
  states = await readStates(totals.events.find(({ name }) => name === "Deposited")?.block ?? 0);
});

afterAll(async () => {
  await stack?.remove();
});

describe("the ledger of the local world", () => {
  test("behavior: the events on the chain are those that tests/coverage lists", async () => {
    await expectCoverage("local-world", world.network, urls.rpc);
  });

  test("behavior: says what the logs of the chain say, no more and no less", async () => {
    expect(factsOfLedger(ledger)).toEqual(await readChainFacts(urls.rpc, world));
  });

  test("behavior: keeps the invariants of the schema at every fact", () => {
    expect(invariantViolations(ledger)).toEqual([]);
    // The first numbers are those of the real protocols, the second the logs of the reference contracts.
    expect(rowCounts(ledger)).toMatchObject({
      Liquidation: 61 + logged("Liquidated"),
      Deficit: 2 + logged("LossRecognised", "market"),
      PriceFeed: 3 + logged("FeedRegistered"),
      PriceObservation: 101 + logged("PriceReported"),
    });
  });

  test("behavior: skips nothing", () => {
    expect(rowsOf(ledger, "SkippedEvent")).toEqual([]);
    expect(rowsOf(ledger, "Protocol").map(({ slug, skippedCount }) => [slug, skippedCount])).toEqual([
      ["aave", "0"],
      ["keep", "0"],
      ["perp", "0"],
      ["reference", "0"],
    ]);
  });

  test("behavior: prices the reserves in US dollars as Aave's oracle does at the end", async () => {
    const feeds = new Map(rowsOf(ledger, "PriceFeed").map((feed) => [feed["id"], feed]));
    const markets = rowsOf(ledger, "Market").filter((market) => market["protocol"] === AAVE_ID);
    expect(markets.length).toBe(2);
    for (const market of markets) {
      const asset = market["collateralAsset"];
      const price = await read(AAVE_ORACLE, { address: addressOf("Oracle"), block: world.blocks }, [
        "getAssetPrice",
        [asset],
      ]);
      const feed = feeds.get(market["priceFeed"] ?? "");
      expect(feed).toMatchObject({ asset, quote: "USD", decimals: "8", price: String(price) });
    }
  });

  test("behavior: travels back to the balances of the tokens at blocks of the past", async () => {
    const random = seededRandom("time travel");
    const query = `query($block: Int!) {
      backstopBalances(block: { number: $block }) { balance backstop { contract } }
    }`;
    for (let sample = 0; sample < 12; sample += 1) {
      const block = random.integer(60, world.blocks);
      const { backstopBalances } = await queryGraphql<{
        backstopBalances: { balance: string; backstop: { contract: string } }[];
      }>(urls.ledger, query, { block });
      const found = new Map(backstopBalances.map((row) => [row.backstop.contract, row.balance]));
      expect(found.get(addressOf("InsuranceFund")), `block ${block}`).toBe(
        String(totals.fundBalances[block]),
      );
      expect(found.get(addressOf("AssetPool")), `block ${block}`).toBe(String(totals.poolBalances[block]));
    }
  });
});

describe("the API over the local world", () => {
  test("behavior: gives the balances of the tokens at every block", () => {
    const fund = states.map((state) => BigInt(balanceOf(state, "InsuranceFund")?.balance.raw ?? 0));
    const pool = states.map((state) => BigInt(balanceOf(state, "AssetPool")?.balance.raw ?? 0));
    expect(fund).toEqual(totals.fundBalances);
    expect(pool).toEqual(totals.poolBalances);
  });

  test("behavior: as series by block, gives the balances of the tokens at every block", async () => {
    const [fund, pool] = [addressOf("InsuranceFund"), addressOf("AssetPool")];
    const series = await balanceSeriesByBlock(`${urls.api}/graphql`, world.blocks);
    expect(series.get(fund)).toEqual(totals.fundBalances);
    expect(series.get(pool)).toEqual(totals.poolBalances);
  });

  test("behavior: the sum of flows is the balance at every block", () => {
    const residuals = states.flatMap(
      (state) => state?.balances.edges.map(({ node }) => node.residual.raw) ?? [],
    );
    expect(residuals.length).toBeGreaterThan(world.blocks);
    expect(new Set(residuals)).toEqual(new Set(["0"]));
  });

  test("behavior: counts the liquidations of the chain at every block", () => {
    const names = ["PositionLiquidated", "LiquidationCall", "Liquidated"];
    const all: readonly { readonly name: string; readonly block: number }[] = [
      ...totals.events,
      ...reference,
    ];
    const expected = runningSum(all, ({ name }) => (names.includes(name) ? 1n : 0n));
    expect(states.map((state) => BigInt(state?.liquidations.totalCount ?? 0))).toEqual(expected);
  });

  test("behavior: bad debt is the chain's, and its parts add up, at every block", () => {
    const claimed = runningSum(totals.events, ({ name, args }) =>
      name === "CoverageClaimed" ? (args["amount"] as bigint) : 0n,
    );
    const lost = runningSum(totals.events, ({ args }) => (args["badDebt"] as bigint | undefined) ?? 0n);
    const recognised = runningSum(reference, ({ name, args }) =>
      name === "LossRecognised" ? (args["amount"] as bigint) : 0n,
    );
    const markets = states.map((state) => state?.badDebt.markets ?? []);
    const totalOf = (rows: readonly ApiBadDebt[], slug: string) =>
      rows
        .filter(({ market }) => market.protocol.slug === slug)
        .reduce((sum, { created }) => sum + BigInt(created.raw), 0n);
    expect(markets.map((rows) => totalOf(rows, "keep"))).toEqual(claimed);
    expect(markets.map((rows) => totalOf(rows, "perp"))).toEqual(lost);
    expect(markets.map((rows) => totalOf(rows, "reference"))).toEqual(recognised);
    for (const row of markets.flat()) {
      const [created, covered, socialised, writtenOff, open, pending] = [
        row.created,
        row.covered,
        row.socialised,
        row.writtenOff,
        row.open,
        row.pending,
      ].map(({ raw }) => BigInt(raw)) as [bigint, bigint, bigint, bigint, bigint, bigint];
      expect(open).toBe(created - covered - socialised - writtenOff);
      expect(pending >= 0n && pending <= open).toBe(true);
    }
  });

  test("behavior: shares and the queue are the pool's own views", async () => {
    const pool = addressOf("AssetPool");
    const token = (await read(ASSET_POOL, { address: pool, block: world.blocks }, [
      "underwriterToken",
    ])) as typeof pool;
    const deposits = totals.events.filter(({ name }) => name === "Deposited");
    const underwriters = [...new Set(deposits.map(({ args }) => args["underwriter"]))];
    for (let block = 10; block <= world.blocks; block += 18) {
      const balance = balanceOf(states[block], "AssetPool");
      const waiting = await Promise.all(
        underwriters.map((account) =>
          read(ASSET_POOL, { address: pool, block }, ["pendingWithdrawal", [account]]),
        ),
      );
      const pending = (waiting as bigint[]).reduce((sum, shares) => sum + shares, 0n);
      const supply = await read(TOKEN, { address: token, block }, ["totalSupply"]);
      expect([balance?.shares, balance?.pendingShares], `block ${block}`).toEqual([
        String((supply as bigint) - 0n),
        String(pending),
      ]);
    }
  });

  test("behavior: a liquidation names the layer that took its loss", async () => {
    const { liquidations } = await queryGraphql<{
      liquidations: { edges: { node: { absorbed: Raw; allocations: { layer: string; amount: Raw }[] } }[] };
    }>(
      `${urls.api}/graphql`,
      `{ liquidations(first: 1000, filter: { protocol: "perp" }) {
        edges { node { absorbed { raw } allocations { layer amount { raw } } } }
      } }`,
    );
    const lossy = liquidations.edges.filter(({ node }) => node.absorbed.raw !== "0");
    expect(lossy.length).toBeGreaterThan(0);
    for (const { node } of lossy) {
      expect(node.allocations).toEqual([{ layer: "INSURANCE_FUND", amount: { raw: node.absorbed.raw } }]);
    }
  });

  test("behavior: answers carry blocks of the chain", async () => {
    const named = new Map(
      states.map((state) => [state?.balances.provenance.blockNumber, state?.balances.provenance]),
    );
    for (const [number, provenance] of named) {
      if (number === undefined) continue;
      const { hash } = await client.getBlock({ blockNumber: BigInt(number) });
      expect(provenance?.blockHash).toBe(hash);
    }
    expect([...named.keys()].at(-1)).toBe(String(world.blocks));
  });

  test("behavior: the same request twice gives the same bytes", async () => {
    const query = `{
      balances { provenance { calcId blockHash warnings } edges { cursor node { id balance { decimal } } } }
      badDebt { provenance { calcId } markets { market { id } open { raw } timeline { day created { raw } } } }
      liquidations(first: 1000, order: DESC) { edges { node { id loss { raw status } allocations { amount { raw } } } } }
    }`;
    const answers = [1, 2, 3].map(() => askGraphql(`${urls.api}/graphql`, query));
    const texts = (await Promise.all(answers)).map(({ text }) => text);
    expect(new Set(texts).size).toBe(1);
  });

  test("behavior: _meta, /health and /ready tell the chain's head", async () => {
    const { _meta } = await queryGraphql<{ _meta: { networks: unknown[] } }>(
      `${urls.api}/graphql`,
      "{ _meta { networks { network state block { number hash } subgraphBlock lagBlocks error skippedEvents { count } } } }",
    );
    const { hash } = await client.getBlock();
    const head = String(world.blocks);
    expect(_meta.networks).toEqual([
      {
        network: "seawall-local",
        state: "LIVE",
        block: { number: head, hash },
        subgraphBlock: head,
        lagBlocks: "0",
        error: null,
        skippedEvents: [],
      },
    ]);
    expect((await fetch(`${urls.api}/health`)).status).toBe(200);
    expect((await fetch(`${urls.api}/ready`)).status).toBe(200);
  });

  test("behavior: the store holds the ledger, row by row", async () => {
    await stack.stop();
    expect(await readStoreLedger(storeFileOf(stack.dataDir))).toEqual(ledger);
  });
});
