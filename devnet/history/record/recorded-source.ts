import { type Abi, type AbiEvent, type Hex, toEventSelector } from "viem";
import { buildAbis } from "../../../subgraph/manifest/abi.ts";
import { findEvent } from "../../../subgraph/manifest/event-signature.ts";
import { type DataSource, generateManifest } from "../../../subgraph/manifest/manifest.ts";
import type { EventHandler } from "../../../subgraph/manifest/mapping.ts";
import { contractDefinition } from "../../../subgraph/manifest/mapping.ts";
import type { NetworkConfig, SourceConfig } from "../../../subgraph/manifest/network.ts";

/** Filter of a log by topic: `null` lets every value pass. */
export type TopicFilter = readonly (readonly Hex[] | null)[];

/** One event of one contract that the subgraph reads. */
export interface RecordedEvent {
  /** Lower-case. */
  readonly address: Hex;
  /** Protocol and contract, such as `maker/Flipper`. */
  readonly kind: string;
  /** What the topics must be, the first one being the event's. */
  readonly topics: TopicFilter;
  readonly abi: AbiEvent;
  /** Calls that the subgraph makes beside this event, in manifest syntax. */
  readonly calls: readonly string[];
  /** ABIs that the calls name, by contract. */
  readonly abis: Readonly<Record<string, Abi>>;
}

function topicsOf(handler: EventHandler, event: AbiEvent): TopicFilter {
  const first = (handler.topic0 ?? toEventSelector(event)) as Hex;
  const rest = [handler.topic1, handler.topic2, handler.topic3] as (readonly Hex[] | undefined)[];
  const used = rest.findLastIndex((topic) => topic !== undefined) + 1;
  return [[first], ...rest.slice(0, used).map((topic) => topic ?? null)];
}

function eventsOf(source: SourceConfig, { source: { address }, mapping }: DataSource): RecordedEvent[] {
  const { protocol, contract } = source;
  const abis = buildAbis()[protocol] ?? {};
  const { events } = contractDefinition(protocol, contract);
  return mapping.eventHandlers.map((handler, index) => {
    const abi = findEvent(abis[contract] as Abi, contract, events[index]?.event as string);
    return {
      address: address as Hex,
      kind: `${protocol}/${contract}`,
      topics: topicsOf(handler, abi),
      abi,
      calls: Object.values(handler.calls ?? {}),
      abis,
    };
  });
}

/**
 * Returns every event that the subgraph reads on a network, from the same manifest that graph-node gets.
 *
 * @throws {ManifestError} when the network names an unknown contract.
 */
export function recordedEvents(network: NetworkConfig): RecordedEvent[] {
  const { dataSources } = generateManifest(network, { abis: buildAbis(), repoRoot: "." });
  return network.sources.flatMap((source, index) => eventsOf(source, dataSources[index] as DataSource));
}

/** Parameters of an `eth_getLogs`, without the range of blocks. */
export interface LogQuery {
  readonly address: readonly Hex[];
  readonly topics: TopicFilter;
}

/**
 * Returns the fewest queries that find all events: one for those that only their first topic filters, and one for
 * each that has more filters, because such a contract may emit far too much otherwise.
 */
export function logQueries(events: readonly RecordedEvent[]): LogQuery[] {
  const plain = events.filter(({ topics }) => topics.length === 1);
  const filtered = events.filter(({ topics }) => topics.length > 1);
  const all: LogQuery = {
    address: [...new Set(plain.map(({ address }) => address))],
    topics: [[...new Set(plain.flatMap(({ topics }) => topics[0] ?? []))]],
  };
  const single = filtered.map(({ address, topics }) => ({ address: [address], topics }));
  return plain.length === 0 ? single : [all, ...single];
}

/** Whether a log is of this event. */
export function isOfEvent(
  event: RecordedEvent,
  log: { address: string; topics: readonly string[] },
): boolean {
  return (
    log.address === event.address &&
    event.topics.every((allowed, index) => allowed === null || allowed.includes(log.topics[index] as Hex))
  );
}
