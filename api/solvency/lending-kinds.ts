/** Kinds of markets in which somebody borrows. */
export const LENDING_KINDS: readonly string[] = ["LENDING_RESERVE", "CDP_COLLATERAL"];
