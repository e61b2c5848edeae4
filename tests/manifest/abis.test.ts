import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { abiFiles, buildAbis } from "../../subgraph/manifest/abi.ts";

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
