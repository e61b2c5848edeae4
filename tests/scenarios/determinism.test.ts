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

test("behavior: every run of a scenario gives the same blocks", async () => {
  const [one, other] = [await lastHash("depeg-run"), await lastHash("depeg-run")];
  expect(one).toMatch(/^0x[0-9a-f]{64}$/);
  expect(other).toBe(one);
});
