import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ReconciliationFiles } from "../../../api/store/reconciliation-files.ts";
import type { Store } from "../../../api/store/store.ts";
import type { Interval } from "../../../devnet/reconcile/finding.ts";
import { writeResult } from "../../../devnet/reconcile/result-file.ts";
import { LIVE, startTestApi, type TestApi } from "../../support/api-server.ts";
import { blockHash, storeWith } from "../../support/ledger-fixture.ts";
import { VAT, VOW } from "../../support/small-ledger/names.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";
import { makeTempDir, type TempDir } from "../../support/temp-dir.ts";

const FIRST_RUN = Date.UTC(2026, 0, 1);
const SECOND_RUN = Date.UTC(2026, 0, 2);

let temp: TempDir;
let store: Store;
let api: TestApi;

function interval(fields: Partial<Interval>): Interval {
  return {
    id: `${VOW}${VAT.slice(2)}`,
    protocol: "maker",
    name: "Surplus buffer",
    backstop: VOW,
    market: null,
    account: null,
    asset: VAT,
    symbol: "dai",
    quantity: "BALANCE",
    ledger: 5n,
    chain: 5n,
    residual: 0n,
    status: "MATCH",
    view: "Vat.dai(0xa9) of 0x35",
    reason: null,
    first: { number: 110n, hash: blockHash(110) },
    last: { number: 120n, hash: blockHash(120) },
    blocks: 11,
    ...fields,
  };
}

/** One above the largest uint256, so that no number type may be in between. */
const HUGE = 2n ** 256n;
const MISMATCH = interval({
  first: { number: 121n, hash: blockHash(121) },
  last: { number: 200n, hash: blockHash(200) },
  blocks: 80,
  ledger: HUGE,
  chain: HUGE + 3n,
  residual: -3n,
  status: "MISMATCH",
});
const NO_VIEW = interval({
  id: "0x01",
  quantity: "DEFICIT_OPEN",
  backstop: null,
  market: "0x02",
  name: "ETH-A",
  chain: null,
  residual: null,
  status: "NO_VIEW",
  view: null,
  reason: "nothing keeps it",
});

const QUERY = `query($filter: ReconciliationFilter, $first: Int, $after: String, $network: String) {
  reconciliations(filter: $filter, first: $first, after: $after, network: $network) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage endCursor }
    edges { node {
      id protocol name row quantity ledger chain residual status view reason blocks isOnChain checkedAt
      firstBlock { number hash } lastBlock { number hash }
    } }
  }
}`;

async function ask(variables: Record<string, unknown> = {}) {
  const { data, errors } = await api.ask(QUERY, variables);
  expect(errors).toEqual([]);
  return data.reconciliations;
}

beforeAll(async () => {
  temp = makeTempDir("reconciliations");
  store = await storeWith(SMALL_LEDGER, 200);
  api = await startTestApi(store, [LIVE], new ReconciliationFiles(join(temp.path, "results")));
});

afterAll(async () => {
  await api?.close();
  await store?.close();
  temp?.remove();
});

describe("reconciliations", () => {
  test("default: is empty where nobody compared anything", async () => {
    expect(await ask()).toMatchObject({ totalCount: 0, edges: [] });
  });

  test("behavior: gives what the command wrote, to the last digit, and says whether the block still stands", async () => {
    const folder = join(temp.path, "results");
    writeResult(folder, { network: "mainnet", startedAt: FIRST_RUN }, [interval({}), MISMATCH, NO_VIEW]);
    const { edges, totalCount } = await ask();
    expect(totalCount).toBe(3);
    expect(edges[1].node).toEqual({
      id: `mainnet/${FIRST_RUN}/1`,
      protocol: "maker",
      name: "Surplus buffer",
      row: MISMATCH.id,
      quantity: "BALANCE",
      ledger: String(HUGE),
      chain: String(HUGE + 3n),
      residual: "-3",
      status: "MISMATCH",
      view: "Vat.dai(0xa9) of 0x35",
      reason: null,
      blocks: 80,
      isOnChain: true,
      checkedAt: "2026-01-01T00:00:00Z",
      firstBlock: { number: "121", hash: blockHash(121) },
      lastBlock: { number: "200", hash: blockHash(200) },
    });
    expect(edges[2].node).toMatchObject({ chain: null, residual: null, reason: "nothing keeps it" });
  });

  test.each([
    [{ status: ["MISMATCH", "UNREADABLE"] }, 1],
    [{ quantity: ["BALANCE"] }, 2],
    [{ backstop: "Surplus buffer" }, 2],
    [{ backstop: VOW }, 2],
    [{ market: "ETH-A" }, 1],
    [{ protocol: "keep" }, 0],
    [{ fromBlock: "121" }, 1],
    [{ toBlock: "120" }, 2],
  ])("behavior: filters by %j", async (filter, count) => {
    expect((await ask({ filter })).totalCount).toBe(count);
  });

  test("behavior: pages joined give the whole list", async () => {
    const first = await ask({ first: 2 });
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await ask({ first: 2, after: first.pageInfo.endCursor });
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const ids = [...first.edges, ...second.edges].map(({ node }) => node.id);
    expect(ids).toEqual([0, 1, 2].map((line) => `mainnet/${FIRST_RUN}/${line}`));
  });

  test("behavior: the newest run that compared a number speaks for it, and a reorg is seen", async () => {
    const dropped = { number: 200n, hash: `0x${"ab".repeat(32)}` };
    const folder = join(temp.path, "results");
    writeResult(folder, { network: "mainnet", startedAt: SECOND_RUN }, [interval({ last: dropped })]);
    const { edges } = await ask();
    expect(edges.map(({ node }: { node: { status: string } }) => node.status)).toEqual(["MATCH", "NO_VIEW"]);
    expect(edges[0].node).toMatchObject({ checkedAt: "2026-01-02T00:00:00Z", isOnChain: false });
    expect((await ask({ filter: { allRuns: true } })).totalCount).toBe(4);
    expect((await ask({ network: "gnosis" })).totalCount).toBe(0);
  });

  test("behavior: no request writes or names a file: what can be changed is jobs", async () => {
    const { data } = await api.ask(
      "{ __schema { mutationType { fields { name type { ofType { name } } } } } }",
    );
    const changed: { type: { ofType: { name: string } } }[] = data.__schema.mutationType.fields;
    expect(new Set(changed.map(({ type }) => type.ofType.name))).toEqual(new Set(["Job"]));
  });

  test.each([{ first: 0 }, { first: 1001 }, { after: "../../etc/passwd" }])(
    "error: BAD_USER_INPUT for %j",
    async (variables) => {
      const { errors } = await api.ask(QUERY, variables);
      expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
    },
  );

  test("error: a damaged file is named in the log, not in the answer", async () => {
    writeFileSync(join(temp.path, "results", "mainnet-000000000000001.ndjson"), '{"format":1}\n');
    const { errors } = await api.ask(QUERY, {});
    expect(errors[0]?.message).toMatch(/^Internal error/);
    expect(api.logged.join()).toContain("Line 1 of");
  });
});
