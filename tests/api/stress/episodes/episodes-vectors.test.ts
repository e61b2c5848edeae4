import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { DatedEpisode } from "../../../../api/stress/episodes/dated-episode.ts";
import type { EpisodeParameters } from "../../../../api/stress/episodes/episode-parameters.ts";
import { ScopeDetector } from "../../../../api/stress/episodes/scope-detector.ts";
import type { Trigger } from "../../../../api/stress/episodes/trigger.ts";

type Case = {
  readonly trigger: Trigger;
  readonly columns: readonly (readonly (number | null)[])[];
  readonly episodes: readonly DatedEpisode[];
};

/** Made by tests/oracles/episodes.py from the text of docs/episodes.md, quadratically and without any state but what is on. */
const { parameters, cases } = JSON.parse(
  readFileSync(new URL("../../../oracles/episodes.json", import.meta.url), "utf8"),
) as { readonly parameters: EpisodeParameters; readonly cases: readonly Case[] };

function dated({ trigger, columns }: Case): DatedEpisode[] {
  const detector = new ScopeDetector(trigger, parameters);
  for (const i of (columns[0] ?? []).keys()) detector.push(columns.map((column) => column[i] ?? Number.NaN));
  return detector.episodes();
}

/** Conditions as a set, ranks and values to the precision of a double's last digits. */
function comparable({ conditions, rank, startBadness, troughBadness, ...dates }: DatedEpisode) {
  const near = (value: number | null) => (value === null ? null : Number(value.toFixed(9)) + 0);
  return {
    ...dates,
    conditions: [...conditions].sort(),
    numbers: [rank, startBadness, troughBadness].map(near),
  };
}

describe("the dates of episodes", () => {
  test.each(cases.map((one, i) => [`${one.trigger} ${i % 3}`, one] as const))(
    "behavior: are those of the independent program, %s",
    (_name, one) => {
      expect(one.episodes.length).toBeGreaterThan(0);
      expect(dated(one).map(comparable)).toEqual(one.episodes.map(comparable));
    },
  );
});
