import type { Hex } from "viem";

/** Stands where a log names an account that the source does not tell: the letters "unknown" in ASCII. */
export const UNKNOWN_ACCOUNT: Hex = "0x00000000000000000000000000756e6b6e6f776e";
