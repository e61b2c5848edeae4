import { execFileSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { bundle } from "../../devnet/stack/bundle.ts";
import { makeTempDir } from "../support/temp-dir.ts";

const temp = makeTempDir("bundle");
afterAll(() => temp.remove());

describe("bundle", () => {
  test("default: plain Node.js runs the file, with packages of the repository and URLs of the sources", async () => {
    const main = join(temp.path, "main.ts");
    const outFile = join(temp.path, "out", "main.mjs");
    writeFileSync(join(temp.path, "answer.ts"), "export const answer: number = 42;");
    writeFileSync(
      main,
      `import { parse } from "graphql";
       import { EOL } from "node:os";
       import { answer } from "./answer.ts";
       process.stdout.write([answer, parse("{ a }").kind, new URL("./x", import.meta.url)].join(EOL));`,
    );
    await bundle(main, outFile);
    const printed = execFileSync(process.execPath, [outFile], { encoding: "utf8" });
    expect(printed.split("\n")).toEqual(["42", "Document", pathToFileURL(join(temp.path, "x")).href]);
    expect(readdirSync(join(temp.path, "out"))).toEqual(["main.mjs"]);
  });

  test("error: a module that is not there is named", async () => {
    const main = join(temp.path, "broken.ts");
    writeFileSync(main, 'import "./missing.ts";');
    await expect(bundle(main, join(temp.path, "broken.mjs"))).rejects.toThrow(/\.\/missing\.ts/);
  });
});
