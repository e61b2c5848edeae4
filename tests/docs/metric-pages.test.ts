import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { METRIC_CATALOGUE } from "../../api/services/metric-catalogue.ts";
import { drawChart } from "../../docs/tools/draw-chart.ts";
import { withDefinition, withTable } from "../../docs/tools/metric-page.ts";
import { METRIC_PICTURES } from "../../docs/tools/metric-pictures.ts";

const FOLDER = new URL("../../docs/metrics/", import.meta.url);
/** Pages that are about no metric of the catalogue. */
const OTHERS = ["README", "valuation"];

function read(id: string): string {
  const file = new URL(`${id}.md`, FOLDER);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

describe("docs/metrics", () => {
  test.each(METRIC_CATALOGUE.map((definition) => [definition.id, definition] as const))(
    "behavior: the page of %s says what the API serves; else run `npm run docs`",
    (id, definition) => {
      const page = read(id);
      expect(page).toBe(withDefinition(page, definition, METRIC_PICTURES[id]?.().title));
    },
  );

  test.each(METRIC_CATALOGUE.map(({ id }) => id))("behavior: the page of %s has an example", (id) => {
    expect(read(id)).toMatch(/^#+ .*[Ee]xample/m);
  });

  test("behavior: the index lists the catalogue; else run `npm run docs`", () => {
    const page = read("README");
    expect(page).toBe(withTable(page, METRIC_CATALOGUE));
  });

  test("behavior: there is no page of a metric that the API does not serve", () => {
    const known = new Set([...METRIC_CATALOGUE.map(({ id }) => id), ...OTHERS]);
    const pages = readdirSync(FOLDER).flatMap((name) => (name.endsWith(".md") ? [name.slice(0, -3)] : []));
    expect(pages.filter((page) => !known.has(page))).toEqual([]);
  });
});

describe("withDefinition", () => {
  const definition = METRIC_CATALOGUE[0];

  test("behavior: changes nothing but its own part", () => {
    if (definition === undefined) throw new Error("Expected a metric.");
    const once = withDefinition("# Title\n\nText.\n", definition);
    expect(once).toMatch(/^# Title\n\n<!--[\s\S]*-->\n\nText\.\n$/);
    expect(withDefinition(once, { ...definition, unit: "apples" })).toContain("**Unit.** apples.");
    expect(withDefinition(once, definition)).toBe(once);
  });
});

describe("docs/pictures/metrics", () => {
  test.each(METRIC_CATALOGUE.map(({ id }) => id))(
    "behavior: the picture of %s is what its example computes, and its page shows it; else run `npm run docs`",
    (id) => {
      const picture = METRIC_PICTURES[id];
      if (picture === undefined) throw new Error(`Expected a picture of "${id}" in docs/tools/pictures.`);
      const file = new URL(`../../docs/pictures/metrics/${id}.svg`, import.meta.url);
      expect(readFileSync(file, "utf8")).toBe(drawChart(picture()));
      expect(read(id)).toContain(`](../pictures/metrics/${id}.svg)`);
    },
  );
});
