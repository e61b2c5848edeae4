import { big, type Ledger, type LedgerRow, rowsOf } from "./ledger.ts";

const LOGS_PER_BLOCK = 2n ** 20n;

/**
 * Checks the invariants of docs/schema.md on a whole ledger: at every fact, hence at every block, and in the state
 * after the last one.
 *
 * @returns One line for each violation; empty when all hold.
 */
export function invariantViolations(ledger: Ledger): string[] {
  return [
    ...ordinalViolations(ledger),
    ...balanceViolations(ledger),
    ...lossViolations(ledger),
    ...deficitViolations(ledger),
    ...exerciseViolations(ledger),
    ...auctionViolations(ledger),
    ...skipViolations(ledger),
  ];
}

/** Collects the lines of conditions that do not hold. */
class Findings {
  readonly lines: string[] = [];

  expect(holds: boolean, line: string): void {
    if (!holds) this.lines.push(line);
  }

  expectEqual(actual: unknown, expected: unknown, what: string): void {
    this.expect(actual === expected, `${what}: ${actual} instead of ${expected}`);
  }
}

/** Groups facts in the order of the chain; facts of one log by their step, which ends the id. */
function inOrder(rows: readonly LedgerRow[], keyOf: (row: LedgerRow) => string): Map<string, LedgerRow[]> {
  const sorted = [...rows].sort((a, b) => {
    const difference = big(a, "ordinal") - big(b, "ordinal");
    return difference === 0n ? stepOf(a) - stepOf(b) : Number(difference);
  });
  const groups = new Map<string, LedgerRow[]>();
  for (const row of sorted) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

/** The last four bytes of a fact's id are kind and step, little-endian. */
function stepOf(row: LedgerRow): number {
  const word = Buffer.from((row["id"] ?? "").slice(-8), "hex");
  return word.readUInt16LE(0);
}

function ordinalViolations(ledger: Ledger): string[] {
  const findings = new Findings();
  for (const [entity, rows] of ledger) {
    for (const row of rows.filter((candidate) => candidate["ordinal"] !== undefined)) {
      const expected = big(row, "blockNumber") * LOGS_PER_BLOCK + big(row, "logIndex");
      findings.expectEqual(big(row, "ordinal"), expected, `ordinal of ${entity} ${row["id"]}`);
    }
  }
  return findings.lines;
}

const ADDS: Readonly<Record<string, bigint>> = { IN: 1n, OUT: -1n };
const HOLDS: Readonly<Record<string, bigint>> = { HOLD: 1n, RELEASE: -1n };
const HOLD_FIELDS: Readonly<Record<string, string>> = {
  PENDING_OUTFLOW: "pendingOutflow",
  ENCUMBERED: "encumbered",
  DISABLED: "disabled",
};

/** 1: the sum of flows is the balance after each flow; only PARTIAL ones fall below zero. */
function balanceViolations(ledger: Ledger): string[] {
  const findings = new Findings();
  const partial = new Set(
    rowsOf(ledger, "Backstop")
      .filter(({ balanceSource }) => balanceSource === "PARTIAL")
      .map(({ id }) => id),
  );
  const flows = inOrder(rowsOf(ledger, "FundFlow"), (row) => `${row["backstop"]}${row["asset"]?.slice(2)}`);
  const states = new Map(rowsOf(ledger, "BackstopBalance").map((row) => [row["id"] ?? "", row]));
  findings.expectEqual(flows.size, states.size, "number of balances");
  for (const [id, group] of flows) {
    const state = states.get(id);
    const totals = runFlows(group, partial.has(group[0]?.["backstop"] ?? null), findings);
    findings.expect(state !== undefined, `no balance for ${id}`);
    for (const [field, value] of Object.entries(totals)) {
      findings.expectEqual(state?.[field], String(value), `${field} of balance ${id}`);
    }
  }
  return findings.lines;
}

function runFlows(
  flows: readonly LedgerRow[],
  isPartial: boolean,
  findings: Findings,
): Record<string, bigint> {
  let totals: Record<string, bigint> = { balance: 0n, cumulativeIn: 0n, cumulativeOut: 0n };
  for (const field of Object.values(HOLD_FIELDS)) totals[field] = 0n;
  for (const flow of flows) {
    totals = afterFlow(totals, flow);
    for (const field of ["balance", ...Object.values(HOLD_FIELDS)]) {
      findings.expectEqual(big(flow, `${field}After`), totals[field], `${field}After of flow ${flow["id"]}`);
    }
    findings.expect(isPartial || (totals["balance"] ?? 0n) >= 0n, `balance below zero at flow ${flow["id"]}`);
  }
  return { ...totals, flowCount: BigInt(flows.length) };
}

function afterFlow(totals: Readonly<Record<string, bigint>>, flow: LedgerRow): Record<string, bigint> {
  const amount = big(flow, "amount");
  const direction = flow["direction"] ?? "";
  const changes: Record<string, bigint> = { balance: amount * (ADDS[direction] ?? 0n) };
  if (direction === "IN") changes["cumulativeIn"] = amount;
  if (direction === "OUT") changes["cumulativeOut"] = amount;
  const held = HOLD_FIELDS[flow["hold"] ?? ""];
  if (held !== undefined) changes[held] = amount * (HOLDS[direction] ?? 0n);
  const fields = Object.keys(totals).map((field) => [field, (totals[field] ?? 0n) + (changes[field] ?? 0n)]);
  return Object.fromEntries(fields);
}

/** 2: loss = absorbed + unresolved, and the layers' parts sum to what was absorbed. */
function lossViolations(ledger: Ledger): string[] {
  const findings = new Findings();
  const allocated = new Map<string, bigint>();
  for (const row of rowsOf(ledger, "LossAllocation")) {
    const loss = row["loss"] ?? "";
    allocated.set(loss, (allocated.get(loss) ?? 0n) + big(row, "amount"));
  }
  for (const row of rowsOf(ledger, "Liquidation")) {
    const parts = allocated.get(row["id"] ?? "") ?? 0n;
    const isKnown = row["loss"] !== null;
    if (isKnown) {
      const sum = big(row, "absorbed") + big(row, "unresolved");
      findings.expectEqual(big(row, "loss"), sum, `loss of ${row["id"]}`);
    } else findings.expectEqual(row["unresolved"], null, `unresolved part of ${row["id"]}`);
    const total = isKnown ? big(row, "loss") : parts;
    findings.expectEqual(parts, big(row, "absorbed"), `allocations of ${row["id"]}`);
    findings.expect(parts <= total, `more allocated than lost in ${row["id"]}`);
  }
  return findings.lines;
}

const DEFICIT_FIELDS: Readonly<Record<string, string>> = {
  CREATED: "created",
  COVERED: "covered",
  SOCIALISED: "socialised",
  WRITTEN_OFF: "writtenOff",
};

/** 3: open = created − covered − socialised − writtenOff, and 0 ≤ pending ≤ open, after each change. */
function deficitViolations(ledger: Ledger): string[] {
  const findings = new Findings();
  const changes = inOrder(rowsOf(ledger, "DeficitChange"), (row) => row["deficit"] ?? "");
  const states = new Map(rowsOf(ledger, "Deficit").map((row) => [row["id"] ?? "", row]));
  findings.expectEqual(changes.size, states.size, "number of deficits");
  for (const [id, group] of changes) {
    const totals = runChanges(group, findings);
    for (const [field, value] of Object.entries(totals)) {
      findings.expectEqual(states.get(id)?.[field], String(value), `${field} of deficit ${id}`);
    }
  }
  return findings.lines;
}

function runChanges(changes: readonly LedgerRow[], findings: Findings): Record<string, bigint> {
  const totals: Record<string, bigint> = { created: 0n, covered: 0n, socialised: 0n, writtenOff: 0n };
  let open = 0n;
  let pending = 0n;
  for (const change of changes) {
    const action = change["action"] ?? "";
    const field = DEFICIT_FIELDS[action];
    if (field !== undefined) totals[field] = (totals[field] ?? 0n) + big(change, "amount");
    const { created = 0n, covered = 0n, socialised = 0n, writtenOff = 0n } = totals;
    open = created - covered - socialised - writtenOff;
    pending = big(change, "pendingAfter");
    findings.expectEqual(big(change, "openAfter"), open, `openAfter of ${change["id"]}`);
    findings.expect(
      0n <= pending && pending <= open,
      `pending ${pending} of open ${open} at ${change["id"]}`,
    );
  }
  return { ...totals, open, pending };
}

/** 4: shortfall = owed − settled whenever owed is known. */
function exerciseViolations(ledger: Ledger): string[] {
  const findings = new Findings();
  for (const row of rowsOf(ledger, "OptionExercise")) {
    const expected = row["owed"] === null ? null : String(big(row, "owed") - big(row, "settled"));
    findings.expectEqual(row["shortfall"], expected, `shortfall of ${row["id"]}`);
  }
  return findings.lines;
}

/** An auction's last event carries its state. */
function auctionViolations(ledger: Ledger): string[] {
  const findings = new Findings();
  const events = inOrder(rowsOf(ledger, "AuctionEvent"), (row) => row["auction"] ?? "");
  for (const auction of rowsOf(ledger, "Auction")) {
    const last = events.get(auction["id"] ?? "")?.at(-1);
    for (const field of ["lot", "bid", "status"]) {
      findings.expectEqual(auction[field], last?.[`${field}After`], `${field} of auction ${auction["id"]}`);
    }
  }
  return findings.lines;
}

function countBy(rows: readonly LedgerRow[], keyOf: (row: LedgerRow) => string): Map<string, bigint> {
  const counts = new Map<string, bigint>();
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0n) + 1n);
  return counts;
}

/** 5: every skipped log is counted by reason and by protocol. */
function skipViolations(ledger: Ledger): string[] {
  const findings = new Findings();
  const key = (row: LedgerRow) => `${row["protocol"]} ${row["event"]} ${row["reason"]}`;
  const byReason = countBy(rowsOf(ledger, "SkippedEvent"), key);
  const byProtocol = countBy(rowsOf(ledger, "SkippedEvent"), (row) => row["protocol"] ?? "");
  const counters = rowsOf(ledger, "SkipCounter");
  findings.expectEqual(counters.length, byReason.size, "number of skip counters");
  for (const row of counters)
    findings.expectEqual(big(row, "count"), byReason.get(key(row)), `count of ${key(row)}`);
  for (const row of rowsOf(ledger, "Protocol")) {
    const expected = byProtocol.get(row["id"] ?? "") ?? 0n;
    findings.expectEqual(big(row, "skippedCount"), expected, `skippedCount of ${row["slug"]}`);
  }
  return findings.lines;
}
