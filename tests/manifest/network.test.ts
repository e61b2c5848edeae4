import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadNetwork, NetworkFileError } from "../../subgraph/manifest/network.ts";
import { makeTempDir } from "../support/temp-dir.ts";

const NETWORKS = resolve(import.meta.dirname, "../../subgraph/networks");
const temp = makeTempDir("network");
afterAll(() => temp.remove());

function write(name: string, content: unknown): string {
  const path = join(temp.path, `${name}.json`);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const HEAD = { name: "local", graphNetwork: "seawall-local", chainId: 31337 };
const SOURCE = {
  protocol: "maker",
  contract: "Vow",
  address: "0xA950524441892A31ebddF91d3cEEFa04Bf454466",
  startBlock: 7,
};

test("the history has mainnet's sources from block 1", () => {
  const mainnet = loadNetwork(join(NETWORKS, "mainnet.json"));
  const history = loadNetwork(join(NETWORKS, "history.json"));
  expect(history.sources).toEqual(mainnet.sources.map((source) => ({ ...source, startBlock: 1 })));
  expect(history.chainId).toBe(31337);
});

test("own sources follow inherited ones", () => {
  write("parent", { ...HEAD, sources: [SOURCE] });
  const child = write("child", { ...HEAD, extends: "parent", sources: [{ ...SOURCE, name: "Second" }] });
  expect(loadNetwork(child).sources.map(({ name, startBlock }) => [name, startBlock])).toEqual([
    [undefined, 7],
    ["Second", 7],
  ]);
});

test.each([
  ["no JSON", "{"],
  ["a missing name", { graphNetwork: "x", chainId: 1 }],
  ["a short address", { ...HEAD, sources: [{ ...SOURCE, address: "0x12" }] }],
  ["a negative start block", { ...HEAD, sources: [{ ...SOURCE, startBlock: -1 }] }],
  ["an unknown field", { ...HEAD, colour: "red" }],
  ["a nested context", { ...HEAD, sources: [{ ...SOURCE, context: { a: {} } }] }],
  ["a name that is no identifier", { ...HEAD, sources: [{ ...SOURCE, name: "eth-a" }] }],
  ["a parent that does not exist", { ...HEAD, extends: "nobody" }],
  ["itself as its parent", { ...HEAD, extends: "bad" }],
])("refuses a file with %s", (_, content) => {
  expect(() => loadNetwork(write("bad", content))).toThrow(NetworkFileError);
});

test("names the file and the field", () => {
  const path = write("bad", { ...HEAD, sources: [{ ...SOURCE, address: "0x12" }] });
  expect(() => loadNetwork(path)).toThrow(/bad\.json.*40 hexadecimal digits.*sources\[0\]\.address/);
});
