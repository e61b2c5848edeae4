import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectCoverage } from "../support/coverage/covered-run.ts";
import { queryGraphql } from "../support/e2e/graphql.ts";
import { invariantViolations } from "../support/e2e/invariants.ts";
import { readLedger } from "../support/e2e/ledger.ts";
import { contractPackage, PACKAGE_MISSING } from "../support/real-contracts/contract-package.ts";
import { startAnvil, type TestAnvil } from "../support/start-anvil.ts";
import { BlockPerCall } from "../support/world/block-per-call.ts";
import { type IndexedLedger, indexLedger } from "../support/world/index-ledger.ts";
import { reconcileWorld } from "../support/world/reconcile-world.ts";
import { deployVenus, type VenusSystem } from "../support/world/venus.ts";
import { MARKETS, POOLS } from "../support/world/venus-parameters.ts";
import { VenusScenario } from "../support/world/venus-scenario.ts";

const NOBODY = "0x0000000000000000000000000000000000000000";
const ALL_DEBT = 10_000n;
const LARGE_RISK_FUND = 1;
const STARTED = 1;

/** The last auction of a pool, as both sides can state it. */
interface AuctionState {
  readonly start: bigint;
  readonly isOpen: boolean;
  /** Whether a part of the fund is offered for the whole debt. */
  readonly asksForAll: boolean;
  readonly lotStart: bigint;
  readonly bidder: string | null;
  /** What the highest bidder receives of the fund, and the share of the debt, in basis points, it pays. */
  readonly lot: bigint;
  readonly share: bigint;
}

interface View {
  readonly block: number;
  readonly step: string;
  readonly auctions: Readonly<Record<string, AuctionState>>;
  readonly badDebt: Readonly<Record<string, bigint>>;
}

interface LedgerAuction {
  readonly number: string;
  readonly status: string;
  readonly tab: string | null;
  readonly lotStart: string;
  readonly lot: string;
  readonly bid: string;
  readonly bidder: string | null;
}

const AUCTIONS = `query($block: Int!) {
  auctions(block: { number: $block }, orderBy: createdOrdinal) { number status tab lotStart lot bid bidder }
}`;

interface Loss {
  readonly blockNumber: string;
  readonly account: string;
  readonly market: { readonly contract: string };
  readonly debtRepaid: string;
  readonly loss: string;
  readonly unresolved: string;
}

const LOSSES = `{
  liquidations(orderBy: ordinal) { blockNumber account market { contract } debtRepaid loss unresolved }
}`;

const pools = contractPackage("@venusprotocol/isolated-pools");
const reserve = contractPackage("@venusprotocol/protocol-reserve");
const isMissing = pools === null || reserve === null;

let anvil: TestAnvil;
let chain: BlockPerCall;
let system: VenusSystem;
let ledger: IndexedLedger;
const views: View[] = [];

type PublishedAuction = readonly [bigint, number, number, bigint, string, bigint, bigint, bigint];

async function auctionOnChain(pool: string): Promise<AuctionState | null> {
  const args = [system.get(pool).address];
  const [start, kind, status, seized, bidder, bps] = await chain.read<PublishedAuction>(
    system.get("Shortfall"),
    "auctions",
    args,
  );
  if (start === 0n) return null;
  const asksForAll = kind === LARGE_RISK_FUND;
  const hasBid = bidder !== NOBODY;
  return {
    ...{ start, asksForAll, isOpen: status === STARTED, lotStart: seized },
    bidder: hasBid ? bidder.toLowerCase() : null,
    lot: asksForAll && hasBid ? (seized * bps) / ALL_DEBT : seized,
    share: hasBid ? (asksForAll ? ALL_DEBT : bps) : 0n,
  };
}

async function takeView(step: string, block: bigint): Promise<void> {
  const auctions: Record<string, AuctionState> = {};
  for (const pool of POOLS) {
    const found = await auctionOnChain(pool);
    if (found !== null) auctions[system.get(pool).address.toLowerCase()] = found;
  }
  const badDebt: Record<string, bigint> = {};
  for (const { symbol } of MARKETS) {
    const market = system.get(symbol);
    badDebt[market.address.toLowerCase()] = await chain.read<bigint>(market, "badDebt");
  }
  views.push({ block: Number(block), step, auctions, badDebt });
}

/** The last auction of each pool: a number is the pool and the block of the start. */
async function auctionsInLedger(block: number): Promise<View["auctions"]> {
  type Answer = { readonly auctions: readonly LedgerAuction[] };
  const { auctions } = await queryGraphql<Answer>(ledger.url, AUCTIONS, { block });
  const states = auctions.map((auction) => {
    const number = BigInt(auction.number);
    const pool = `0x${(number >> 64n).toString(16).padStart(40, "0")}`;
    const state: AuctionState = {
      ...{ start: number & (2n ** 64n - 1n), isOpen: auction.status === "OPEN" },
      ...{ asksForAll: auction.tab === String(ALL_DEBT), bidder: auction.bidder },
      ...{ lotStart: BigInt(auction.lotStart), lot: BigInt(auction.lot), share: BigInt(auction.bid) },
    };
    return [pool, state] as const;
  });
  return Object.fromEntries(states);
}

/** How much a market's bad debt grew in a block. */
function badDebtGrowth(market: string, block: number): bigint {
  const place = views.findIndex((view) => view.block === block);
  const of = (view: View | undefined) => view?.badDebt[market] ?? 0n;
  return of(views[place]) - of(views[place - 1]);
}

describe.skipIf(isMissing)(`Venus on a local chain${isMissing ? ` (${PACKAGE_MISSING})` : ""}`, () => {
  beforeAll(async () => {
    if (pools === null || reserve === null) return;
    anvil = await startAnvil("--disable-code-size-limit", "--timestamp", "1750000000");
    chain = new BlockPerCall(anvil.url);
    system = await deployVenus(chain, { pools, reserve });
    await new VenusScenario(chain, system, takeView).play();
    ledger = await indexLedger(system.network, anvil.url, views.at(-1)?.block ?? 0);
  }, 600_000);

  afterAll(async () => {
    await ledger?.stop();
    await anvil?.stop();
  });

  test("default: at every block bad debt and the fund's parts are the contracts'", async () => {
    const head = views.at(-1)?.block ?? 0;
    const world = { ledger, network: system.network, rpcUrl: anvil.url, head };
    const { counts, differences } = await reconcileWorld(world);
    expect(differences).toEqual([]);
    expect(Object.keys(counts).sort()).toEqual(["MATCH", "NO_VIEW"]);
    expect(counts["MATCH"]).toBeGreaterThan(3 * views.length);
  });

  test("behavior: at every block each pool's last auction is the contract's", async () => {
    for (const { block, step, auctions } of views)
      expect({ block, step, auctions: await auctionsInLedger(block) }).toEqual({ block, step, auctions });
    const states = views.flatMap(({ auctions }) => Object.values(auctions));
    expect(new Set(states.map(({ asksForAll }) => asksForAll))).toEqual(new Set([true, false]));
    expect(states.some(({ lotStart }) => lotStart === 0n)).toBe(true);
  });

  test("behavior: a liquidation's loss is the growth of its market's bad debt", async () => {
    const { liquidations } = await queryGraphql<{ liquidations: readonly Loss[] }>(ledger.url, LOSSES);
    const lost = liquidations.filter(({ loss }) => loss !== "0");
    expect(lost).toHaveLength(3);
    for (const { blockNumber, market, loss, unresolved } of liquidations) {
      expect(BigInt(loss)).toBe(badDebtGrowth(market.contract, Number(blockNumber)));
      expect(unresolved).toBe(loss);
    }
    expect(lost.filter(({ debtRepaid }) => debtRepaid === "0")).toHaveLength(1);
  });

  test("behavior: every kind of flow, auction step and status occurs", async () => {
    const rows = await readLedger(ledger.url);
    const kinds = (entity: string, field: string) => new Set(rows.get(entity)?.map((row) => row[field]));
    expect(kinds("FundFlow", "cause")).toEqual(
      new Set(["FEE", "AUCTION_PROCEEDS", "COVERAGE", "AUCTION_PAYMENT", "WITHDRAWAL"]),
    );
    expect(kinds("AuctionEvent", "action")).toEqual(
      new Set(["KICK", "BID_UP", "LOT_DOWN", "SETTLE", "CANCEL"]),
    );
    expect(kinds("StatusChange", "status")).toEqual(new Set(["PAUSED", "ACTIVE"]));
    expect(kinds("ParameterChange", "name")).toEqual(
      new Set(["minimumPoolBadDebt", "waitForFirstBidder", "nextBidderBlockLimit", "incentiveBps"]),
    );
  });

  test("behavior: the events on the chain are those that tests/coverage lists", async () => {
    await expectCoverage("venus", system.network, anvil.url);
  });

  test("behavior: nothing is skipped and all invariants hold", async () => {
    const rows = await readLedger(ledger.url);
    expect(rows.get("SkippedEvent")).toEqual([]);
    expect(invariantViolations(rows)).toEqual([]);
  });
});
