import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";
import { tooDeepError } from "./errors.ts";

/**
 * Makes a validation rule that refuses operations whose fields nest deeper than the limit, fragments included.
 * Introspection is not limited. Fragment cycles are another rule's business and end here without an error.
 */
export function depthLimit(limit: number): (context: ValidationContext) => ASTVisitor {
  return (context) => ({
    OperationDefinition: (operation) => {
      const depth = depthOf(operation.selectionSet, (name) => context.getFragment(name) ?? null, []);
      if (depth > limit) context.reportError(tooDeepError(limit));
    },
  });
}

function depthOf(
  { selections }: SelectionSetNode,
  fragment: (name: string) => FragmentDefinitionNode | null,
  path: readonly string[],
): number {
  const depths = selections.map((selection) => {
    if (selection.kind === Kind.FIELD) {
      const isLeaf = selection.selectionSet === undefined || selection.name.value.startsWith("__");
      return isLeaf ? 1 : 1 + depthOf(selection.selectionSet, fragment, path);
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) return depthOf(selection.selectionSet, fragment, path);
    const name = selection.name.value;
    const spread = path.includes(name) ? null : fragment(name);
    return spread === null ? 0 : depthOf(spread.selectionSet, fragment, [...path, name]);
  });
  return Math.max(0, ...depths);
}
