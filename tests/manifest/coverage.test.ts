import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { eventName } from "../support/coverage/chain-events.ts";
import { coveragePage } from "../support/coverage/coverage-page.ts";
import { readCoveredRuns } from "../support/coverage/covered-run.ts";
import { declaredEvents } from "../support/coverage/declared-events.ts";
import { readTestedEvents } from "../support/coverage/tested-events.ts";

describe("coverage", () => {
  test("behavior: every event that is read has a case of its own", () => {
    const casesOf = readTestedEvents();
    expect(
      declaredEvents()
        .filter((event) => casesOf(event) === 0)
        .map(eventName),
    ).toEqual([]);
  });

  test("behavior: the runs name events that are read", () => {
    const known = new Set(declaredEvents().map(eventName));
    const unknown = readCoveredRuns().flatMap(({ events }) => events.filter((name) => !known.has(name)));
    expect(unknown).toEqual([]);
  });

  test("behavior: docs/coverage.md says what manifests and tests say (npm run coverage)", () => {
    const page = readFileSync(resolve(import.meta.dirname, "../../docs/coverage.md"), "utf8");
    expect(page).toBe(coveragePage());
  });
});
