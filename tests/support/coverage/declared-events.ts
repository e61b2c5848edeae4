import { type AbiEvent, toEventSelector } from "viem";
import { buildAbis } from "../../../subgraph/manifest/abi.ts";
import { findEvent } from "../../../subgraph/manifest/event-signature.ts";
import { contractMapping } from "../../../subgraph/manifest/mapping.ts";
import type { EventDefinition } from "../../../subgraph/manifest/protocol-definition.ts";
import { PROTOCOLS } from "../../../subgraph/manifest/protocols.ts";
import { testTopic } from "../../gnd/test-manifest.ts";

/** One event that the subgraph reads. */
export interface DeclaredEvent {
  readonly protocol: string;
  readonly contract: string;
  /** Name and types as in Solidity; for a note the call that it stands for. */
  readonly event: string;
  /** First topic and number of topics of its logs: events that differ only in what is indexed differ here. */
  readonly key: string;
  /** The same of the event that stands for it in a test of `gnd`. */
  readonly testKey: string;
}

/** Identifies the layout of a log among those of one contract. */
export function layoutKey(topic0: string, topics: number): string {
  return `${topic0}/${topics}`;
}

function topicCount({ anonymous, inputs }: AbiEvent): number {
  return inputs.filter(({ indexed }) => indexed).length + (anonymous === true ? 0 : 1);
}

/** Returns every event of every protocol, in the order of the definitions. An event of two handlers is there once. */
export function declaredEvents(): readonly DeclaredEvent[] {
  const all = Object.entries(PROTOCOLS).flatMap(([protocol, { contracts }]) =>
    Object.entries(contracts).flatMap(([contract, { events }]) => eventsOf(protocol, contract, events)),
  );
  return [...new Map(all.map((one) => [`${one.protocol} ${one.contract} ${one.key}`, one])).values()];
}

function eventsOf(
  protocol: string,
  contract: string,
  events: readonly EventDefinition[],
): readonly DeclaredEvent[] {
  const abis = buildAbis();
  const { eventHandlers } = contractMapping(protocol, contract, { abis, repoRoot: "." });
  return events.map((definition, index) => {
    const event = findEvent(abis[protocol]?.[contract] ?? [], contract, definition.event);
    const signature = eventHandlers[index]?.event ?? "";
    const topic0 = eventHandlers[index]?.topic0 ?? toEventSelector(event);
    const topics = topicCount(event);
    return {
      protocol,
      contract,
      event: definition.call ?? definition.hashOf ?? signature,
      key: layoutKey(topic0, topics),
      testKey: layoutKey(testTopic(definition, signature) ?? topic0, topics),
    };
  });
}
