import type { Fact } from "../domain/entities/fact.ts";
import type { View } from "../services/ports.ts";
import type { GraphqlContext } from "./context.ts";
import { lookUp } from "./look-up.ts";

type FactParent = Fact & { readonly view: View };

/** Fields that every fact resolves in the same way. */
export const factFields = {
  time: ({ timestamp }: FactParent) => timestamp,
  protocol: (parent: FactParent, _: unknown, context: GraphqlContext) =>
    lookUp(context, "protocol", parent, parent.protocol),
};
