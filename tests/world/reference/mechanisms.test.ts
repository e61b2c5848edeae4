import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LAYER_PAYMENTS, OPEN_IN_THE_END } from "../../../devnet/world/reference/play-layers.ts";
import { SOCIALISED } from "../../../devnet/world/reference/play-lending.ts";
import { playMechanisms } from "../../../devnet/world/reference/play-mechanisms.ts";
import { invariantViolations } from "../../support/e2e/invariants.ts";
import { big, type Ledger, type LedgerRow, readLedger } from "../../support/e2e/ledger.ts";
import { ReferenceWorld } from "../../support/world/reference/reference-world.ts";

let world: ReferenceWorld;
let ledger: Ledger;

beforeAll(async () => {
  world = await ReferenceWorld.start();
  await playMechanisms(world);
  await world.index();
  ledger = await readLedger(world.ledgerUrl);
}, 900_000);

afterAll(async () => {
  await world?.stop();
});

function rows(entity: string): readonly LedgerRow[] {
  return ledger.get(entity) ?? [];
}

function sum(some: readonly LedgerRow[], field: string): bigint {
  return some.reduce((total, row) => total + big(row, field), 0n);
}

describe("reference mechanisms", () => {
  test("default: at every block the ledger equals the contracts' views", async () => {
    const { counts, differences } = await world.reconcile();
    expect(differences).toEqual([]);
    expect(Object.keys(counts)).toEqual(["MATCH"]);
  });

  test("behavior: nothing is skipped and all invariants hold", () => {
    expect(rows("SkippedEvent").map(({ event, reason, detail }) => ({ event, reason, detail }))).toEqual([]);
    expect(invariantViolations(ledger)).toEqual([]);
  });

  test("behavior: each layer pays what the arithmetic of its rules gives", () => {
    const market = rows("Market").find(({ name }) => name === "Treasury")?.["id"];
    const taken = rows("LossAllocation").filter((row) => row["market"] === market);
    const byLayer = Object.fromEntries(
      Object.keys(LAYER_PAYMENTS).map((layer) => [
        layer,
        sum(
          taken.filter((row) => row["layer"] === layer),
          "amount",
        ),
      ]),
    );
    expect(byLayer).toEqual(LAYER_PAYMENTS);
    const deficit = rows("Deficit").find((row) => row["market"] === market);
    expect(big(deficit as LedgerRow, "open")).toBe(OPEN_IN_THE_END);
  });

  test("behavior: lenders bear what the collateral of a late liquidation does not bring", () => {
    const market = rows("Market").find(({ name }) => name === "USDC pool")?.["id"];
    const deficit = rows("Deficit").find((row) => row["market"] === market);
    expect(big(deficit as LedgerRow, "socialised")).toBe(SOCIALISED);
  });

  test("behavior: every kind of mechanism stands in the ledger", () => {
    expect(new Set(rows("Backstop").map(({ kind }) => kind))).toEqual(
      new Set([
        "STATIC_INSURANCE_FUND",
        "STAKED_SAFETY_MODULE",
        "BONDING",
        "REINSURANCE",
        "LOSS_SOCIALISATION",
        "PUT_OPTION_BACKSTOP",
        "OPTIONS_VAULT",
        "VARIANCE_SWAP",
        "INSURANCE_COVER",
        "DYNAMIC_MARGIN",
        "AUTO_DELEVERAGING",
        "NATIVE_TOKEN_HEDGE",
        "CLEARING",
        "PROTOCOL_REVENUE_SURPLUS",
        "PEG_STABILITY_MODULE",
        "CROSS_PROTOCOL_SHARED_POOL",
        "CIRCUIT_BREAKER",
        "SOLVENCY_ATTESTATION",
      ]),
    );
  });
});
