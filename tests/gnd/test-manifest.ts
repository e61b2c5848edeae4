import { toEventSelector } from "viem";
import type { Abis } from "../../subgraph/manifest/abi.ts";
import { type DataSource, generateManifest, type Manifest } from "../../subgraph/manifest/manifest.ts";
import type { NetworkConfig } from "../../subgraph/manifest/network.ts";
import { PROTOCOLS } from "../../subgraph/manifest/protocols.ts";
import { noteName } from "./expand-notes.ts";

function withHashedNotes(source: DataSource, calls: readonly (string | undefined)[]): DataSource {
  const eventHandlers = source.mapping.eventHandlers.map((handler, index) => {
    const call = calls[index];
    if (call === undefined) return handler;
    return { ...handler, topic0: toEventSelector(`${noteName(call)}(address,bytes32,bytes32,bytes)`) };
  });
  return { ...source, mapping: { ...source.mapping, eventHandlers } };
}

/**
 * Builds the manifest for tests: the network's own, but for the first topic of Maker notes, which here is the
 * hash of the event that stands for the note (see expand-notes.ts). The real topics are tested in tests/manifest.
 */
export function testManifest(network: NetworkConfig, inputs: { abis: Abis; repoRoot: string }): Manifest {
  const manifest = generateManifest(network, inputs);
  const dataSources = manifest.dataSources.map((source, index) => {
    const { protocol = "", contract = "" } = network.sources[index] ?? {};
    const events = PROTOCOLS[protocol]?.contracts[contract]?.events ?? [];
    return withHashedNotes(
      source,
      events.map((event) => event.call),
    );
  });
  return { ...manifest, dataSources };
}
