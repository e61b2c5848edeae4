import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { coveragePage } from "./coverage-page.ts";

writeFileSync(resolve(import.meta.dirname, "../../../docs/coverage.md"), coveragePage());
console.log("docs/coverage.md");
