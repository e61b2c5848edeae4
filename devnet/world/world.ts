import { roleAccount } from "./accounts.ts";
import type { ChainDriver } from "./chain-driver.ts";
import type { AaveMarket } from "./protocols/aave.ts";
import type { CoveragePool } from "./protocols/coverage-pool.ts";
import type { PerpMarket } from "./protocols/perp.ts";
import type { Token } from "./protocols/token.ts";

/** The deployed protocols and the first block of each. */
export interface World {
  readonly chain: ChainDriver;
  readonly coverage: CoveragePool;
  readonly perp: PerpMarket;
  readonly aave: AaveMarket;
  readonly usdc: Token;
  readonly weth: Token;
  readonly startBlocks: { readonly coverage: number; readonly perp: number; readonly aave: number };
}

/** Those who act for the protocols rather than for themselves. */
export const STAFF = {
  riskManager: () => roleAccount("risk-manager"),
  claimant: () => roleAccount("claimant"),
  lender: () => roleAccount("lender"),
  liquidator: () => roleAccount("liquidator"),
  keeper: () => roleAccount("keeper"),
  marketMaker: () => roleAccount("market-maker"),
  sponsor: () => roleAccount("sponsor"),
} as const;
