import { describe, expect, test, vi } from "vitest";
import { duration, IndexingRate } from "../../devnet/cli/indexing-rate.ts";
import { Progress } from "../../devnet/cli/progress.ts";

/** A progress with everything it has written and a clock to set. */
function recorded(isTTY: boolean) {
  const clock = { now: 0 };
  let text = "";
  const write = (part: string) => {
    text += part;
  };
  const progress = new Progress({ isTTY, columns: 20, write }, () => clock.now);
  return { progress, clock, text: () => text };
}

describe("Progress", () => {
  test("behavior: one live line on a terminal, cut to its width, replaced by the next", () => {
    const { progress, text } = recorded(true);
    progress.live("indexing block 1 of 2");
    progress.live("indexing");
    progress.line("done");
    expect(text()).toBe("\r\u001b[Kindexing block 1 of\r\u001b[Kindexing\r\u001b[Kdone\n");
  });

  test("behavior: says for how long something goes on, and gives its result", async () => {
    const { progress, clock, text } = recorded(true);
    vi.useFakeTimers();
    const work = progress.during("building", new Promise((settle) => setTimeout(settle, 2_500, "built")));
    for (clock.now = 1_000; clock.now <= 2_000; clock.now += 1_000) vi.advanceTimersByTime(1_000);
    vi.advanceTimersByTime(500);
    vi.useRealTimers();
    expect(await work).toBe("built");
    expect(text()).toBe("\r\u001b[Kbuilding · 1 s\r\u001b[Kbuilding · 2 s");
  });

  test("behavior: nothing live after the end", () => {
    const { progress, text } = recorded(true);
    progress.end();
    progress.live("indexing");
    progress.line("stopped");
    expect(text()).toBe("stopped\n");
  });

  test("behavior: elsewhere a line every three seconds", () => {
    const { progress, clock, text } = recorded(false);
    for (clock.now = 0; clock.now <= 6_000; clock.now += 500) progress.live(`at ${clock.now}`);
    expect(text()).toBe("at 0\nat 3000\nat 6000\n");
  });
});

describe("IndexingRate", () => {
  test("default: blocks, events, rate and time left", () => {
    const rate = new IndexingRate();
    expect(rate.describe({ time: 0, block: 0, events: 0 }, 4_000)).toBe(
      "indexing block 0 of 4,000 · 0 events",
    );
    // 1,000 of 4,000 blocks in 2 s: the other 3,000 take 6 s; 8,000 events in 2 s are 4,000 a second.
    expect(rate.describe({ time: 2_000, block: 1_000, events: 8_000 }, 4_000)).toBe(
      "indexing block 1,000 of 4,000 · 8,000 events · 4,000 events/s · 6 s left",
    );
  });

  test("behavior: no time left when nothing moves", () => {
    const rate = new IndexingRate();
    rate.describe({ time: 0, block: 5, events: 9 }, 10);
    expect(rate.describe({ time: 1_000, block: 5, events: 9 }, 10)).toBe(
      "indexing block 5 of 10 · 9 events · 0 events/s",
    );
  });

  test("behavior: only the last seconds count", () => {
    const rate = new IndexingRate();
    rate.describe({ time: 0, block: 0, events: 0 }, 100);
    rate.describe({ time: 20_000, block: 10, events: 10 }, 100);
    expect(rate.describe({ time: 21_000, block: 20, events: 30 }, 100)).toContain("20 events/s · 8 s left");
  });
});

describe("duration", () => {
  test.each([
    [0.2, "1 s"],
    [59, "59 s"],
    [90, "2 min"],
    [7_200, "2 h"],
  ])("default: %d s is %s", (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});
