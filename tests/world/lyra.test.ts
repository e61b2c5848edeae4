import { parseEther } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectCoverage } from "../support/coverage/covered-run.ts";
import { queryGraphql } from "../support/e2e/graphql.ts";
import { invariantViolations } from "../support/e2e/invariants.ts";
import { type LedgerRow, readLedger } from "../support/e2e/ledger.ts";
import { contractPackage, PACKAGE_MISSING } from "../support/real-contracts/contract-package.ts";
import { startAnvil, type TestAnvil } from "../support/start-anvil.ts";
import { BlockPerCall } from "../support/world/block-per-call.ts";
import { type IndexedLedger, indexLedger } from "../support/world/index-ledger.ts";
import { deployLyra, type LyraSystem } from "../support/world/lyra.ts";
import { LyraScenario } from "../support/world/lyra-scenario.ts";
import { type LyraState, readLyraView } from "../support/world/lyra-view.ts";
import { reconcileWorld } from "../support/world/reconcile-world.ts";

const PACKAGE = contractPackage("@lyrafinance/protocol");
const WAD = 10n ** 18n;
/** At both expiries, in wei of dollars. */
const SETTLEMENT_PRICE = 5_000n * WAD;

interface View {
  readonly block: number;
  readonly step: string;
  readonly state: LyraState;
}

interface LedgerAt {
  readonly backstopBalances: readonly {
    asset: { symbol: string };
    balance: string;
    encumbered: string;
    shares: string | null;
    pendingShares: string | null;
  }[];
  readonly deficits: readonly { asset: { symbol: string }; created: string; socialised: string }[];
  readonly optionPositions: readonly { id: string; account: string; size: string; collateral: string }[];
  readonly optionSeries_collection: readonly { number: string; type: string; open: string }[];
}

const AT = `query($block: Int!) {
  backstopBalances(block: { number: $block }) { asset { symbol } balance encumbered shares pendingShares }
  deficits(block: { number: $block }) { asset { symbol } created socialised }
  optionPositions(block: { number: $block }, where: { isClosed: false }) { id account size collateral }
  optionSeries_collection(block: { number: $block }, where: { isEnded: false }) { number type open }
}`;

let anvil: TestAnvil;
let chain: BlockPerCall;
let lyra: LyraSystem;
let ledger: IndexedLedger;
let rows: ReadonlyMap<string, readonly LedgerRow[]>;
const views: View[] = [];

function rowsOf(entity: string): readonly LedgerRow[] {
  return rows.get(entity) ?? [];
}

/** The last value of a parameter up to a block. */
function parameterAt(name: string, block: number): bigint {
  const changes = rowsOf("ParameterChange").filter((row) => row["name"] === name);
  const until = changes.filter((row) => Number(row["blockNumber"]) <= block);
  const last = until.reduce((a, b) => (BigInt(a["ordinal"] ?? 0) > BigInt(b["ordinal"] ?? 0) ? a : b));
  return BigInt(last["value"] ?? -1);
}

/** The number of a position stands at the end of its id. */
function numberOf(id: string): string {
  const prefix = 2 + 2 * ("lyra".length + 20);
  return BigInt(`0x${id.slice(prefix)}`).toString();
}

/** Settlements by position: kind, side, owed, settled, shortfall. */
function exercises(): Record<string, readonly (string | null | undefined)[]> {
  const fields = ["kind", "side", "owed", "settled", "shortfall"];
  return Object.fromEntries(
    rowsOf("OptionExercise").map((row) => [
      numberOf(row["position"] ?? ""),
      fields.map((field) => row[field]),
    ]),
  );
}

function tokens(...amounts: string[]): string[] {
  return amounts.map((amount) => String(parseEther(amount)));
}

/** What was lost in ether is counted at the price of the expiry, as the contract does. */
function lostOf(deficits: LedgerAt["deficits"]): bigint {
  const inQuote = deficits.map(({ asset, socialised }) => {
    return asset.symbol === "sUSD" ? BigInt(socialised) : (BigInt(socialised) * SETTLEMENT_PRICE) / WAD;
  });
  return inQuote.reduce((sum, one) => sum + one, 0n);
}

async function readState({ block, state }: View): Promise<LyraState> {
  const at = await queryGraphql<LedgerAt>(ledger.url, AT, { block });
  const held = (symbol: string) => at.backstopBalances.find(({ asset }) => asset.symbol === symbol);
  const [quote, base] = [held("sUSD"), held("sETH")];
  const names = Object.keys(state.volatilities);
  return {
    quote: BigInt(quote?.balance ?? 0),
    base: BigInt(base?.balance ?? 0),
    boundQuote: BigInt(quote?.encumbered ?? 0),
    boundBase: BigInt(base?.encumbered ?? 0),
    shares: BigInt(quote?.shares ?? 0),
    pendingShares: BigInt(quote?.pendingShares ?? 0),
    lost: lostOf(at.deficits),
    positions: Object.fromEntries(
      at.optionPositions.map(({ id, account, size, collateral }) => {
        return [numberOf(id), { account, size: BigInt(size), collateral: BigInt(collateral) }];
      }),
    ),
    open: Object.fromEntries(
      at.optionSeries_collection.map(({ number, type, open }) => [`${number} ${type}`, BigInt(open)]),
    ),
    volatilities: Object.fromEntries(names.map((name) => [name, parameterAt(name, block)])),
  };
}

describe.skipIf(PACKAGE === null)(
  `Lyra on a local chain${PACKAGE === null ? ` (${PACKAGE_MISSING})` : ""}`,
  () => {
    beforeAll(async () => {
      anvil = await startAnvil("--disable-code-size-limit", "--timestamp", "1750000000");
      chain = new BlockPerCall(anvil.url);
      lyra = await deployLyra(chain, PACKAGE ?? "");
      const onBlock = async (step: string, block: bigint) => {
        views.push({ block: Number(block), step, state: await readLyraView(chain, lyra) });
      };
      await new LyraScenario(chain, lyra, onBlock).play();
      ledger = await indexLedger(lyra.network, anvil.url, views.at(-1)?.block ?? 0);
      rows = await readLedger(ledger.url);
    }, 600_000);

    afterAll(async () => {
      await ledger?.stop();
      await anvil?.stop();
    });

    test("default: at every block the ledger equals the contracts' views", async () => {
      expect(views.length).toBe(47);
      for (const view of views) {
        expect({ step: view.step, ...(await readState(view)) }).toEqual({ step: view.step, ...view.state });
      }
    });

    test("behavior: a holder gets the difference to the strike, a seller's collateral pays it or falls short", () => {
      // OptionMarket.sol, _settleExpiredBoard: a call sold for ether pays (price - strike) / price / (1 - 0.0075) of it.
      expect(exercises()).toEqual({
        1: ["SETTLEMENT", "SHORT", ...tokens("6000", "6000", "0")],
        4: ["EXPIRY", "LONG", ...tokens("0", "0", "0")],
        6: ["SETTLEMENT", "LONG", "755667506297229219", "755667506297229219", "0"],
        7: ["SETTLEMENT", "LONG", ...tokens("12500", "10000", "2500")],
        8: ["SETTLEMENT", "LONG", ...tokens("3000", "1500", "1500")],
        10: ["SETTLEMENT", "LONG", "604534005037783375", "500000000000000000", "104534005037783375"],
        11: ["SETTLEMENT", "LONG", "604534005037783375", "500000000000000000", "104534005037783375"],
      });
    });

    test("behavior: a liquidation's loss is what the contract calls insolvent, and shareholders bear it", () => {
      const [before, first, second] = [-1, 0, 1].map((step) => {
        const index = views.findIndex(({ step: name }) => name === "OptionMarket.liquidatePosition");
        return views[index + step]?.state.lost ?? 0n;
      }) as [bigint, bigint, bigint];
      const liquidations = rowsOf("Liquidation").toSorted(
        (a, b) => Number(a["ordinal"]) - Number(b["ordinal"]),
      );
      expect(liquidations.map(({ loss }) => BigInt(loss ?? 0))).toEqual([first - before, second - first]);
      expect(liquidations.map(({ unresolved }) => unresolved)).toEqual(["0", "0"]);
      expect(liquidations.map(({ collateralSeized }) => collateralSeized)).toEqual(tokens("2000", "0.9"));
      const layers = rowsOf("LossAllocation").filter(({ loss }) =>
        liquidations.some(({ id }) => id === loss),
      );
      expect(layers.map(({ layer }) => layer)).toEqual(["SOCIALISED", "SOCIALISED"]);
    });

    test("behavior: a trade carries base volatility times skew as it leaves them", () => {
      const series = new Map(rowsOf("OptionSeries").map((row) => [row["id"], row]));
      const trades = rowsOf("OptionTrade").filter(({ action }) => action !== "TRANSFER");
      expect(trades.length).toBe(16);
      for (const trade of trades) {
        const { board, number } = series.get(trade["series"] ?? "") ?? {};
        const { volatilities } =
          views.find(({ block }) => block === Number(trade["blockNumber"]))?.state ?? {};
        const [base, skew] = [volatilities?.[`baseIv(${board})`], volatilities?.[`skew(${number})`]];
        expect(BigInt(trade["impliedVolatility"] ?? 0)).toBe(((base ?? 0n) * (skew ?? 0n)) / WAD);
      }
    });

    test("behavior: reconciliation finds the same numbers in the contracts at every block", async () => {
      const head = views.at(-1)?.block ?? 0;
      const world = { ledger, network: lyra.network, rpcUrl: anvil.url, head };
      const { counts, differences } = await reconcileWorld(world);
      expect(differences).toEqual([]);
      expect(counts["MATCH"]).toBeGreaterThan(6 * views.length - 1);
    });

    test("behavior: the events on the chain are those that tests/coverage lists", async () => {
      await expectCoverage("lyra", lyra.network, anvil.url);
    });

    test("behavior: every kind of flow and trade occurs, nothing is skipped, all invariants hold", () => {
      const seen = (entity: string, field: string) => new Set(rowsOf(entity).map((row) => row[field]));
      expect(seen("FundFlow", "cause")).toEqual(
        new Set([
          ...["DEPOSIT", "WITHDRAWAL_REQUEST", "WITHDRAWAL", "PREMIUM", "FEE", "REBALANCE", "HEDGE"],
          ...["LIQUIDATION_GAIN", "PENALTY", "EXERCISE"],
        ]),
      );
      expect(seen("OptionTrade", "action")).toEqual(new Set(["OPEN", "CLOSE", "LIQUIDATE", "TRANSFER"]));
      expect(seen("PriceObservation", "price")).toEqual(new Set(tokens("5000")));
      expect(rowsOf("SkippedEvent")).toEqual([]);
      expect(invariantViolations(rows)).toEqual([]);
    });
  },
);
