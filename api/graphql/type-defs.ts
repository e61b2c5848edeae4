import { readdirSync, readFileSync } from "node:fs";
import { type DocumentNode, type EnumTypeDefinitionNode, Kind, parse, visit } from "graphql";

const SCHEMA_FOLDER = new URL("../schema/", import.meta.url);
const LEDGER_SCHEMA = new URL("../../schema.graphql", import.meta.url);

/**
 * Loads the API's SDL: every file of `api/schema`, and those enums of the ledger's `schema.graphql` that it uses,
 * so that an enum is described in one place only.
 */
export function loadTypeDefs(): DocumentNode {
  const files = readdirSync(SCHEMA_FOLDER)
    .filter((file) => file.endsWith(".graphql"))
    .sort();
  const own = parse(files.map((file) => readFileSync(new URL(file, SCHEMA_FOLDER), "utf8")).join("\n"));
  const used = namesUsed(own);
  const enums = ledgerEnums().filter((node) => used.has(node.name.value));
  return { ...own, definitions: [...own.definitions, ...enums] };
}

/** Returns the enums of the ledger's schema. */
export function ledgerEnums(): EnumTypeDefinitionNode[] {
  const { definitions } = parse(readFileSync(LEDGER_SCHEMA, "utf8"));
  return definitions.filter((node) => node.kind === Kind.ENUM_TYPE_DEFINITION);
}

function namesUsed(document: DocumentNode): Set<string> {
  const names = new Set<string>();
  visit(document, { NamedType: (node) => void names.add(node.name.value) });
  return names;
}
