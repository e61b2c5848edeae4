/** Where the base classes lie, seen from the generated file. */
const BASES = "../src/store/entity-base";

/** Entities that are written once. */
const WRITTEN_ONCE = /^type (\w+) @entity\((?:immutable|timeseries): true\)/gm;
const CLASS = /^export class (\w+) extends Entity \{$/gm;

/** The generated classes do not look as graph-cli writes them. */
export class EntityClassesError extends Error {
  override readonly name = "EntityClassesError";
}

/**
 * Puts the project's own base classes under the entity classes that graph-cli generated: `Fact` under those that are
 * written once, `State` under the others.
 *
 * @param generated - Text of `generated/schema.ts`; unchanged when the bases are there already.
 * @param schema - Text of `schema.graphql`.
 * @throws {EntityClassesError} when there is no class to change.
 */
export function withEntityBases(generated: string, schema: string): string {
  const bases = `import { Fact, State } from "${BASES}";\n`;
  if (generated.includes(bases)) return generated;
  if (generated.search(CLASS) < 0) {
    throw new EntityClassesError(
      'Expected classes that extend "Entity" in generated/schema.ts, found none. Adapt subgraph/manifest/entity-classes.ts to this graph-cli.',
    );
  }
  const facts = new Set([...schema.matchAll(WRITTEN_ONCE)].map(([, name]) => name));
  const classes = generated.replace(
    CLASS,
    (_line, name: string) => `export class ${name} extends ${facts.has(name) ? "Fact" : "State"} {`,
  );
  return classes.replace(/^export class /m, `${bases}\nexport class `);
}
