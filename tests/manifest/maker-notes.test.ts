import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { buildAbis } from "../../subgraph/manifest/abi.ts";
import { generateManifest } from "../../subgraph/manifest/manifest.ts";
import type { EventHandler } from "../../subgraph/manifest/mapping.ts";
import { loadNetwork } from "../../subgraph/manifest/network.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const MAINNET = generateManifest(loadNetwork(join(ROOT, "subgraph/networks/mainnet.json")), {
  abis: buildAbis(),
  repoRoot: "..",
});

function handlersOf(name: string): readonly EventHandler[] {
  const found = MAINNET.dataSources.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no data source "${name}"`);
  return found.mapping.eventHandlers;
}

/** Selectors of Maker calls; makerdao/vdb-mcd-transformers transformers/shared/constants, messari makerdao template. */
const NOTES: [string, Record<string, string>][] = [
  [
    "MakerCat",
    {
      MakerCat_handleFile: "0x1a0b287e",
      MakerCat_handleFileSystem: "0x29ae8114",
      MakerCat_handleCage: "0x69245009",
    },
  ],
  [
    "MakerVat",
    {
      MakerVat_handleInit: "0x3b663195",
      MakerVat_handleFrob: "0x76088703",
      MakerVat_handleGrab: "0x7bab3f40",
      MakerVat_handleFold: "0xb65337df",
      MakerVat_handleSuck: "0xf24e23eb",
      MakerVat_handleFileIlk: "0x1a0b287e",
      MakerVat_handleFile: "0x29ae8114",
      MakerVat_handleMoveIn: "0xbb35783b",
      MakerVat_handleMoveOut: "0xbb35783b",
    },
  ],
  ["MakerJug", { MakerJug_handleFileIlk: "0x1a0b287e", MakerJug_handleFile: "0x29ae8114" }],
  ["MakerSpotter", { MakerSpotter_handleFileIlk: "0x1a0b287e", MakerSpotter_handleFile: "0x29ae8114" }],
  [
    "MakerFlipperEthA",
    {
      MakerFlipper_handleTend: "0x4b43ed12",
      MakerFlipper_handleDent: "0x5ff3a382",
      MakerFlipper_handleTick: "0xfc7b6aee",
      MakerFlipper_handleDeal: "0xc959c42b",
      MakerFlipper_handleYank: "0x26e027f1",
      MakerFlipper_handleFile: "0x29ae8114",
    },
  ],
  [
    "MakerVow",
    {
      MakerVow_handleFess: "0x697efb78",
      MakerVow_handleFlog: "0xd7ee674b",
      MakerVow_handleHeal: "0xf37ac61c",
      MakerVow_handleKiss: "0x2506855a",
      MakerVow_handleFile: "0x29ae8114",
      MakerVow_handleFileAddress: "0xd4e8be83",
      MakerVow_handleCage: "0x69245009",
      MakerVow_handleFlop: "0xbbbb0d7b",
      MakerVow_handleFlap: "0x0e01198b",
    },
  ],
  [
    "MakerFlopper",
    {
      MakerFlopper_handleDent: "0x5ff3a382",
      MakerFlopper_handleTick: "0xfc7b6aee",
      MakerFlopper_handleDeal: "0xc959c42b",
      MakerFlopper_handleYank: "0x26e027f1",
      MakerFlopper_handleFile: "0x29ae8114",
    },
  ],
  [
    "MakerFlapper",
    {
      MakerFlapper_handleTend: "0x4b43ed12",
      MakerFlapper_handleTick: "0xfc7b6aee",
      MakerFlapper_handleDeal: "0xc959c42b",
      MakerFlapper_handleYank: "0x26e027f1",
      MakerFlapper_handleFile: "0x29ae8114",
    },
  ],
];

test.each(NOTES)("%s takes notes by the padded selector of the call", (name, selectors) => {
  const notes = handlersOf(name).filter((handler) => handler.topic0 !== undefined);
  expect(Object.fromEntries(notes.map((note) => [note.handler, note.topic0]))).toEqual(
    Object.fromEntries(Object.entries(selectors).map(([handler, four]) => [handler, four + "0".repeat(56)])),
  );
});

test("only the Vow's own moves are read in the Vat", () => {
  const vow = "0x000000000000000000000000a950524441892a31ebddf91d3ceefa04bf454466";
  const filters = handlersOf("MakerVat").map(({ handler, topic1, topic2, topic3 }) => ({
    handler,
    topic1,
    topic2,
    topic3,
  }));
  expect(filters.filter((one) => one.topic1 ?? one.topic2 ?? one.topic3)).toEqual([
    { handler: "MakerVat_handleMoveIn", topic1: undefined, topic2: [vow], topic3: undefined },
    { handler: "MakerVat_handleMoveOut", topic1: [vow], topic2: undefined, topic3: undefined },
  ]);
});
