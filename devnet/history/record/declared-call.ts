import { type Abi, decodeAbiParameters, decodeEventLog, encodeFunctionData, type Hex } from "viem";
import { RecordError } from "../errors.ts";
import type { RecordedEvent } from "./recorded-source.ts";

/** A call to a contract, ready for `eth_call`. */
export interface PreparedCall {
  /** Lower-case. */
  readonly to: Hex;
  readonly data: Hex;
}

const CALL = /^(\w+)\[([^\]]+)\]\.(\w+)\((.*)\)$/;
const PARAMETER = /^event\.params\.(\w+)$/;

/** Reads the parameters of a log; those of an anonymous event have no hash in front to check. */
function parametersOf(
  event: RecordedEvent,
  log: { topics: readonly Hex[]; data: Hex },
): Record<string, unknown> {
  if (event.abi.anonymous !== true) {
    const { args } = decodeEventLog({ abi: [event.abi] as Abi, topics: log.topics as [Hex], data: log.data });
    return (args ?? {}) as Record<string, unknown>;
  }
  const indexed = event.abi.inputs.filter((input) => input.indexed);
  const others = event.abi.inputs.filter((input) => !input.indexed);
  const values = decodeAbiParameters(others, log.data);
  return Object.fromEntries([
    ...indexed.map((input, index) => [input.name, log.topics[index]]),
    ...others.map((input, index) => [input.name, values[index]]),
  ]);
}

/**
 * Prepares a call that the manifest declares beside an event: `Contract[address].function(arguments)`, where the
 * address and the arguments are `event.address` or `event.params.<name>`.
 *
 * @throws {RecordError} when the declaration has another form.
 */
export function declaredCall(
  event: RecordedEvent,
  declaration: string,
  log: { address: Hex; topics: readonly Hex[]; data: Hex },
): PreparedCall {
  const [, contract = "", target = "", functionName = "", list = ""] = CALL.exec(declaration) ?? [];
  const abi = event.abis[contract];
  if (abi === undefined) throw new RecordError(`The declared call "${declaration}" names no known contract.`);
  const parameters = parametersOf(event, log);
  const evaluate = (expression: string): unknown => {
    if (expression === "event.address") return log.address;
    const name = PARAMETER.exec(expression)?.[1];
    if (name !== undefined && name in parameters) return parameters[name];
    throw new RecordError(
      `The declared call "${declaration}" uses "${expression}", which recording does not know.`,
    );
  };
  const args = list
    .split(",")
    .filter((text) => text.trim() !== "")
    .map((text) => evaluate(text.trim()));
  return {
    to: String(evaluate(target)).toLowerCase() as Hex,
    data: encodeFunctionData({ abi, functionName, args }),
  };
}
