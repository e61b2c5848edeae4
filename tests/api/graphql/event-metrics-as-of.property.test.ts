import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { startTestApi } from "../../support/api-server.ts";
import { type FixtureRows, storeWith } from "../../support/ledger-fixture.ts";
import { LAST_BLOCK, ledgerOf, ledgerPlan, MARKETS } from "../../support/series/random-ledger.ts";

const RATIO = `[{ market: "${MARKETS[0]}", ratio: "1.2" }]`;
const SCENARIO = '{ horizonSeconds: 100, providers: "0.5", lenders: "0.5" }';
const TIMES =
  "subjects events censored median { value status } longestWatchedSeconds curve { seconds survival }";
const FIELDS = `
  oracle(ratios: ${RATIO}) {
    feeds { ageSeconds price { exact } independentFeeds median { exact } deviation { value } rounds { observations late longestGapSeconds } }
    mispricing { missed { positions worth { exact status } } wrongful { positions worth { exact status } } }
  }
  runOff(scenario: ${SCENARIO}) {
    pools { claims { raw } liquid { raw } queued { raw } horizons { rate { n status } } scenario { coverage { value } survivalSeconds } }
  }
  deployment { count open trigger { ${TIMES} } firstFunds { ${TIMES} } deployed { ${TIMES} } peaks { amount { raw } at } }
  liquidationLatency(ratios: ${RATIO}) { times { ${TIMES} } markets { positions spells unexplained truncated } }
  reflexivity(events: LIQUIDATIONS) { clustering { events branchingRatio { value status } } elasticities { slope { n } } }
  intervention { underRate { value n } falseTriggerRate { value n } falsePauseRate { value n } interventions { under { value } } }
  counterparty { exposure { exact status } markets { lossGivenDefault { value status } liquidations } recovery { ${TIMES} } }
  moralHazard { days leverage slope { value status } }`;

/** The rows of a ledger whose last block is given; state is in it from its creation on, and holds wrong numbers either way. */
function upTo(rows: FixtureRows, block: number): FixtureRows {
  const isKnown = (row: { readonly [field: string]: unknown }) => Number(row["blockNumber"] ?? 0) <= block;
  return Object.fromEntries(Object.entries(rows).map(([entity, all]) => [entity, all.filter(isKnown)]));
}

async function answerOf(rows: FixtureRows, head: number, block: number) {
  const store = await storeWith(rows, head);
  const api = await startTestApi(store);
  const { data, errors } = await api.ask(
    `{ stress(protocol: "made", asOf: { blockNumber: "${block}" }) { ${FIELDS} } }`,
    {},
  );
  await api.close();
  await store.close();
  expect(errors).toEqual([]);
  return data;
}

describe("metrics from events as of a block", () => {
  test("behavior: what comes later changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(ledgerPlan, fc.integer({ min: 30, max: LAST_BLOCK }), async (plan, last) => {
        const rows = ledgerOf(plan);
        const blocks = Object.values(rows).flatMap((all) =>
          all.map((row) => Number(row["blockNumber"] ?? 0)),
        );
        const block = Math.max(...blocks.filter((one) => one <= last));
        const then = await answerOf(upTo(rows, block), block, block);
        expect(await answerOf(rows, LAST_BLOCK, block)).toEqual(then);
      }),
      { numRuns: 12 },
    );
  }, 240_000);
});
