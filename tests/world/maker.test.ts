import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectCoverage } from "../support/coverage/covered-run.ts";
import { queryGraphql } from "../support/e2e/graphql.ts";
import { invariantViolations } from "../support/e2e/invariants.ts";
import { readLedger } from "../support/e2e/ledger.ts";
import { contractPackage, PACKAGE_MISSING } from "../support/real-contracts/contract-package.ts";
import { startAnvil, type TestAnvil } from "../support/start-anvil.ts";
import { BlockPerCall } from "../support/world/block-per-call.ts";
import { type IndexedLedger, indexLedger } from "../support/world/index-ledger.ts";
import { deployMaker, type MakerSystem } from "../support/world/maker.ts";
import { FLAPS, FLIPS, FLOPS, MakerScenario, STORY_ILK } from "../support/world/maker-scenario.ts";
import { SNAPSHOT_FLAGS } from "../support/world/maker-snapshot.ts";
import { reconcileWorld } from "../support/world/reconcile-world.ts";

const NOBODY = "0x0000000000000000000000000000000000000000";
const AUCTIONS = { MCD_FLIP_ETH_A: FLIPS, MCD_FLOP: FLOPS, MCD_FLAP: FLAPS };

/** An auction that goes on, as both sides can state it. */
interface AuctionState {
  readonly lot: bigint;
  readonly bid: bigint;
  /** Null before the first bid. */
  readonly bidder: string | null;
}

interface State {
  /** Debt of the Vow that nothing pays yet: queued and on auction, internal dai. */
  readonly pending: bigint;
  /** Units of debt of all vaults, and the debt of one. */
  readonly normalized: bigint;
  readonly rate: bigint;
  /** By contract and number. */
  readonly auctions: Readonly<Record<string, AuctionState>>;
}

interface View extends State {
  readonly block: number;
  readonly step: string;
}

interface LedgerAt {
  readonly deficits: readonly { pending: string }[];
  readonly marketDebts: readonly { market: { name: string }; normalized: string; rate: string }[];
  readonly auctions: readonly {
    contract: string;
    number: string;
    kind: string;
    lot: string;
    bid: string;
    bidder: string | null;
    tab: string | null;
  }[];
}

const AT = `query($block: Int!) {
  deficits(block: { number: $block }) { pending }
  marketDebts(first: 100, block: { number: $block }) { market { name } normalized rate }
  auctions(block: { number: $block }, where: { status: OPEN }) { contract number kind lot bid bidder tab }
}`;

interface Settled {
  readonly account: string;
  readonly debtRepaid: string;
  readonly auction: {
    readonly number: string;
    readonly status: string;
    readonly debt: string;
    readonly bid: string;
  };
}

const LIQUIDATIONS = `{
  liquidations(orderBy: ordinal) { account debtRepaid auction { number status debt bid } }
}`;

const folder = contractPackage("@makerdao/testchain");

let anvil: TestAnvil;
let chain: BlockPerCall;
let maker: MakerSystem;
let ledger: IndexedLedger;
const views: View[] = [];

function read<T>(contract: string, view: string, ...args: unknown[]): Promise<T> {
  return chain.read<T>(maker.get(contract), view, args);
}

/** The contract deletes an auction that ends. Before the first bid it names who receives the bids. */
async function auctionsOnChain(): Promise<State["auctions"]> {
  const states: Record<string, AuctionState> = {};
  for (const [name, numbers] of Object.entries(AUCTIONS)) {
    const { address } = maker.get(name);
    for (const number of numbers) {
      const [bid, lot, guy, tic] = await read<readonly [bigint, bigint, string, number]>(
        name,
        "bids",
        number,
      );
      if (guy === NOBODY) continue;
      const bidder = tic === 0 ? null : guy.toLowerCase();
      states[`${address.toLowerCase()} ${number}`] = { lot, bid, bidder };
    }
  }
  return states;
}

async function takeView(step: string, block: bigint): Promise<void> {
  const [queued, promised] = [await read<bigint>("MCD_VOW", "Sin"), await read<bigint>("MCD_VOW", "Ash")];
  const [normalized, rate] = await read<readonly [bigint, bigint]>("MCD_VAT", "ilks", STORY_ILK);
  const auctions = await auctionsOnChain();
  views.push({ block: Number(block), step, pending: queued + promised, normalized, rate, auctions });
}

/** A debt auction that nobody has bid in asks for its `tab`; the contract calls that the bid. */
async function stateInLedger(block: number): Promise<State> {
  const { deficits, marketDebts, auctions } = await queryGraphql<LedgerAt>(ledger.url, AT, { block });
  const debt = marketDebts.find(({ market }) => market.name === "ETH-A");
  const states = auctions.map(({ contract, number, kind, lot, bid, bidder, tab }) => {
    const paid = BigInt((kind === "DEBT" && bidder === null ? tab : bid) ?? 0);
    return [`${contract} ${number}`, { lot: BigInt(lot), bid: paid, bidder }] as const;
  });
  return {
    pending: BigInt(deficits[0]?.pending ?? 0),
    normalized: BigInt(debt?.normalized ?? 0),
    rate: BigInt(debt?.rate ?? 0),
    auctions: Object.fromEntries(states),
  };
}

describe.skipIf(folder === null)(
  `Maker from its snapshot${folder === null ? ` (${PACKAGE_MISSING})` : ""}`,
  () => {
    beforeAll(async () => {
      if (folder === null) return;
      anvil = await startAnvil(...SNAPSHOT_FLAGS);
      chain = new BlockPerCall(anvil.url);
      maker = await deployMaker(anvil.url, folder);
      await new MakerScenario(chain, maker, takeView).play();
      ledger = await indexLedger(maker.network, anvil.url, views.at(-1)?.block ?? 0);
    }, 600_000);

    afterAll(async () => {
      await ledger?.stop();
      await anvil?.stop();
    });

    test("behavior: all blocks sent again log what the published chain logged", () => {
      expect(maker.differentBlocks).toEqual([]);
    });

    test("default: at every block surplus, debt of the Vow and the shutdown's tokens are the contracts'", async () => {
      const head = views.at(-1)?.block ?? 0;
      const world = { ledger, network: maker.network, rpcUrl: anvil.url, head };
      const { counts, differences } = await reconcileWorld(world);
      expect(differences).toEqual([]);
      expect(Object.keys(counts)).toEqual(["MATCH"]);
      expect(counts["MATCH"]).toBeGreaterThan(2_000);
    });

    test("behavior: at every block queue, debt on auction, vaults' debt and open auctions are the contracts'", async () => {
      for (const { block, step, ...state } of views)
        expect({ block, step, ...(await stateInLedger(block)) }).toEqual({ block, step, ...state });
    });

    test("behavior: what auctions did not bring is the debt less the bids", async () => {
      const { liquidations } = await queryGraphql<{ liquidations: readonly Settled[] }>(
        ledger.url,
        LIQUIDATIONS,
      );
      const outcomes = liquidations.map(({ auction }) => auction.status);
      expect(outcomes).toEqual(["SETTLED", "SETTLED", "SETTLED", "CANCELLED", "CANCELLED"]);
      for (const { debtRepaid, auction } of liquidations) expect(debtRepaid).toBe(auction.debt);
      const lost = liquidations.map(({ auction }) => BigInt(auction.debt) - BigInt(auction.bid));
      expect(lost.map((loss) => loss > 0n)).toEqual([true, false, true, true, true]);
    });

    test("behavior: every kind of flow, auction step and status occurs", async () => {
      const rows = await readLedger(ledger.url);
      const kinds = (entity: string, field: string) => new Set(rows.get(entity)?.map((row) => row[field]));
      expect(kinds("Auction", "kind")).toEqual(new Set(["COLLATERAL", "DEBT", "SURPLUS"]));
      expect(kinds("AuctionEvent", "action")).toEqual(
        new Set(["KICK", "BID_UP", "LOT_DOWN", "RESTART", "SETTLE", "CANCEL"]),
      );
      expect(kinds("StatusChange", "status")).toEqual(new Set(["SHUT_DOWN"]));
      expect(kinds("FundFlow", "cause")).toEqual(
        new Set([
          ...["FEE", "TRANSFER", "AUCTION_PROCEEDS", "AUCTION_PAYMENT", "RECAPITALISATION"],
          ...["COVERAGE", "DEPOSIT"],
        ]),
      );
    });

    test("behavior: the events on the chain are those that tests/coverage lists", async () => {
      await expectCoverage("maker", maker.network, anvil.url);
    });

    test("behavior: nothing is skipped and all invariants hold", async () => {
      const rows = await readLedger(ledger.url);
      expect(rows.get("SkippedEvent")).toEqual([]);
      expect(invariantViolations(rows)).toEqual([]);
    });
  },
);
