import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  historyKey,
  prepareDataFolder,
  readCompletedWorld,
  storeFile,
  worldFolder,
  writeCompletedWorld,
} from "../../devnet/stack/data-folder.ts";
import { FolderNotWritableError } from "../../devnet/stack/errors.ts";
import { makeTempDir, type TempDir } from "../support/temp-dir.ts";

let dir: TempDir;

beforeEach(() => {
  dir = makeTempDir("data");
});

afterEach(() => dir.remove());

describe("prepareDataFolder", () => {
  test("default: makes the folder and leaves no probe", () => {
    const runDir = prepareDataFolder(join(dir.path, "deep", "data"));
    expect(readdirSync(runDir)).toEqual([]);
  });

  test("error: FolderNotWritableError where no folder can be made", () => {
    const file = join(dir.path, "file");
    writeFileSync(file, "");
    const prepare = () => prepareDataFolder(join(file, "data"));
    expect(prepare).toThrow(FolderNotWritableError);
    expect(prepare).toThrow("Make it writable, or choose another folder with --data DIR.");
  });
});

describe("historyKey", () => {
  test("default: the same recording has the same key, another size another", () => {
    const key = historyKey(dir.path);
    expect(historyKey(dir.path)).toBe(key);
    writeFileSync(join(dir.path, "logs.ndjson"), "{}");
    expect(historyKey(dir.path)).not.toBe(key);
  });
});

describe("storeFile", () => {
  test("behavior: the store of another ledger is removed", () => {
    const folder = worldFolder(dir.path, "local");
    writeFileSync(storeFile(folder, "old"), "");
    writeFileSync(`${storeFile(folder, "old")}.wal`, "");
    expect(existsSync(storeFile(folder, "old"))).toBe(true);
    storeFile(folder, "new");
    expect(readdirSync(folder.path).filter((name) => name.startsWith("store-"))).toEqual([]);
  });
});

describe("readCompletedWorld", () => {
  test("default: null before the chain is complete, then what was written", () => {
    const folder = worldFolder(dir.path, "local");
    expect(readCompletedWorld(folder)).toBeNull();
    const world = { network: { name: "a", graphNetwork: "a", chainId: 1, sources: [] }, subgraph: "00ff" };
    writeCompletedWorld(folder, world);
    expect(readCompletedWorld(folder)).toEqual(world);
  });
});
