import { describe, expect, test } from "vitest";
import { EPISODE_PARAMETERS } from "../../../../api/stress/episodes/episode-parameters.ts";
import { linkEpisodes } from "../../../../api/stress/episodes/link-episodes.ts";
import type { StressEpisode } from "../../../../api/stress/episodes/stress-episode.ts";
import { madeEpisode } from "./made-episode.ts";

const NOW = 1000 * 3_600;
const link = (...episodes: StressEpisode[]) => linkEpisodes(episodes, EPISODE_PARAMETERS, NOW);
const membersOf = (...episodes: StressEpisode[]) =>
  link(...episodes).map(({ members }) => members.map(({ start }) => start / 3_600));

describe("linkEpisodes", () => {
  test("default: two triggers that overlap by half of the shorter", () => {
    // 10 to 20 and 15 to 45 share 5 of 10 hours.
    const price = madeEpisode({ start: 10, end: 20 });
    const run = madeEpisode({ trigger: "RUN", start: 15, end: 45 });
    expect(link(run, price)).toEqual([
      {
        ...{ id: price.id, members: [price, run], triggers: ["PRICE", "RUN"], protocols: ["0xa1"] },
        ...{ start: 10 * 3_600, end: 45 * 3_600 },
      },
    ]);
  });

  test("behavior: less than half is no link", () => {
    expect(
      link(madeEpisode({ start: 10, end: 20 }), madeEpisode({ trigger: "RUN", start: 16, end: 45 })),
    ).toEqual([]);
  });

  test("behavior: one trigger of two protocols is not systemic, of three it is", () => {
    const of = (protocol: string) => madeEpisode({ protocol, start: 10, end: 20 });
    expect(link(of("0xa1"), of("0xa2"))).toEqual([]);
    expect(link(of("0xa1"), of("0xa2"), of("0xa3"))[0]?.protocols).toEqual(["0xa1", "0xa2", "0xa3"]);
  });

  test("behavior: what is linked with the same one belongs together, and what stands alone does not", () => {
    // 10-20 and 12-40 share 8 of 10; 12-40 and 30-39 share all 9; 100-110 overlaps nothing.
    const far = madeEpisode({ trigger: "DEPEG", start: 100, end: 110 });
    const found = membersOf(
      madeEpisode({ start: 10, end: 20 }),
      madeEpisode({ trigger: "RUN", start: 12, end: 40 }),
      madeEpisode({ trigger: "BAD_DEBT", start: 30, end: 39 }),
      far,
    );
    expect(found).toEqual([[10, 12, 30]]);
  });

  test("behavior: one that is not over lasts until now", () => {
    // Both reach to hour 1000: the second one lies within the first.
    const found = link(
      madeEpisode({ start: 10, end: null }),
      madeEpisode({ trigger: "RUN", start: 900, end: null }),
    );
    expect(found).toMatchObject([{ end: null, start: 36_000 }]);
  });

  test("behavior: episodes of the same series are never linked", () => {
    expect(link(madeEpisode({ start: 10, end: 20 }), madeEpisode({ start: 11, end: 21 }))).toEqual([]);
  });
});
