import { type Abi, keccak256, padHex, toBytes, toEventSelector, toFunctionSelector } from "viem";
import type { Abis } from "./abi.ts";
import { findEvent, manifestSignature } from "./event-signature.ts";
import type { ContractDefinition, EventDefinition } from "./protocol-definition.ts";
import { PROTOCOLS } from "./protocols.ts";

/** A handler of one event. */
export interface EventHandler {
  readonly event: string;
  readonly topic0?: string;
  readonly topic1?: readonly string[];
  readonly topic2?: readonly string[];
  readonly topic3?: readonly string[];
  readonly handler: string;
  readonly receipt?: true;
  readonly calls?: Readonly<Record<string, string>>;
}

/** The code of a data source and what it reads. */
export interface Mapping {
  readonly kind: "ethereum/events";
  readonly apiVersion: "0.0.9";
  readonly language: "wasm/assemblyscript";
  readonly entities: readonly string[];
  readonly abis: readonly { readonly name: string; readonly file: string }[];
  readonly eventHandlers: readonly EventHandler[];
  readonly file: string;
}

/** What a manifest takes from outside the network. */
export interface ManifestInputs {
  readonly abis: Abis;
  /** Path from the manifest's folder to the repository's root, such as `..`. */
  readonly repoRoot: string;
}

/** A network names a protocol or contract that is not defined, or the same data source twice. */
export class ManifestError extends Error {
  override readonly name = "ManifestError";
}

/**
 * Returns the definition of a contract.
 *
 * @throws {ManifestError} when no protocol has it.
 */
export function contractDefinition(protocol: string, contract: string): ContractDefinition {
  const definition = PROTOCOLS[protocol]?.contracts[contract];
  if (definition !== undefined) return definition;
  const known = Object.entries(PROTOCOLS).flatMap(([slug, { contracts }]) =>
    Object.keys(contracts).map((name) => `${slug} ${name}`),
  );
  throw new ManifestError(
    `No contract "${contract}" of protocol "${protocol}"; known are: ${known.join(", ")}. ` +
      "Mend the network file or add the contract to subgraph/manifest/protocols/.",
  );
}

function contractAbi(abis: Abis, protocol: string, contract: string): Abi {
  const abi = abis[protocol]?.[contract];
  if (abi !== undefined) return abi;
  throw new ManifestError(
    `No ABI "abis/${protocol}/${contract}.json"; add its signatures to subgraph/manifest/protocols/${protocol}.ts and run npm run abis.`,
  );
}

/** Returns the first topic of a note: the selector of its call, padded on the right to 32 bytes. */
function noteTopic(call: string): string {
  return padHex(toFunctionSelector(call), { dir: "right", size: 32 });
}

function firstTopic({ call, hashOf }: EventDefinition): string | undefined {
  if (hashOf !== undefined) return toEventSelector(hashOf);
  return call === undefined ? undefined : noteTopic(call);
}

/** Returns what an indexed string is in a topic. */
function hashOfText(text: string): string {
  return keccak256(toBytes(text));
}

function eventHandler(definition: EventDefinition, abi: Abi, contract: string): EventHandler {
  const event = findEvent(abi, contract, definition.event);
  const topic0 = firstTopic(definition);
  return {
    event: manifestSignature(event),
    ...(topic0 === undefined ? {} : { topic0 }),
    ...(definition.topic1Texts === undefined ? {} : { topic1: definition.topic1Texts.map(hashOfText) }),
    handler: definition.handler,
    ...(definition.receipt === undefined ? {} : { receipt: definition.receipt }),
    ...(definition.calls === undefined ? {} : { calls: definition.calls }),
  };
}

/**
 * Returns the name of a source that states none: protocol and contract.
 *
 * @example defaultName("maker", "Cat") // "MakerCat"
 * @example defaultName("liquity-v1", "TroveManager") // "LiquityV1TroveManager"
 * @example defaultName("hegic", "HegicPool") // "HegicPool"
 */
export function defaultName(protocol: string, contract: string): string {
  const words = protocol.split("-");
  const prefix = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return contract.startsWith(prefix) ? contract : prefix + contract;
}

/**
 * Builds the mapping of a contract, without the topic filters that depend on the source.
 *
 * @throws {ManifestError} when the contract or its ABI is unknown.
 * @throws {EventNotFoundError} when the ABI lacks an event that protocols.ts names.
 */
export function contractMapping(protocol: string, contract: string, inputs: ManifestInputs): Mapping {
  const definition = contractDefinition(protocol, contract);
  const abi = contractAbi(inputs.abis, protocol, contract);
  return {
    kind: "ethereum/events",
    apiVersion: "0.0.9",
    language: "wasm/assemblyscript",
    // graph-cli asks for the list; graph-node does not read it.
    entities: ["Protocol"],
    abis: [contract, ...(definition.abis ?? [])].map((name) => ({
      name,
      file: `${inputs.repoRoot}/abis/${protocol}/${name}.json`,
    })),
    eventHandlers: definition.events.map((event) => eventHandler(event, abi, contract)),
    file: `${inputs.repoRoot}/subgraph/src/mappings/${protocol}/${definition.file}`,
  };
}
