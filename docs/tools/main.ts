import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { METRIC_CATALOGUE } from "../../api/services/metric-catalogue.ts";
import { withDefinition, withTable } from "./metric-page.ts";

/** Writes what docs/metrics takes from the catalogue of metrics. */
const FOLDER = new URL("../metrics/", import.meta.url);

for (const definition of METRIC_CATALOGUE) {
  const file = new URL(`${definition.id}.md`, FOLDER);
  const page = existsSync(file) ? readFileSync(file, "utf8") : "";
  writeFileSync(file, withDefinition(page, definition));
}
const index = new URL("README.md", FOLDER);
writeFileSync(index, withTable(readFileSync(index, "utf8"), METRIC_CATALOGUE));
