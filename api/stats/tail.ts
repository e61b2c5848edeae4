/** Which side a probability is counted from; small ones keep their digits only on their own side. */
export type Tail = "lower" | "upper";

/** A distribution function from both sides: they sum to 1, and the small one is accurate in itself. */
export type TailPair = { readonly lower: number; readonly upper: number };
