import { readFileSync } from "node:fs";
import { BreakingChangeType, buildSchema } from "graphql";
import { describe, expect, test } from "vitest";
import {
  breakingChanges,
  RELEASED,
  readChangelog,
  sdlOf,
  servedSchema,
  undeclared,
} from "../../docs/tools/sdl.ts";

describe("the API's SDL", () => {
  test("behavior: what breaks queries of the released version is declared in the changelog", () => {
    const changes = breakingChanges(readFileSync(RELEASED, "utf8"), servedSchema());
    expect(undeclared(changes, readChangelog())).toEqual([]);
  });

  test("behavior: it is written alike whatever the order of the files", () => {
    const released = readFileSync(RELEASED, "utf8");
    expect(sdlOf(buildSchema(released))).toBe(released);
  });
});

describe("breakingChanges", () => {
  const RELEASE = 'type Query { "Kept." a(x: Int): Int b: String! } enum Kind { ONE TWO }';

  test.each([
    ["a field that is gone", "type Query { a(x: Int): Int } enum Kind { ONE TWO }", "FIELD_REMOVED"],
    [
      "an answer that may be null",
      "type Query { a(x: Int): Int b: String } enum Kind { ONE TWO }",
      "FIELD_CHANGED_KIND",
    ],
    [
      "an argument that is needed",
      "type Query { a(x: Int!): Int b: String! } enum Kind { ONE TWO }",
      "ARG_CHANGED_KIND",
    ],
    [
      "a value that is gone",
      "type Query { a(x: Int): Int b: String! } enum Kind { ONE }",
      "VALUE_REMOVED_FROM_ENUM",
    ],
  ])("behavior: %s", (_, served, type) => {
    const [change, ...others] = breakingChanges(RELEASE, buildSchema(served));
    expect([change?.type, others]).toEqual([type, []]);
  });

  test("behavior: a new field, a new argument with a default and another description break nothing", () => {
    const served =
      'type Query { "Changed." a(x: Int, y: Int = 1): Int b: String! c: Int } enum Kind { ONE TWO }';
    expect(breakingChanges(RELEASE, buildSchema(served))).toEqual([]);
  });
});

describe("undeclared", () => {
  const CHANGES = [{ type: BreakingChangeType.FIELD_REMOVED, description: "Query.job was removed." }];

  test.each([
    ["## Unreleased\n\n- **Breaking**: `Query.job` is gone; ask `Query.jobs`.\n", []],
    ["## Unreleased\n\n- `Query.job` is gone.\n", ["Query.job was removed."]],
    ["## Unreleased\n\n## 0.1.0\n\n- **Breaking**: `Query.job` is gone.\n", ["Query.job was removed."]],
  ])("behavior: %j", (changelog, left) => {
    expect(undeclared(CHANGES, changelog)).toEqual(left);
  });
});
