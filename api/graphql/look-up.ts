import type { Loaders } from "../services/loaders.ts";
import type { View } from "../services/ports.ts";
import type { GraphqlContext } from "./context.ts";

type RowOf<Name extends keyof Loaders> = Awaited<ReturnType<Loaders[Name]["load"]>>;

/** Loads what a row refers to, at the row's own block. */
export function lookUp<Name extends keyof Loaders>(
  { session }: GraphqlContext,
  loader: Name,
  { view }: { readonly view: View },
  id: string,
): Promise<RowOf<Name>> {
  return session.loaders[loader].load({ view, id }) as Promise<RowOf<Name>>;
}

/** Loads what a row may refer to; null when it refers to nothing. */
export async function lookUpOptional<Name extends keyof Loaders>(
  context: GraphqlContext,
  loader: Name,
  parent: { readonly view: View },
  id: string | null,
): Promise<RowOf<Name> | null> {
  return id === null ? null : lookUp(context, loader, parent, id);
}
