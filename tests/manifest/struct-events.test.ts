import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { buildAbis } from "../../subgraph/manifest/abi.ts";
import { generateManifest } from "../../subgraph/manifest/manifest.ts";
import { loadNetwork } from "../../subgraph/manifest/network.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const { dataSources } = generateManifest(loadNetwork(join(ROOT, "tests/gnd/network.json")), {
  abis: buildAbis(),
  repoRoot: "..",
});

/** First topics of Earthquake's events with structs, which are read member by member: the recorded list of events. */
const TOPICS: [string, string, string][] = [
  ["Y2kController", "DepegInsurance", "0x4c48fdcd7e3cb84b81aa54aa5dd04105736ae1bc179d84611c6fa5a642e803f2"],
  ["Y2kController", "NullEpoch", "0x81bee92f7b15f62842e0b331896cec495f23c68126e3c1681aff439f945072c9"],
  [
    "Y2kControllerPeggedAssetV2",
    "EpochResolved",
    "0x2e11af70e356673421b68df065b43f4ed1bc69edeff8e42c0f87c2e8163a09f7",
  ],
  [
    "Y2kControllerPeggedAssetV2",
    "NullEpoch",
    "0x889c88b7924f72dcebb47a86dc2ef40e5f3331b489acfaadffed10d9382e8a80",
  ],
  [
    "Y2kControllerGeneric",
    "EpochResolved",
    "0xacd1b462fef286d9ed0101c1f53d9af775555d7bec5624f7516e295240cb6c2f",
  ],
  ["Y2kControllerGeneric", "NullEpoch", "0x765638a6d96997ec3044d543e7cad8ccc77fcb74804c9e7bec7f317ce476c3bc"],
];

test.each(TOPICS)("%s %s is read under its true first topic", (name, event, topic) => {
  const handlers = dataSources.find((source) => source.name === name)?.mapping.eventHandlers ?? [];
  expect(handlers.find((handler) => handler.event.startsWith(`${event}(`))?.topic0).toBe(topic);
});
