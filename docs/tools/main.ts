import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { METRIC_CATALOGUE } from "../../api/services/metric-catalogue.ts";
import { drawChart } from "./draw-chart.ts";
import { withDefinition, withTable } from "./metric-page.ts";
import { METRIC_PICTURES } from "./metric-pictures.ts";

/** Writes what docs/metrics takes from the catalogue of metrics, and the pictures of its examples. */
const FOLDER = new URL("../metrics/", import.meta.url);
const PICTURES = new URL("../pictures/metrics/", import.meta.url);

for (const definition of METRIC_CATALOGUE) {
  const file = new URL(`${definition.id}.md`, FOLDER);
  const page = existsSync(file) ? readFileSync(file, "utf8") : "";
  writeFileSync(file, withDefinition(page, definition, METRIC_PICTURES[definition.id]?.().title));
}
const index = new URL("README.md", FOLDER);
writeFileSync(index, withTable(readFileSync(index, "utf8"), METRIC_CATALOGUE));

mkdirSync(PICTURES, { recursive: true });
for (const [id, picture] of Object.entries(METRIC_PICTURES)) {
  writeFileSync(new URL(`${id}.svg`, PICTURES), drawChart(picture()));
}
