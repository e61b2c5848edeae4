import { templatesOf } from "./manifest.ts";
import { contractMapping, defaultName, type ManifestInputs } from "./mapping.ts";
import { PROTOCOLS } from "./protocols.ts";

/**
 * Builds the manifest that code generation reads: every contract of every protocol once, without addresses.
 * The bindings of a contract so have one place, `generated/<Protocol><Contract>/`, whatever a network holds.
 */
export function bindingsManifest(inputs: ManifestInputs): object {
  const dataSources = Object.entries(PROTOCOLS).flatMap(([protocol, { contracts }]) =>
    Object.keys(contracts).map((contract) => ({
      kind: "ethereum/contract",
      name: defaultName(protocol, contract),
      network: "mainnet",
      source: { abi: contract },
      mapping: contractMapping(protocol, contract, inputs),
    })),
  );
  const creators = Object.entries(PROTOCOLS).flatMap(([protocol, { contracts }]) =>
    Object.keys(contracts).map((contract) => ({ protocol, contract })),
  );
  const templates = templatesOf(creators, "mainnet", inputs);
  return {
    specVersion: "1.3.0",
    schema: { file: `${inputs.repoRoot}/schema.graphql` },
    dataSources,
    ...(templates.length === 0 ? {} : { templates }),
  };
}
