import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Postgres, removePostgres, startPostgres } from "../../devnet/stack/postgres.ts";
import { makeTempDir } from "../support/temp-dir.ts";
import { buildTestSubgraph } from "./build-test-subgraph.ts";
import { expandNotes, type TestFile } from "./expand-notes.ts";
import { runGndTest } from "./run-gnd-test.ts";

const FOLDER = import.meta.dirname;
const FILES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((path) => /^[^/]+\/[^/]+\.json$/.test(path))
  .sort();

const temp = makeTempDir("gnd");
let postgres: Postgres | undefined;
let subgraph: string | undefined;

beforeAll(async () => {
  postgres = await startPostgres({ folder: join(temp.path, "postgres"), env: process.env });
  subgraph = buildTestSubgraph();
}, 700_000);

afterAll(async () => {
  await postgres?.stop();
  removePostgres(join(temp.path, "postgres"), process.env);
  if (subgraph !== undefined) rmSync(subgraph, { recursive: true, force: true });
  temp.remove();
});

test.each(FILES)("%s", async (path) => {
  const name = path.replaceAll(/[^a-z0-9]+/g, "_");
  const file = join(temp.path, `${name}.json`);
  writeFileSync(
    file,
    JSON.stringify(expandNotes(JSON.parse(readFileSync(join(FOLDER, path), "utf8")) as TestFile)),
  );
  const url = await postgres?.createDatabase(name);
  const result = await runGndTest(subgraph ?? "", file, url ?? "");
  expect(result.passed, result.output).toBe(true);
});
