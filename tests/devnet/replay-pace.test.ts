import { describe, expect, test } from "vitest";
import { ReplayPace } from "../../devnet/cli/replay-pace.ts";

describe("ReplayPace", () => {
  test("default: blocks within the lead do not wait, also before anything is indexed", async () => {
    await new ReplayPace().keep(3_000);
  });

  test("behavior: a block beyond the lead waits until graph-node is close enough", async () => {
    const pace = new ReplayPace();
    const answers = [0, 500, 1_001];
    const asked: number[] = [];
    pace.follow(async () => {
      asked.push(answers[asked.length] as number);
      return asked.at(-1) as number;
    });
    await pace.keep(4_001);
    expect(asked).toEqual([0, 500, 1_001]);
    await pace.keep(4_001);
    expect(asked.length).toBe(3);
  });

  test("error: what stops indexing stops the replay", async () => {
    const pace = new ReplayPace();
    pace.follow(async () => {
      throw new Error("graph-node stopped indexing");
    });
    await expect(pace.keep(9_000)).rejects.toThrow("graph-node stopped indexing");
  });
});
