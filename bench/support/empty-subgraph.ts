import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ContractDefinition } from "../../subgraph/manifest/protocol-definition.ts";
import { PROTOCOLS } from "../../subgraph/manifest/protocols.ts";

/**
 * Writes a project with the same schema, ABIs and handlers as the repository's, in which no handler does anything.
 * graph-node still finds, decodes and hands over every event: what is left is its own cost.
 *
 * @param folder - Folder to make; takes the place of the repository's root in a build.
 */
export function writeEmptySubgraph(folder: string, repoRoot: string): void {
  for (const name of ["schema.graphql", "abis"]) {
    cpSync(join(repoRoot, name), join(folder, name), { recursive: true });
  }
  for (const [protocol, { contracts }] of Object.entries(PROTOCOLS)) {
    for (const contract of Object.values(contracts)) {
      const path = join(folder, "subgraph/src/mappings", protocol, contract.file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, emptyHandlers(contract));
    }
  }
}

function emptyHandlers({ events }: ContractDefinition): string {
  const handlers = events.map(
    ({ handler }) => `export function ${handler}(_event: ethereum.Event): void {}\n`,
  );
  return `import { ethereum } from "@graphprotocol/graph-ts";\n\n${handlers.join("\n")}`;
}
