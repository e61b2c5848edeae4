import { describe, expect, test } from "vitest";
import type { SourceConfig } from "../../../subgraph/manifest/network.ts";
import {
  BLOCK,
  balance,
  compare,
  deficit,
  FUND,
  finding,
  market,
  OWNER,
  position,
  TOKEN,
} from "../../support/reconcile/book-fixture.ts";

const OTHER = "0x00000000000000000000000000000000000000f1";
const LATE = "0x00000000000000000000000000000000000000f2";
const ID = `0x${"1".repeat(64)}`;
/** The ledger puts the slug before the emitter's id. */
const LEDGER_ID = `0x61636d65${"1".repeat(64)}`;

function emitter(address: string, startBlock: number): SourceConfig {
  const context = { slug: "acme" };
  return { protocol: "backstop", contract: "Backstop", name: "Acme", address, startBlock, context };
}

const sources = [emitter(FUND, 1), emitter(OTHER, Number(BLOCK)), emitter(LATE, Number(BLOCK) + 1)];

function fund(contract = FUND) {
  const row = balance("acme", { pendingOutflow: 3n, disabled: 40n, shares: 50n, pendingShares: 6n });
  return { ...row, encumbered: 2n, backstop: { ...row.backstop, id: LEDGER_ID, contract } };
}

describe("views of the Backstop event standard", () => {
  test("default: each part of the capital is compared with its word of capitalOf", async () => {
    // balance, pendingOutflow, encumbered, disabled, shares, pendingShares, in the order of IBackstopViews.Capital.
    const answers = { [`${FUND} capitalOf(${ID},${TOKEN})`]: [100n, 3n, 2n, 41n, 50n, 6n] };
    expect(await compare({ balances: [fund()] }, answers, { sources })).toEqual([
      finding("BALANCE", 100n, 100n, "MATCH"),
      finding("PENDING_OUTFLOW", 3n, 3n, "MATCH"),
      finding("ENCUMBERED", 2n, 2n, "MATCH"),
      finding("DISABLED", 40n, 41n, "MISMATCH"),
      finding("SHARES", 50n, 50n, "MATCH"),
      finding("PENDING_SHARES", 6n, 6n, "MATCH"),
    ]);
  });

  test("behavior: before its contract is there, nothing is compared", async () => {
    const later = { balances: [fund(LATE)] };
    expect(await compare({}, {}, { sources, later })).toEqual([]);
  });

  test("behavior: a deficit is the sum over the contracts that are there", async () => {
    const row = deficit("acme", { market: market(LEDGER_ID, FUND), pending: 4n });
    const view = (address: string) => `${address} deficitOf(${ID},${TOKEN})`;
    const answers = { [view(FUND)]: [5n, 4n], [view(OTHER)]: [2n, 0n] };
    expect(await compare({ deficits: [row] }, answers, { sources })).toEqual([
      finding("DEFICIT_OPEN", 7n, 7n, "MATCH"),
      finding("DEFICIT_PENDING", 4n, 4n, "MATCH"),
    ]);
    const silent = { [view(FUND)]: [5n, 4n] };
    const found = await compare({ deficits: [row] }, silent, { sources });
    expect(found.map(({ status }) => status)).toEqual(["UNREADABLE", "UNREADABLE"]);
  });

  test("behavior: a position is asked for by market, account and the emitter's own id", async () => {
    const id = `${LEDGER_ID}${OWNER.slice(2)}`;
    const row = position("acme", { id, market: market(LEDGER_ID, FUND), size: -9n });
    const view = `${FUND} positionOf(${ID},${OWNER},0x${"0".repeat(64)})`;
    expect(await compare({ positions: [row] }, { [view]: [10n, 20n, -9n] }, { sources })).toEqual([
      finding("POSITION_COLLATERAL", 10n, 10n, "MATCH"),
      finding("POSITION_DEBT", 20n, 20n, "MATCH"),
      finding("POSITION_SIZE", -9n, -9n, "MATCH"),
    ]);
  });
});
