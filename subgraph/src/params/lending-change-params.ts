import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { MarketParams } from "./market-params";

/**
 * A change of what a market's lenders are owed and its borrowers owe, and, where it names an account, of that
 * account's collateral and debt. All amounts are signed changes.
 */
export class LendingChangeParams extends ActionParams {
  /** Claims of lenders, in units of the debt asset. */
  suppliedAssets: BigInt = BigInt.zero();
  suppliedShares: BigInt = BigInt.zero();
  /** Debts, in units of the debt asset; what would take them below zero is dropped, as contracts do. */
  borrowedAssets: BigInt = BigInt.zero();
  /** Debts in shares, of the market and of the account. */
  borrowedShares: BigInt = BigInt.zero();
  /** Owner of the position; null when the log changes none. */
  account: Bytes | null = null;
  /** Collateral of the account, in units of the collateral asset. */
  collateral: BigInt = BigInt.zero();

  constructor(
    protocol: string,
    log: string,
    public market: MarketParams,
  ) {
    super(protocol, log);
  }
}
