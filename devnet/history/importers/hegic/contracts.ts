import type { Hex } from "viem";

/** Decimals of a strike. */
export const STRIKE_DECIMALS = 8;

/** An asset that Hegic v888 writes options on. */
export interface HegicAsset {
  readonly symbol: "ETH" | "WBTC";
  readonly decimals: number;
  /** Name of its contract in the second file. */
  readonly market: string;
  /** Options contract, lower-case. */
  readonly contract: Hex;
}

/** Both assets of Hegic v888. */
export const HEGIC_ASSETS: readonly HegicAsset[] = [
  {
    symbol: "ETH",
    decimals: 18,
    market: "eth_options",
    contract: "0xefc0eeadc1132a12c9487d800112693bf49ecfa2",
  },
  {
    symbol: "WBTC",
    decimals: 8,
    market: "btc_options",
    contract: "0x3961245db602ed7c03eeccda33ea3846bd8723bd",
  },
];
