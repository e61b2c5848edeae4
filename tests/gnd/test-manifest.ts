import { toEventSelector } from "viem";
import type { Abis } from "../../subgraph/manifest/abi.ts";
import {
  type DataSource,
  type DataSourceTemplate,
  generateManifest,
  type Manifest,
} from "../../subgraph/manifest/manifest.ts";
import { defaultName } from "../../subgraph/manifest/mapping.ts";
import type { NetworkConfig } from "../../subgraph/manifest/network.ts";
import type { EventDefinition } from "../../subgraph/manifest/protocol-definition.ts";
import { PROTOCOLS } from "../../subgraph/manifest/protocols.ts";
import { noteName } from "./expand-notes.ts";
import { structEventSignature } from "./expand-struct.ts";

/** Matches the first parameter of an anonymous event that stands for one with a struct: its first topic. */
const TOPIC_PARAMETER = /indexed bytes32,/;

/** Returns the types of a note's parameters behind its selector. */
function withoutSelector(event: string): string {
  return event.replace("LogNote(indexed bytes4,", "(").replaceAll("indexed ", "");
}

/** Matches lists of named values, as GMX has them in a struct. */
const NAMED_VALUES = /\(string,\w+\)\[\]/;

/** Returns the first topic of the log that stands for one with a struct of lists; see expand-struct.ts. */
function structTopic(event: string): string {
  const [name = ""] = event.split("(", 1);
  const topics = event.split("indexed ").length - 3;
  const names = Array.from({ length: topics }, (_, index) => `topic${index + 1}`);
  return toEventSelector(structEventSignature(name, names));
}

/** Returns the first topic that an event of a test file has; undefined when it is the event's own. */
export function testTopic({ call, hashOf }: EventDefinition, event: string): string | undefined {
  if (hashOf !== undefined && NAMED_VALUES.test(event)) return structTopic(event);
  if (hashOf !== undefined)
    return toEventSelector(event.replace(TOPIC_PARAMETER, "").replaceAll("indexed ", ""));
  return call === undefined ? undefined : toEventSelector(noteName(call) + withoutSelector(event));
}

function withTestTopics<T extends DataSource | DataSourceTemplate>(
  source: T,
  events: readonly EventDefinition[],
): T {
  const eventHandlers = source.mapping.eventHandlers.map((handler, index) => {
    const topic0 = testTopic(events[index] ?? { event: "", handler: "" }, handler.event);
    return topic0 === undefined ? handler : { ...handler, topic0 };
  });
  return { ...source, mapping: { ...source.mapping, eventHandlers } };
}

/** Returns the events of the contract whose default name a template has. */
function eventsOf(template: string): readonly EventDefinition[] {
  const contracts = Object.entries(PROTOCOLS).flatMap(([protocol, { contracts }]) =>
    Object.entries(contracts).map(([contract, { events }]) => ({
      name: defaultName(protocol, contract),
      events,
    })),
  );
  return contracts.find(({ name }) => name === template)?.events ?? [];
}

/**
 * Builds the manifest for tests: the network's own, but for the first topic of Maker notes and of events
 * with a struct, which here is the hash of the event that stands for them: see expand-notes.ts, and README.md about
 * structs. The real topics are tested in tests/manifest.
 */
export function testManifest(network: NetworkConfig, inputs: { abis: Abis; repoRoot: string }): Manifest {
  const manifest = generateManifest(network, inputs);
  const dataSources = manifest.dataSources.map((source, index) => {
    const { protocol = "", contract = "" } = network.sources[index] ?? {};
    const events = PROTOCOLS[protocol]?.contracts[contract]?.events ?? [];
    return withTestTopics(source, events);
  });
  const templates = manifest.templates?.map((template) => withTestTopics(template, eventsOf(template.name)));
  return { ...manifest, dataSources, ...(templates === undefined ? {} : { templates }) };
}
