import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const SRC = resolve(import.meta.dirname, "../../subgraph/src");
const CONSTANT = /^(?:export )?const \w+[^;]*;$/gm;
/** Hashes, and numbers and bytes read from text. */
const COSTLY = /fromHexString|BigInt\.fromString|keccak256/;

/** graph-node runs the constants of all mappings anew for every log that it handles, and meters every branch. */
test("no constant of the mappings is costly to compute", () => {
  const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".ts"),
  );
  const costly = files.flatMap((path) =>
    (readFileSync(join(SRC, path), "utf8").match(CONSTANT) ?? [])
      .filter((text) => COSTLY.test(text))
      .map((text) => `${path}: ${text.split("\n")[0]}`),
  );
  expect(costly, "Compute it in a function where it is used.").toEqual([]);
});
