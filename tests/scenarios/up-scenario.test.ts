import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { queryGraphql } from "../support/e2e/graphql.ts";
import { START_MS } from "../support/e2e/seawall-run.ts";
import { makeStackFixture, type StackFixture } from "../support/e2e/stack-fixture.ts";

vi.setConfig({ testTimeout: START_MS, hookTimeout: START_MS });

const QUERY = `{
  balances {
    provenance { blockNumber blockHash }
    edges { node { backstop { name protocol { slug } } balance { decimal asset { symbol } } } }
  }
}`;

interface Answer {
  readonly balances: {
    readonly provenance: { readonly blockNumber: string; readonly blockHash: string };
    readonly edges: readonly { readonly node: unknown }[];
  };
}

let stack: StackFixture;
let first: Answer;

async function ask(): Promise<Answer> {
  const { urls } = await stack.startReady("--scenario", "depeg-run");
  return queryGraphql<Answer>(`${urls.api}/graphql`, QUERY);
}

beforeAll(async () => {
  stack = await makeStackFixture("scenario");
  first = await ask();
});

afterAll(async () => {
  await stack?.remove();
});

describe("seawall up --scenario", () => {
  test("default: plays the scenario, indexes it and answers queries about its last block", () => {
    const nodes = first.balances.edges.map(({ node }) => node);
    // By hand in depeg-run.test.ts: what the module has left is what was paid in fees.
    expect(nodes).toContainEqual({
      backstop: { name: "Peg-stability module", protocol: { slug: "depeg-run" } },
      balance: { decimal: "8744.175111", asset: { symbol: "USDC" } },
    });
    expect(readdirSync(stack.dataDir)).toContain("scenario-depeg-run");
    expect(readdirSync(stack.dataDir)).not.toContain("local");
  });

  test("behavior: a second start resumes with the same block and the same answer", async () => {
    await stack.stop();
    expect(await ask()).toEqual(first);
  });
});
