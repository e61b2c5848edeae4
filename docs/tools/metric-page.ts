import type { MetricDefinition } from "../../api/domain/metric-definition.ts";

const BEGIN = "<!-- The catalogue's part: `npm run docs` writes it. -->";
const END = "<!-- End of the catalogue's part. -->";

/**
 * Writes a metric's definition into its page: between the markers where they are, else after the heading.
 *
 * @param page - Text of the page; empty for one that does not exist, which gets a heading.
 * @param picture - What its picture shows; null without one.
 * @returns The page; the same text when nothing changed.
 */
export function withDefinition(
  page: string,
  definition: MetricDefinition,
  picture: string | null = null,
): string {
  const text = page === "" ? `# ${definition.title} (\`${definition.id}\`)\n` : page;
  const shown = picture === null ? "" : `\n\n![${picture}](../pictures/metrics/${definition.id}.svg)`;
  const part = `${BEGIN}\n${definitionPart(definition)}${shown}\n${END}`;
  const [before, after] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (before >= 0 && after > before) {
    return text.slice(0, before) + part + text.slice(after + END.length);
  }
  const heading = text.indexOf("\n");
  return `${text.slice(0, heading)}\n\n${part}${text.slice(heading)}`;
}

/** Writes the index of pages: one line for each metric, by id. */
export function metricTable(definitions: readonly MetricDefinition[]): string {
  const lines = [...definitions]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, title, unit, since }) => `| [${id}](${id}.md) | ${title} | ${unit} | ${since} |`);
  return ["| metric | what it is | unit | since |", "|---|---|---|---|", ...lines].join("\n");
}

/** Puts the index between its markers. */
export function withTable(page: string, definitions: readonly MetricDefinition[]): string {
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before < 0 || after < before) throw new Error(`Expected the markers "${BEGIN}" and "${END}".`);
  return `${page.slice(0, before)}${BEGIN}\n${metricTable(definitions)}\n${page.slice(after)}`;
}

function definitionPart({ formula, unit, edgeCases, sources, since }: MetricDefinition): string {
  return [
    `> **Formula.** ${formula}`,
    ">",
    `> **Unit.** ${unit}. **Since** methodology ${since}.`,
    ">",
    "> **Where it has no value, or a partial one.**",
    ...edgeCases.map((edgeCase) => `> - ${edgeCase}`),
    ">",
    `> **Sources.** ${sources.join("; ")}.`,
  ].join("\n");
}
