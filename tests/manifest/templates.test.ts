import { describe, expect, test } from "vitest";
import { buildAbis } from "../../subgraph/manifest/abi.ts";
import { bindingsManifest } from "../../subgraph/manifest/bindings.ts";
import { generateManifest, templatesOf } from "../../subgraph/manifest/manifest.ts";
import type { NetworkConfig } from "../../subgraph/manifest/network.ts";

const INPUTS = { abis: buildAbis(), repoRoot: ".." };
const POOL = "0x87870Bca3F3fD6335C3F4ce8392D69350B4fA4E2";

function umbrella(name: string, address: string): NetworkConfig["sources"][number] {
  return { protocol: "aave", contract: "Umbrella", name, address, startBlock: 7, context: { pool: POOL } };
}

function network(...sources: NetworkConfig["sources"]): NetworkConfig {
  return { name: "local", graphNetwork: "seawall-local", chainId: 31337, sources };
}

describe("templates", () => {
  const { templates } = generateManifest(
    network(umbrella("First", `0x${"01".repeat(20)}`), umbrella("Second", `0x${"02".repeat(20)}`)),
    INPUTS,
  );

  test("appear once, whatever the number of contracts that create them", () => {
    expect(templates?.map(({ name }) => name)).toEqual(["AaveUmbrellaStakeToken"]);
  });

  // graph-node docs/subgraph-manifest.md: a template's source has neither address nor start block.
  test("have handlers and an ABI, but no address, start block or context", () => {
    const [template] = templates ?? [];
    expect(template?.source).toEqual({ abi: "UmbrellaStakeToken" });
    expect(Object.keys(template ?? {})).toEqual(["kind", "name", "network", "source", "mapping"]);
    expect(template?.network).toBe("seawall-local");
    expect(template?.mapping.eventHandlers.map(({ event }) => event)).toContain(
      "Slashed(indexed address,uint256)",
    );
  });

  test("are left out where no contract of the network creates others", () => {
    const source = { protocol: "aave", contract: "Pool", address: POOL, startBlock: 1, context: {} };
    expect(generateManifest(network(source), INPUTS)).not.toHaveProperty("templates");
  });

  test("have bindings, made from the same definitions", () => {
    const creators = [{ protocol: "aave", contract: "Umbrella" }];
    const expected = templatesOf(creators, "mainnet", INPUTS)[0];
    expect(bindingsManifest(INPUTS)).toMatchObject({ templates: expect.arrayContaining([expected]) });
  });
});
