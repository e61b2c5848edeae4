import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { findStack } from "../stack/running-stack.ts";
import { makePictures } from "./make-pictures.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const OUT = join(ROOT, "docs/pictures/mechanisms");
const [dataDir = join(ROOT, ".seawall")] = process.argv.slice(2);

const stack = findStack(resolve(dataDir));
if (stack === null) {
  process.stderr.write(`Nothing runs on "${dataDir}". Run npm start in another terminal, then this again.\n`);
  process.exit(1);
}
const pictures = await makePictures({ ledgerUrl: stack.subgraph, network: stack.network });
mkdirSync(OUT, { recursive: true });
for (const [name, svg] of pictures) writeFileSync(join(OUT, `${name}.svg`), svg);
process.stdout.write(`${pictures.size} pictures in ${OUT}\n`);
