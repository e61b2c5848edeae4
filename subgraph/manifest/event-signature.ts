import type { Abi, AbiEvent, AbiParameter } from "viem";

/** An event that protocols.ts names is not in the ABI, or is there more than once. */
export class EventNotFoundError extends Error {
  override readonly name = "EventNotFoundError";

  constructor(contract: string, event: string, known: readonly string[]) {
    const list = known.length > 0 ? known.map((signature) => `"${signature}"`).join(", ") : "none";
    super(
      `Expected exactly one event "${event}" in the ABI of "${contract}", which has: ${list}. ` +
        "Mend the name in subgraph/manifest/protocols/ or add its signature there.",
    );
  }
}

/** Writes the type of a parameter; tuples as the list of their members' types. */
function parameterType(parameter: AbiParameter): string {
  if (!parameter.type.startsWith("tuple")) return parameter.type;
  const components = "components" in parameter ? parameter.components : [];
  return `(${components.map(parameterType).join(",")})${parameter.type.slice("tuple".length)}`;
}

function canonicalSignature(event: AbiEvent): string {
  return `${event.name}(${event.inputs.map(parameterType).join(",")})`;
}

function isNamed(event: AbiEvent, reference: string): boolean {
  return reference.includes("(") ? canonicalSignature(event) === reference : event.name === reference;
}

/**
 * Finds the one event of an ABI that a reference names.
 *
 * @param contract - Name of the contract, for the message.
 * @param reference - Name, or name with types where the ABI overloads it, with their `indexed` words where it has the
 *   same types twice.
 * @throws {EventNotFoundError} when the ABI holds no such event or several.
 */
export function findEvent(abi: Abi, contract: string, reference: string): AbiEvent {
  const events = abi.filter((item): item is AbiEvent => item.type === "event");
  const exact = events.filter((event) => manifestSignature(event) === reference);
  const matches = exact.length === 1 ? exact : events.filter((event) => isNamed(event, reference));
  const [match] = matches;
  if (match === undefined || matches.length > 1) {
    throw new EventNotFoundError(contract, reference, events.map(canonicalSignature));
  }
  return match;
}

/**
 * Writes an event as a manifest does: types without names, `indexed` before indexed parameters.
 *
 * @example manifestSignature(kick) // "Kick(uint256,uint256,uint256,indexed address)"
 */
export function manifestSignature(event: AbiEvent): string {
  const parameters = event.inputs.map((input) => (input.indexed ? "indexed " : "") + parameterType(input));
  return `${event.name}(${parameters.join(",")})`;
}
