import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rational } from "../../../api/domain/rational.ts";
import { toValuation } from "../../../api/domain/worth.ts";
import { loadBooks } from "../../../api/services/load-books.ts";
import type { View } from "../../../api/services/ports.ts";
import { badDebtWorth } from "../../../api/solvency/bad-debt-worth.ts";
import { UnitOfAccount } from "../../../api/solvency/unit-of-account.ts";
import { StoreLedgerReader } from "../../../api/store/ledger-reader/store-ledger-reader.ts";
import type { WireRow } from "../../../api/store/writer.ts";
import { blockHash, blockTime, fact, NETWORK, ordinal, storeWith } from "../../support/ledger-fixture.ts";
import { MAKER, VAT } from "../../support/small-ledger/names.ts";
import { REFERENCE } from "../../support/small-ledger/reference.ts";

const DEFICITS = ["0xd0", "0xd1"] as const;
const ACTIONS = ["CREATED", "COVERED", "SOCIALISED", "WRITTEN_OFF"] as const;

type Step = {
  readonly deficit: (typeof DEFICITS)[number];
  readonly action: (typeof ACTIONS)[number];
  readonly amount: bigint;
};
/** Steps of one block each; those of one deficit in their order. */
type History = readonly (readonly Step[])[];

const STEP: fc.Arbitrary<Step> = fc.record({
  deficit: fc.constantFrom(...DEFICITS),
  action: fc.constantFrom(...ACTIONS),
  amount: fc.bigInt({ min: 0n, max: 2n ** 200n }),
});
const HISTORY = fc.array(fc.array(STEP, { maxLength: 5 }), { minLength: 1, maxLength: 8 });

/** Writes the steps as a ledger does: what would take a deficit below zero is not applied. */
function changesOf(history: History): { readonly rows: WireRow[]; readonly opens: readonly bigint[] } {
  const open = new Map<string, bigint>();
  const rows: WireRow[] = [];
  const opens = history.map((steps, block) => {
    for (const [log, { deficit, action, amount }] of steps.entries()) {
      const before = open.get(deficit) ?? 0n;
      const applied = action === "CREATED" || amount < before ? amount : before;
      const after = action === "CREATED" ? before + applied : before - applied;
      open.set(deficit, after);
      rows.push(changeRow({ block, log }, { deficit, action, amount: applied }, after));
    }
    return [...open.values()].reduce((sum, part) => sum + part, 0n);
  });
  return { rows, opens };
}

function changeRow(at: { block: number; log: number }, { deficit, action, amount }: Step, after: bigint) {
  const fields = { deficit, action, amount: amount.toString(), market: `0x0${deficit.at(-1)}`, asset: VAT };
  return fact(MAKER, at, { ...fields, excess: "0", openAfter: after.toString(), pendingAfter: "0" });
}

function deficitRow(id: string) {
  return {
    id,
    protocol: MAKER,
    market: `0x0${id.at(-1)}`,
    asset: VAT,
    open: "99",
    pending: "99",
    created: "99",
    covered: "99",
    socialised: "99",
    writtenOff: "99",
    lastCreatedAmount: "99",
    createdOrdinal: "0",
    updatedOrdinal: "99",
  };
}

function viewAt(number: number): View {
  const block = { number: BigInt(number), hash: blockHash(number), timestamp: blockTime(number) };
  return { network: NETWORK, horizon: BigInt(ordinal(number + 1)), block, head: block };
}

/** Total open and residual of the store's ledger at the end of each block, as raw amounts. */
async function totalsAt(history: History, rows: readonly WireRow[]) {
  const protocol = { ...REFERENCE["Protocol"]?.[0], id: MAKER, createdOrdinal: "0" };
  const asset = { id: VAT, kind: "INTERNAL", symbol: "dai", decimals: 0, createdOrdinal: "0" };
  const state = { Protocol: [protocol], Asset: [asset], Deficit: DEFICITS.map(deficitRow) };
  const store = await storeWith({ ...state, DeficitChange: rows }, history.length);
  try {
    const reader = new StoreLedgerReader(store);
    return await Promise.all(
      history.map(async (_, block) => {
        const book = (await loadBooks(reader, viewAt(block), [MAKER])).get(MAKER);
        if (book === undefined) throw new Error("Expected the protocol.");
        const account = new UnitOfAccount(book, [VAT], null);
        const options = { account, dustFloor: rational(100n), maxPriceAge: null, sinceOf: () => null };
        const { open, residual } = badDebtWorth(book, options).total;
        return { open: toValuation(open).exact, residual: toValuation(residual).exact };
      }),
    );
  } finally {
    await store.close();
  }
}

describe("realised bad debt", () => {
  test("behavior: the identity holds at the end of every block of any history", { timeout: 60_000 }, () =>
    fc.assert(
      fc.asyncProperty(HISTORY, async (history) => {
        const { rows, opens } = changesOf(history);
        const expected = opens.map((open) => ({ open: open.toString(), residual: "0" }));
        expect(await totalsAt(history, rows)).toEqual(expected);
      }),
      { numRuns: 12 },
    ),
  );

  test(
    "behavior: the order in a block of changes of different deficits does not matter",
    { timeout: 60_000 },
    () =>
      fc.assert(
        fc.asyncProperty(HISTORY, async (history) => {
          const apart = history.map((steps) =>
            DEFICITS.toReversed().flatMap((id) => steps.filter(({ deficit }) => deficit === id)),
          );
          const totals = await totalsAt(history, changesOf(history).rows);
          expect(await totalsAt(apart, changesOf(apart).rows)).toEqual(totals);
        }),
        { numRuns: 5 },
      ),
  );
});
