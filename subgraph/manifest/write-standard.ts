import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { compileStandard, signaturesFile } from "./standard.ts";

const PATH = resolve(import.meta.dirname, "protocols/backstop-signatures.ts");

writeFileSync(PATH, signaturesFile(compileStandard()));
