import { expect, test } from "vitest";
import { buildAbis } from "../../subgraph/manifest/abi.ts";
import { contractMapping } from "../../subgraph/manifest/mapping.ts";

test("an indexed text is filtered by its hash", () => {
  const { eventHandlers } = contractMapping("gmx-v2", "EventEmitter", { abis: buildAbis(), repoRoot: ".." });
  // The first topic of EventLog1 and the hashes of four names, as the deployed emitter's logs have them.
  expect(eventHandlers[0]?.topic0).toBe("0x137a44067c8961cd7e1d876f4754a5a3a75989b4552f1843fc69c3b372def160");
  expect(eventHandlers[0]?.topic1?.map((topic) => topic.slice(0, 10))).toEqual([
    "0xf94196cc",
    "0x07d51b51",
    "0x0f781196",
    "0xc7408f76",
  ]);
});
