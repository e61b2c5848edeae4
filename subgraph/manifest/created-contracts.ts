import { contractDefinition } from "./mapping.ts";

/**
 * Returns the contracts that a contract creates, and those that they create in turn.
 *
 * @throws {ManifestError} when one of them is no contract of the protocol.
 */
export function createdContracts(
  protocol: string,
  contract: string,
  seen: readonly string[] = [],
): readonly string[] {
  const templates = contractDefinition(protocol, contract).templates ?? [];
  const fresh = templates.filter((name) => !seen.includes(name));
  return [...fresh, ...fresh.flatMap((name) => createdContracts(protocol, name, [...seen, ...fresh]))];
}
