import { describe, expect, test } from "vitest";
import { EpisodeMemory } from "../../../api/services/stress/episodes/episode-memory.ts";

const [READER, OTHER] = [{}, {}];

describe("EpisodeMemory", () => {
  test("default: a result is computed once for each reader and key", async () => {
    const memory = new EpisodeMemory<number>();
    let computed = 0;
    const next = async () => ++computed;
    expect(await memory.get(READER, "block 1", next)).toBe(1);
    expect(await memory.get(READER, "block 1", next)).toBe(1);
    // After a reorganisation the block has another hash, so another key.
    expect(await memory.get(READER, "block 1'", next)).toBe(2);
    expect(await memory.get(OTHER, "block 1", next)).toBe(3);
  });

  test("behavior: a failure is forgotten", async () => {
    const memory = new EpisodeMemory<number>();
    const fail = () => Promise.reject(new Error("busy"));
    await expect(memory.get(READER, "block", fail)).rejects.toThrow("busy");
    expect(await memory.get(READER, "block", async () => 7)).toBe(7);
  });

  test("behavior: the oldest of more than sixteen is computed anew", async () => {
    const memory = new EpisodeMemory<string>();
    for (let i = 0; i <= 16; i += 1) await memory.get(READER, `block ${i}`, async () => "first");
    const again = (i: number) => memory.get(READER, `block ${i}`, async () => "again");
    expect(await again(1)).toBe("first");
    expect(await again(0)).toBe("again");
  });
});
