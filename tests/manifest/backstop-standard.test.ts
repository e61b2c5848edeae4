import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  type AbiEvent,
  type AbiParameter,
  encodeAbiParameters,
  parseAbiParameters,
  toEventSelector,
} from "viem";
import { describe, expect, test } from "vitest";
import { buildAbis } from "../../subgraph/manifest/abi.ts";
import { ContextError } from "../../subgraph/manifest/context.ts";
import { handlersFile } from "../../subgraph/manifest/handlers.ts";
import { generateManifest } from "../../subgraph/manifest/manifest.ts";
import { contractMapping, ManifestError } from "../../subgraph/manifest/mapping.ts";
import { loadNetwork, type NetworkConfig, type SourceConfig } from "../../subgraph/manifest/network.ts";
import { compileStandard, signaturesFile } from "../../subgraph/manifest/standard.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const INPUTS = { abis: buildAbis(), repoRoot: ".." };
const COMPILED = compileStandard();
const EVENTS = COMPILED.filter((item): item is AbiEvent => item.type === "event");
const HANDLERS = contractMapping("backstop", "Backstop", INPUTS).eventHandlers;

function read(path: string): string {
  return readFileSync(resolve(ROOT, path), "utf8");
}

function membersOf(parameter: AbiParameter): readonly AbiParameter[] {
  return "components" in parameter ? parameter.components : [];
}

function withoutCompilerNames(parameter: AbiParameter): object {
  const { internalType: _internal, ...rest } = parameter as AbiParameter & { internalType?: string };
  const members = membersOf(parameter);
  return members.length === 0 ? rest : { ...rest, components: members.map(withoutCompilerNames) };
}

/** A value of a type in which every byte that may be set tells its place. */
function sample(type: string, place: number): unknown {
  if (type === "bool") return place % 2 === 0;
  if (type === "string") return `text ${place}`;
  if (type === "bytes") return `0x${"ab".repeat(place + 1)}`;
  if (type === "address") return `0x${(place + 1).toString(16).padStart(40, "0")}`;
  if (type === "bytes32") return `0x${(place + 1).toString(16).padStart(64, "1")}`;
  return /^uint(8|16|32)$/.test(type) ? place : BigInt(place) * 1_000_003n;
}

function sampleOf(parameter: AbiParameter, place: number): unknown {
  const members = membersOf(parameter);
  if (members.length === 0) return sample(parameter.type, place);
  return Object.fromEntries(members.map((member, at) => [member.name, sample(member.type, place + at)]));
}

function flat(parameter: AbiParameter): readonly AbiParameter[] {
  const members = membersOf(parameter);
  return members.length === 0 ? [parameter] : members;
}

describe("the interface", () => {
  test("behavior: its signatures and ABI are those that the compiler gives (npm run abis)", () => {
    expect(read("subgraph/manifest/protocols/backstop-signatures.ts")).toBe(signaturesFile(COMPILED));
    const committed = JSON.parse(read("abis/backstop/IBackstopEvents.json")) as AbiEvent[];
    const expected = EVENTS.map(({ name, inputs }) => ({
      type: "event",
      name,
      inputs: inputs.map(withoutCompilerNames),
      anonymous: false,
    }));
    expect(committed.slice(0, -1)).toEqual(expected.map((event) => expect.objectContaining(event)));
    expect(committed.at(-1)).toMatchObject({ type: "function", name: "backstopStandardVersion" });
    expect(COMPILED).toContainEqual(expect.objectContaining({ name: "backstopStandardVersion" }));
  });

  test("behavior: every enumeration has the members that the mappings name, and the ledger knows them", () => {
    const solidity = read("devnet/contracts/standard/BackstopTypes.sol").replaceAll(/\/\/\/.*$/gm, "");
    const mappings = read("subgraph/src/mappings/backstop/enums.ts");
    const schema = read("schema.graphql");
    const enumerations = [...solidity.matchAll(/enum (\w+) \{([^}]*)\}/g)];
    expect(enumerations).toHaveLength(21);
    for (const [, name = "", body = ""] of enumerations) {
      const members = body.split(",").map((member) => member.trim());
      const handler = new RegExp(`function ${name[0]?.toLowerCase()}${name.slice(1)}\\(.*?\\n\\}`, "s");
      expect([...(handler.exec(mappings)?.[0] ?? "").matchAll(/"(\w+)"/g)].map(([, text]) => text)).toEqual(
        members,
      );
      const known = name === "AuctionEnd" ? ["SETTLED", "CANCELLED"] : members;
      for (const member of known) expect(schema).toMatch(new RegExp(`^  ${member}$`, "m"));
    }
  });

  test("behavior: every function and event is documented for each of its parameters", () => {
    const source = read("devnet/contracts/standard/IBackstopEvents.sol");
    for (const { name, inputs } of EVENTS) {
      const [, notes = ""] = new RegExp(`((?:    ///.*\\n)+)    event ${name}\\(`).exec(source) ?? [];
      expect(notes, name).toContain("@notice");
      expect([...notes.matchAll(/@param (\w+)/g)].map(([, parameter]) => parameter)).toEqual(
        inputs.map((input) => input.name),
      );
    }
  });
});

describe("the handlers", () => {
  test.each(EVENTS)("behavior: $name is read under its true first topic and layout", (event) => {
    const handler = HANDLERS.find((one) => one.event.startsWith(`${event.name}(`));
    expect(handler?.topic0 ?? toEventSelector(handler?.event.replaceAll("indexed ", "") ?? "")).toBe(
      toEventSelector(event),
    );
    const indexed = event.inputs.filter((input) => input.indexed).length;
    expect(handler?.event.split("indexed ").length).toBe(
      1 + indexed + (handler?.topic0 === undefined ? 0 : 1),
    );
    const data = event.inputs.filter((input) => !input.indexed);
    const values = data.map(sampleOf);
    const readTypes = /\((.*)\)/.exec(handler?.event ?? "")?.[1]?.split(",") ?? [];
    const types = readTypes.filter((type) => !type.startsWith("indexed ")).join(",");
    const members = data.flatMap((input, at) =>
      flat(input).map((member, place) => sample(member.type, at + place)),
    );
    expect(encodeAbiParameters(parseAbiParameters(types), members as never)).toBe(
      encodeAbiParameters(data, values),
    );
  });

  test("behavior: every event has one handler", () => {
    expect(HANDLERS.map(({ event }) => event.split("(", 1)[0]).sort()).toEqual(
      EVENTS.map(({ name }) => name).sort(),
    );
    // Its canonical text, written by hand from the interface.
    const struct = `(uint8,address,${"uint256,".repeat(7)}address,bytes32)`;
    const topic = toEventSelector(`Liquidated(bytes32,bytes32,address,${struct})`);
    expect(HANDLERS.find(({ event }) => event.startsWith("Liquidated"))?.topic0).toBe(topic);
  });
});

describe("a new emitter", () => {
  function emitter(name: string, slug: string, digit: string): SourceConfig {
    return {
      protocol: "backstop",
      contract: "Backstop",
      name,
      address: `0x${digit.repeat(40)}`,
      startBlock: 1,
      context: { slug },
    };
  }

  function network(...sources: SourceConfig[]): NetworkConfig {
    return { name: "local", graphNetwork: "seawall-local", chainId: 31337, sources };
  }

  const FIRST = emitter("AcmeFund", "acme", "1");

  test("behavior: is one entry of data: the same code, another address and slug", () => {
    const one = network(FIRST);
    const three = network(FIRST, emitter("AcmeEngine", "acme", "2"), emitter("ZenithFund", "zenith", "3"));
    expect(handlersFile(three, "..")).toEqual(handlersFile(one, ".."));
    const { dataSources, templates } = generateManifest(three, INPUTS);
    const [mapping] = generateManifest(one, INPUTS).dataSources.map((source) => source.mapping);
    expect(dataSources.map((source) => source.mapping)).toEqual([mapping, mapping, mapping]);
    expect(dataSources.map(({ context }) => context?.["slug"])).toEqual([
      { type: "String", data: "acme" },
      { type: "String", data: "acme" },
      { type: "String", data: "zenith" },
    ]);
    expect(templates).toBeUndefined();
  });

  test("error: without a slug", () => {
    expect(() => generateManifest(network({ ...FIRST, context: {} }), INPUTS)).toThrow(ContextError);
  });

  test.each(["maker", "backstop", "Acme", "1inch", "a/b", ""])("error: with the slug %j", (slug) => {
    expect(() => generateManifest(network(emitter("Fake", slug, "4")), INPUTS)).toThrow(ManifestError);
  });

  test("behavior: the test network lists three of them, of two protocols", () => {
    const { sources } = loadNetwork(resolve(ROOT, "tests/gnd/network.json"));
    const slugs = sources
      .filter(({ protocol }) => protocol === "backstop")
      .map(({ context }) => context["slug"]);
    expect(slugs).toEqual(["acme", "acme", "zenith"]);
  });
});
