// Values by replaying flows and rounds one by one: tests/oracles/event-metrics.py.
import { describe, expect, test } from "vitest";
import type { View } from "../../../api/services/ports.ts";
import { StoreLedgerReader } from "../../../api/store/ledger-reader/store-ledger-reader.ts";
import { periodRates } from "../../../api/stress/runs/outflow-rates.ts";
import oracle from "../../oracles/event-metrics.json" with { type: "json" };
import { blockHash, blockTime, type FixtureRows, NETWORK, storeWith } from "../../support/ledger-fixture.ts";
import { flowRow, idOf, observationRow } from "../../support/ledger-rows.ts";

const BANK = idOf("bank");
const POOL = `${BANK}0a`;
const USDC = "0x00000000000000000000000000000000000000dc";
const FEED = "0x00000000000000000000000000000000000000f1";

async function read<T>(
  rows: FixtureRows,
  head: number,
  ask: (reader: StoreLedgerReader, view: View) => Promise<T>,
) {
  const store = await storeWith(rows, head);
  const block = { number: BigInt(head), hash: blockHash(head), timestamp: blockTime(head) };
  const view: View = { network: NETWORK, horizon: BigInt(head + 1) << 20n, block, head: block };
  const answer = await ask(new StoreLedgerReader(store), view);
  await store.close();
  return answer;
}

describe("outflow spans", () => {
  test("default", async () => {
    const { flows, head, rates } = oracle.outflows;
    const FundFlow = flows.map(([block, cause, amount, after]) =>
      flowRow(
        BANK,
        { block: Number(block) },
        {
          ...{ backstop: POOL, asset: USDC, direction: cause === "DEPOSIT" ? "IN" : "OUT", cause },
          ...{ amount: BigInt(String(amount)), after: BigInt(String(after)) },
        },
      ),
    );
    const from = blockTime(Number(flows[0]?.[0]));
    const end = blockTime(head);
    const rows = await read({ FundFlow }, head, (reader, view) =>
      reader.outflowSpans({ view, protocol: BANK, from }, { spanSeconds: 3600n, end }),
    );
    expect(rows[0]?.since).toBe(from);
    const spans = rows.flatMap((row) => row.flows ?? []);
    const whole = Number((end - from) / 3600n);
    expect(periodRates(spans, whole, 1)).toEqual(rates["1"]);
    expect(periodRates(spans, whole, 24)).toEqual(rates["24"]);
  });
});

describe("feed rounds", () => {
  test("default", async () => {
    const { seen, head, heartbeat, missing, late, longest } = oracle.rounds;
    const PriceObservation = seen.map(([block, round]) => ({
      ...observationRow(BANK, { block: Number(block) }, { id: FEED, asset: USDC, price: 1n }),
      round: String(round),
    }));
    const found = await read({ PriceObservation }, head, (reader, view) =>
      reader.feedRounds(view, { feeds: [{ feed: FEED, heartbeat: BigInt(heartbeat) }], from: 0n }),
    );
    const numbers = { missing: BigInt(missing), late: BigInt(late), longestGap: BigInt(longest) };
    expect(found).toEqual([{ feed: FEED, observations: BigInt(seen.length), ...numbers }]);
  });
});
