import { createPublicClient, http } from "viem";
import { expect, test } from "vitest";
import { scenarioNamed } from "../../devnet/scenarios/catalogue.ts";
import { playScenarioWorld, scenarioAnvilFlags } from "../../devnet/scenarios/scenario-world.ts";
import { startAnvil } from "../support/start-anvil.ts";

/** Plays a scenario on a fresh chain and returns the hash of its last block. */
async function lastHash(name: string): Promise<string> {
  const scenario = scenarioNamed(name);
  const anvil = await startAnvil(...scenarioAnvilFlags(scenario));
  try {
    await playScenarioWorld({ rpcUrl: anvil.url, scenario });
    const block = await createPublicClient({ transport: http(anvil.url) }).getBlock();
    return block.hash ?? "";
  } finally {
    await anvil.stop();
  }
}

test.each([
  // Without and with choices from a seed.
  "depeg-run",
  "deleveraging-cascade",
])("behavior: every run of %s gives the same blocks", async (name) => {
  const [one, other] = [await lastHash(name), await lastHash(name)];
  expect(one).toMatch(/^0x[0-9a-f]{64}$/);
  expect(other).toBe(one);
});
