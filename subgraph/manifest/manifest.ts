import { padHex } from "viem";
import { type ContextEntry, dataSourceContext } from "./context.ts";
import { createdContracts } from "./created-contracts.ts";
import { exportedName, handlersPath } from "./handlers.ts";
import {
  contractDefinition,
  contractMapping,
  defaultName,
  type EventHandler,
  ManifestError,
  type ManifestInputs,
  type Mapping,
} from "./mapping.ts";
import type { NetworkConfig, SourceConfig } from "./network.ts";
import type { ContractDefinition } from "./protocol-definition.ts";
import { PROTOCOLS } from "./protocols.ts";

/** A contract at an address, with its handlers. */
export interface DataSource {
  readonly kind: "ethereum/contract";
  readonly name: string;
  readonly network: string;
  readonly source: { readonly address: string; readonly abi: string; readonly startBlock: number };
  readonly context?: Readonly<Record<string, ContextEntry>>;
  readonly mapping: Mapping;
}

/** A contract without an address: a handler begins to follow it when the chain creates one, and gives its context. */
export interface DataSourceTemplate {
  readonly kind: "ethereum/contract";
  readonly name: string;
  readonly network: string;
  readonly source: { readonly abi: string };
  readonly mapping: Mapping;
}

/** A subgraph manifest, as graph-cli and graph-node read it. */
export interface Manifest {
  readonly specVersion: "1.3.0";
  readonly description: string;
  readonly indexerHints: { readonly prune: "never" };
  readonly schema: { readonly file: string };
  readonly dataSources: readonly DataSource[];
  /** Absent where no contract of the network creates others. */
  readonly templates?: readonly DataSourceTemplate[];
}

/** Adds the filters of a source: an address as a topic is padded on the left to 32 bytes. */
function withFilters(handler: EventHandler, filters: object, source: SourceConfig): EventHandler {
  const topics = Object.entries(filters).map(([topic, key]: [string, string]) => {
    const address = String(source.context[key]).toLowerCase() as `0x${string}`;
    return [topic, [padHex(address, { size: 32 })]] as const;
  });
  const { event, handler: name, ...rest } = handler;
  return { event, ...rest, ...Object.fromEntries(topics), handler: name };
}

function filtered(mapping: Mapping, definition: ContractDefinition, source: SourceConfig): Mapping {
  const eventHandlers = mapping.eventHandlers.map((handler, index) =>
    withFilters(handler, definition.events[index]?.topicFilters ?? {}, source),
  );
  return { ...mapping, eventHandlers };
}

/** Points a mapping at the file that exports the handlers of all contracts of a network, each under its own name. */
function inNetworkFile(mapping: Mapping, contractName: string, network: NetworkConfig): Mapping {
  const eventHandlers = mapping.eventHandlers.map((handler) => ({
    ...handler,
    handler: exportedName(contractName, handler.handler),
  }));
  return { ...mapping, eventHandlers, file: handlersPath(network) };
}

function dataSource(source: SourceConfig, network: NetworkConfig, inputs: ManifestInputs): DataSource {
  const { protocol, contract, startBlock } = source;
  const definition = contractDefinition(protocol, contract);
  const contractName = defaultName(protocol, contract);
  const name = source.name ?? contractName;
  const mapping = contractMapping(protocol, contract, inputs);
  const context = dataSourceContext(name, definition.context, source.context);
  return {
    kind: "ethereum/contract",
    name,
    network: network.graphNetwork,
    source: { address: source.address.toLowerCase(), abi: contract, startBlock },
    ...(Object.keys(context).length === 0 ? {} : { context }),
    mapping: inNetworkFile(filtered(mapping, definition, source), contractName, network),
  };
}

function assertUnique(sources: readonly DataSource[]): void {
  const names = sources.map((source) => source.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new ManifestError(`Two data sources are called "${twice}"; give one of them another "name".`);
}

const SLUG = /^[a-z][a-z0-9-]*$/;

/** An emitter of the Backstop event standard names its protocol; it must not speak for one that has an adapter. */
function assertOwnSlugs(sources: readonly SourceConfig[]): void {
  const emitters = sources.filter(({ protocol }) => protocol === "backstop");
  const slugs = emitters.map(({ context }) => String(context["slug"]));
  const wrong = slugs.find((slug) => slug in PROTOCOLS || !SLUG.test(slug));
  if (wrong === undefined) return;
  throw new ManifestError(
    `Expected a slug of lower-case letters, digits and "-" that no adapter has, got "${wrong}". Mend the network file.`,
  );
}

/**
 * Builds the templates that contracts need, each once.
 *
 * @param creators - Contracts whose handlers may begin to follow others.
 * @throws {ManifestError} when a template is no contract of its protocol.
 */
export function templatesOf(
  creators: readonly { readonly protocol: string; readonly contract: string }[],
  network: string,
  inputs: ManifestInputs,
): DataSourceTemplate[] {
  const templates = creators.flatMap(({ protocol, contract }) =>
    createdContracts(protocol, contract).map((name): [string, DataSourceTemplate] => [
      defaultName(protocol, name),
      {
        kind: "ethereum/contract",
        name: defaultName(protocol, name),
        network,
        source: { abi: name },
        mapping: contractMapping(protocol, name, inputs),
      },
    ]),
  );
  return [...new Map(templates).values()];
}

/**
 * Builds the manifest of a network. Only contracts that the network lists, and
 * those that they create, appear in it. All of them name the one file that handlers.ts builds.
 *
 * @throws {ManifestError} when a source names an unknown contract, a name is used twice, or an emitter takes the slug of a
 *   protocol with an adapter.
 * @throws {ContextError} when a source's context lacks a fact or has one of the wrong type.
 * @throws {EventNotFoundError} when an ABI lacks an event that protocols.ts names.
 */
export function generateManifest(network: NetworkConfig, inputs: ManifestInputs): Manifest {
  const dataSources = network.sources.map((source) => dataSource(source, network, inputs));
  assertUnique(dataSources);
  assertOwnSlugs(network.sources);
  const templates = templatesOf(network.sources, network.graphNetwork, inputs).map((template) => ({
    ...template,
    mapping: inNetworkFile(template.mapping, template.name, network),
  }));
  return {
    specVersion: "1.3.0",
    description: `Seawall ledger of DeFi backstops on ${network.name}.`,
    indexerHints: { prune: "never" },
    schema: { file: `${inputs.repoRoot}/schema.graphql` },
    dataSources,
    ...(templates.length === 0 ? {} : { templates }),
  };
}
