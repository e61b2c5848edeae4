import { parseEther } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { invariantViolations } from "../../support/e2e/invariants.ts";
import { big, type Ledger, readLedger } from "../../support/e2e/ledger.ts";
import {
  KEEPER,
  openVault,
  POOL_DEPOSITOR,
  RECAP_BIDDER,
  reportPrice,
  startCreditWorld,
} from "../../support/world/reference/credit-world.ts";
import { GOVERNANCE, type ReferenceWorld } from "../../support/world/reference/reference-world.ts";

const HOUR = 3_600;

let world: ReferenceWorld;
let ledger: Ledger;

async function flagAndWait(owner: number, price: string): Promise<void> {
  await world.call(KEEPER, "LiquidationEngine", "flag", [world.address(owner)]);
  await world.chain.wait(HOUR);
  await reportPrice(world, price);
}

const give = (from: number, to: number, dollars: string) =>
  world.call(from, "RUSD", "transfer", [world.address(to), parseEther(dollars)]);

/** Four vaults: one liquidated by a keeper, one taken by the pool, one auctioned in part, one worth less than its debt. */
async function play(): Promise<void> {
  await reportPrice(world, "200");
  await openVault(world, 1, "10", "1000");
  await openVault(world, 2, "10", "1200");
  await openVault(world, 3, "10", "1250");
  await openVault(world, 4, "40", "4400");
  await give(4, POOL_DEPOSITOR, "2000");
  await give(4, KEEPER, "2400");
  await give(1, KEEPER, "1000");
  await give(2, KEEPER, "1200");
  await give(3, KEEPER, "300");
  await give(3, RECAP_BIDDER, "950");
  await world.call(POOL_DEPOSITOR, "StabilityPool", "deposit", [parseEther("2000")]);
  await reportPrice(world, "150");
  await flagAndWait(1, "148");
  await world.call(KEEPER, "LiquidationEngine", "liquidate", [world.address(1), parseEther("300")]);
  await flagAndWait(2, "147");
  await world.call(KEEPER, "LiquidationEngine", "offset", [world.address(2)]);
  await world.call(POOL_DEPOSITOR, "StabilityPool", "claimGain");
  await world.call(POOL_DEPOSITOR, "StabilityPool", "withdraw", [parseEther("100")]);
  await flagAndWait(3, "120");
  await auctionOff(3);
  await flagAndWait(4, "90");
  await world.call(KEEPER, "LiquidationEngine", "liquidate", [world.address(4), 0n]);
  await recapitalise();
}

/** The first run of the auction ends without a buyer; the second sells the lot below the debt. */
async function auctionOff(owner: number): Promise<void> {
  await world.call(KEEPER, "LiquidationEngine", "auctionOff", [world.address(owner)]);
  const auction = await auctionId();
  await world.chain.wait(2 * HOUR);
  await reportPrice(world, "118");
  await world.call(KEEPER, "LiquidationEngine", "restartAuction", [auction]);
  await world.chain.wait(HOUR / 3);
  await world.call(KEEPER, "DutchAuction", "take", [auction, parseEther("4"), parseEther("200")]);
  await world.chain.wait(HOUR / 4);
  await world.call(KEEPER, "DutchAuction", "take", [auction, parseEther("10"), parseEther("200")]);
}

/** The contract's address and the number of its first id after that of the backstop. */
async function auctionId(): Promise<`0x${string}`> {
  const backstop = BigInt(await world.read<string>("DutchAuction", "backstop"));
  return `0x${(backstop + 1n).toString(16).padStart(64, "0")}`;
}

async function recapitalise(): Promise<void> {
  const market = await world.read<string>("CollateralVault", "market");
  const open = await world.read<bigint>("Waterfall", "openOf", [market]);
  expect(open).toBeGreaterThan(parseEther("900"));
  await world.call(GOVERNANCE, "Recapitalisation", "start", [market, parseEther("700"), parseEther("90")]);
  const backstop = BigInt(await world.read<string>("Recapitalisation", "backstop"));
  const sale = `0x${(backstop + 1n).toString(16).padStart(64, "0")}`;
  await world.call(RECAP_BIDDER, "Recapitalisation", "bidLower", [sale, parseEther("80")]);
  await world.chain.wait(3 * HOUR);
  await world.call(RECAP_BIDDER, "Recapitalisation", "settle", [sale]);
  const args = [market, world.address(RECAP_BIDDER), parseEther("200"), parseEther("30")];
  await world.call(GOVERNANCE, "Recapitalisation", "issue", args);
}

beforeAll(async () => {
  world = await startCreditWorld();
  await play();
  await world.index();
  ledger = await readLedger(world.ledgerUrl);
}, 600_000);

afterAll(async () => {
  await world?.stop();
});

describe("reference vaults and their layers", () => {
  test("default: at every block the ledger equals the contracts' views", async () => {
    const { counts, differences } = await world.reconcile();
    expect(differences).toEqual([]);
    expect(Object.keys(counts)).toEqual(["MATCH"]);
    expect(counts["MATCH"]).toBeGreaterThan(500);
  });

  test("behavior: nothing is skipped and all invariants hold", () => {
    expect(ledger.get("SkippedEvent")).toEqual([]);
    expect(invariantViolations(ledger)).toEqual([]);
  });

  test("behavior: each way of liquidation leaves its own record", () => {
    const liquidations = [...(ledger.get("Liquidation") ?? [])];
    liquidations.sort((a, b) => Number(big(a, "ordinal") - big(b, "ordinal")));
    expect(liquidations.map(({ mode }) => mode)).toEqual(["DIRECT", "OFFSET", "AUCTION", "DIRECT"]);
    const layers = ledger.get("LossAllocation")?.map(({ layer }) => layer);
    expect(new Set(layers)).toEqual(new Set(["STABILITY_POOL", "SURPLUS_BUFFER", "AUCTION_RECAP"]));
  });
});
