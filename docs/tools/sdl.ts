import { readFileSync } from "node:fs";
import {
  type BreakingChange,
  buildASTSchema,
  buildSchema,
  findBreakingChanges,
  type GraphQLSchema,
  lexicographicSortSchema,
  printSchema,
} from "graphql";
import { API_VERSION } from "../../api/domain/versions.ts";
import { loadTypeDefs } from "../../api/graphql/type-defs.ts";

/** The SDL of the version that {@link API_VERSION} names, as it was released. */
export const RELEASED = new URL(`../sdl/${API_VERSION}.graphql`, import.meta.url);

/** The schema that the API serves. */
export function servedSchema(): GraphQLSchema {
  return lexicographicSortSchema(buildASTSchema(loadTypeDefs()));
}

/** Writes a schema as SDL: types, fields and values by name, each with its description. */
export function sdlOf(schema: GraphQLSchema): string {
  return `${printSchema(schema)}\n`;
}

/** Changes since the release that may break a query that worked. */
export function breakingChanges(released: string, served: GraphQLSchema): BreakingChange[] {
  return findBreakingChanges(buildSchema(released), served);
}

/**
 * Breaking changes that the changelog does not declare: a line of "Unreleased" marked **Breaking** names what changed, such as
 * `Query.job`, as the change's own description does.
 */
export function undeclared(changes: readonly BreakingChange[], changelog: string): string[] {
  const [, unreleased = ""] = /## Unreleased\n([\s\S]*?)(?=\n## |$)/.exec(changelog) ?? [];
  const declared = unreleased.split("\n").filter((line) => line.includes("**Breaking**"));
  return changes
    .map(({ description }) => description)
    .filter((description) => {
      const [subject = description] = /[A-Za-z_]+(\.[A-Za-z_]+)?/.exec(description) ?? [];
      return !declared.some((line) => line.includes(`\`${subject}\``));
    });
}

/** Reads the changelog. */
export function readChangelog(): string {
  return readFileSync(new URL("../../CHANGELOG.md", import.meta.url), "utf8");
}
