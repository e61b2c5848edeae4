import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { codegen } from "@graphql-codegen/core";
import * as typescriptPlugin from "@graphql-codegen/typescript";
import * as resolversPlugin from "@graphql-codegen/typescript-resolvers";
import { type DocumentNode, Kind } from "graphql";
import { ledgerEnums, loadTypeDefs } from "./graphql/type-defs.ts";

const OUTPUT = new URL("./generated/resolvers.ts", import.meta.url);
const PARENTS = new URL("./graphql/parents/", import.meta.url);
/** Where a parent is looked for that no file exports, so that the compiler names it. */
const LEDGER_PARENTS = "ledger.ts";
/** Lists that are not of the ledger. */
const OWN_PARENT: Readonly<Record<string, string>> = {
  ReconciliationConnection: "ReconciliationListParent",
  StressEpisodeConnection: "StressEpisodeConnectionParent",
};
const PLAIN_TYPES = new Set([
  "Query",
  "Mutation",
  "PageInfo",
  "Ratio",
  "Valuation",
  "Estimate",
  "ConfidenceInterval",
]);

/** Writes the types of resolvers, from the SDL, to `api/generated/resolvers.ts`. */
async function main(): Promise<void> {
  const schema = loadTypeDefs();
  const code = await codegen({
    filename: OUTPUT.pathname,
    schema,
    documents: [],
    config: {
      useTypeImports: true,
      enumsAsTypes: true,
      contextType: "../graphql/context.ts#GraphqlContext",
      scalars: {
        BigInt: { input: "bigint", output: "bigint" },
        BigDecimal: { input: "string", output: "string" },
        Bytes: { input: "string", output: "string" },
        DateTime: { input: "bigint", output: "bigint" },
        ID: { input: "string", output: "string" },
      },
      mappers: mappersOf(schema),
    },
    plugins: [{ typescript: {} }, { resolvers: {} }],
    pluginMap: { typescript: typescriptPlugin, resolvers: resolversPlugin },
  });
  mkdirSync(new URL(".", OUTPUT), { recursive: true });
  writeFileSync(OUTPUT, code);
}

/** File of each parent type, by its name. */
function parentFiles(): Map<string, string> {
  const files = readdirSync(PARENTS);
  return new Map(
    files.flatMap((file) => {
      const code = readFileSync(new URL(file, PARENTS), "utf8");
      return [...code.matchAll(/^export type (\w+Parent)\b/gm)].map(([, name]): [string, string] => [
        name as string,
        file,
      ]);
    }),
  );
}

/** Binds each object type to its parent type and each enum of the ledger to `string`, as the store gives it. */
function mappersOf(schema: DocumentNode): Record<string, string> {
  const objects = schema.definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION && !PLAIN_TYPES.has(node.name.value) ? [node.name.value] : [],
  );
  const defined = new Set(schema.definitions.map((node) => ("name" in node ? node.name?.value : undefined)));
  const files = parentFiles();
  return Object.fromEntries([
    ...objects.flatMap((name) => {
      if (name.endsWith("Edge")) return [];
      const parent = OWN_PARENT[name] ?? (name.endsWith("Connection") ? "ListParent" : `${name}Parent`);
      return [[name, `../graphql/parents/${files.get(parent) ?? LEDGER_PARENTS}#${parent}`]];
    }),
    ...ledgerEnums()
      .filter(({ name }) => defined.has(name.value))
      .map(({ name }) => [name.value, "string"]),
  ]);
}

await main();
