import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { buildAbis } from "../../subgraph/manifest/abi.ts";
import { exportedName, handlersFile } from "../../subgraph/manifest/handlers.ts";
import { generateManifest } from "../../subgraph/manifest/manifest.ts";
import { defaultName, ManifestError } from "../../subgraph/manifest/mapping.ts";
import { loadNetwork, type NetworkConfig } from "../../subgraph/manifest/network.ts";
import { PROTOCOLS } from "../../subgraph/manifest/protocols.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const EXPORT = /^export \{ (\w+) as (\w+) \} from "(.+)";$/;

/** What a file of handlers exports: name, name in its module, module. */
function exportsOf({ text }: { text: string }): [string, string, string][] {
  const lines = text.trimEnd().split("\n").slice(1);
  return lines.map((line) => {
    const [, handler = "", name = "", module = ""] = EXPORT.exec(line) ?? [];
    return [name, handler, module];
  });
}

function osm(name: string): NetworkConfig["sources"][number] {
  return {
    protocol: "maker",
    contract: "Osm",
    name,
    address: `0x${"1".repeat(40)}`,
    startBlock: 1,
    context: {},
  };
}

const TWO_OSMS: NetworkConfig = {
  name: "local",
  graphNetwork: "seawall-local",
  chainId: 31337,
  sources: [osm("One"), osm("Two")],
};

describe("handlersFile", () => {
  test("hands a contract's handlers on once, from where they lie as the file sees it", () => {
    const file = handlersFile(TWO_OSMS, "../..");
    expect(file.path).toBe("generated/handlers.local.ts");
    expect(exportsOf(file)).toEqual([
      ["MakerOsm_handleLogValue", "handleLogValue", "../../../subgraph/src/mappings/maker/osm"],
    ]);
  });

  test("refuses an unknown contract", () => {
    const network = { ...TWO_OSMS, sources: [{ ...osm("One"), contract: "Frog" }] };
    expect(() => handlersFile(network, "..")).toThrow(ManifestError);
  });

  /** Mainnet's sources and more: see its file. */
  const everything = loadNetwork(join(ROOT, "tests/gnd/network.json"));
  const exported = exportsOf(handlersFile(everything, ".."));

  test("exports exactly the handlers that the manifest names", () => {
    const { dataSources, templates = [] } = generateManifest(everything, {
      abis: buildAbis(),
      repoRoot: "..",
    });
    expect(templates.length).toBeGreaterThan(0);
    const named = [...dataSources, ...templates].flatMap(({ mapping }) =>
      mapping.eventHandlers.map(({ handler }) => handler),
    );
    expect(exported.map(([name]) => name).sort()).toEqual([...new Set(named)].sort());
  });

  test("names handlers that are there", () => {
    for (const [, handler, module] of exported) {
      const text = readFileSync(join(ROOT, "subgraph/generated", `${module}.ts`), "utf8");
      expect(text).toContain(`export function ${handler}(`);
    }
  });
});

describe("exportedName", () => {
  test("puts the contract into the name", () => {
    expect(exportedName("MakerFlipper", "handleKick")).toBe("MakerFlipper_handleKick");
  });

  test("differs between all contracts", () => {
    const names = Object.entries(PROTOCOLS).flatMap(([protocol, { contracts }]) =>
      Object.entries(contracts).flatMap(([contract, { events }]) => [
        ...new Set(events.map(({ handler }) => exportedName(defaultName(protocol, contract), handler))),
      ]),
    );
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
