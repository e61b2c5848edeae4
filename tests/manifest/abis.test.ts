import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { abiFiles, buildAbis } from "../../subgraph/manifest/abi.ts";
import { ERC20_VIEWS } from "../../subgraph/manifest/protocols/erc20.ts";
import { PROTOCOLS } from "../../subgraph/manifest/protocols.ts";

const FOLDER = resolve(import.meta.dirname, "../../abis");
const FILES = abiFiles(buildAbis());

test.each(FILES)("abis/$path is what the signatures give", ({ path, text }) => {
  expect(readFileSync(join(FOLDER, path), "utf8")).toBe(text);
});

test("abis/ holds no other file", () => {
  const found = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".json"),
  );
  expect(found.sort()).toEqual(FILES.map((file) => file.path).sort());
});

test("every protocol asks a token with the views that read-token.ts binds", () => {
  const asked = Object.values(PROTOCOLS).flatMap(({ signatures }) => signatures["Erc20"] ?? []);
  expect(asked.length).toBeGreaterThan(0);
  expect(new Set(asked)).toEqual(new Set(ERC20_VIEWS));
});
