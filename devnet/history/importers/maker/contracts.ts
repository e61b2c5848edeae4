import type { Hex } from "viem";

/** Maker's contracts of the first generation (dss 1.0.0), lower-case. Source: Maker's changelog, releases 1.0.0. */
export const MAKER = {
  cat: "0x78f2c2af65126834c51822f56be0d7469d7a523e",
  vow: "0xa950524441892a31ebddf91d3ceefa04bf454466",
  flipperEthA: "0xd8a04f5412223f513dc55f839574430f5ec15531",
  osmEth: "0x81fe72b5a8d1a857d176c3e7d5bd2679a9b85763",
} as const satisfies Record<string, Hex>;
