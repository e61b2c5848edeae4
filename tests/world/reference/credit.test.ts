import { parseEther } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { playCredit } from "../../../devnet/world/reference/play-credit.ts";
import { invariantViolations } from "../../support/e2e/invariants.ts";
import { big, type Ledger, readLedger } from "../../support/e2e/ledger.ts";
import { ReferenceWorld } from "../../support/world/reference/reference-world.ts";

let world: ReferenceWorld;
let ledger: Ledger;

beforeAll(async () => {
  world = await ReferenceWorld.start();
  await playCredit(world);
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

  test("behavior: the auction of debt and the sale of shares pay what they were held for", () => {
    // 700 by the bidder of the debt auction and 200 by the buyer of shares, as the play asks for.
    const paid = (ledger.get("LossAllocation") ?? []).filter(({ layer }) => layer === "AUCTION_RECAP");
    expect(paid.reduce((sum, row) => sum + big(row, "amount"), 0n)).toBe(parseEther("900"));
  });
});
