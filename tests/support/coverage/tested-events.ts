import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type AbiEvent, parseAbiItem, toEventSelector } from "viem";
import { loadNetwork } from "../../../subgraph/manifest/network.ts";
import { expandNotes, type TestFile } from "../../gnd/expand-notes.ts";
import { type DeclaredEvent, layoutKey } from "./declared-events.ts";

const GND = resolve(import.meta.dirname, "../../gnd");

interface EmittedEvent {
  readonly address: string;
  readonly event: string;
}

function emittedEvents(path: string): readonly EmittedEvent[] {
  const file = expandNotes(JSON.parse(readFileSync(path, "utf8")) as TestFile) as {
    readonly blocks: readonly { readonly events: readonly EmittedEvent[] }[];
  };
  return file.blocks.flatMap(({ events }) => events);
}

function keyOf(signature: string): string {
  const item = parseAbiItem(`event ${signature}` as "event E()") as AbiEvent;
  return layoutKey(toEventSelector(item), 1 + item.inputs.filter(({ indexed }) => indexed).length);
}

/** Returns a function that counts the test files in which an event is emitted by its contract. */
export function readTestedEvents(): (event: DeclaredEvent) => number {
  const contracts = new Map(
    loadNetwork(join(GND, "network.json")).sources.map((source) => [
      source.address.toLowerCase(),
      source.contract,
    ]),
  );
  const files = readdirSync(GND, { recursive: true, encoding: "utf8" }).filter((path) =>
    /\/.*\.json$/.test(path),
  );
  const emitted = files.map((path) => {
    const events = emittedEvents(join(GND, path));
    // A contract that another one created is in no network file: its protocol and layout must do.
    return new Set(
      events.map(({ address, event }) => `${contracts.get(address.toLowerCase()) ?? "*"} ${keyOf(event)}`),
    );
  });
  return ({ contract, testKey }) =>
    emitted.filter((seen) => seen.has(`${contract} ${testKey}`) || seen.has(`* ${testKey}`)).length;
}
