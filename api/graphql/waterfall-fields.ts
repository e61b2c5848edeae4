import { toValuation } from "../domain/worth.ts";
import type { View } from "../services/ports.ts";
import type { Waterfall } from "../solvency/waterfall.ts";

type Run = Waterfall & { readonly view: View };

/** Fields that every run of a loss through layers resolves in the same way. */
export const waterfallFields = {
  loss: ({ loss }: Run) => toValuation(loss),
  layers: ({ layers, view }: Run) => layers.map((layer) => ({ ...layer, view })),
  capacity: ({ capacity }: Run) => toValuation(capacity),
  absorbed: ({ absorbed }: Run) => toValuation(absorbed),
  unabsorbed: ({ unabsorbed }: Run) => toValuation(unabsorbed),
};
