import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { isEvent } from "../is-event";

/** Signature of the log that closes a trove. */
export const TROVE_LIQUIDATED = "TroveLiquidated(address,uint256,uint256,uint8)";

/** Signatures of the events that differ between Liquity v1 and its forks. */
export class ReceiptLayout {
  /**
   * @param liquidation - `Liquidation` of the trove manager.
   * @param debtBalance - The pool's balance of the debt token.
   * @param collateralBalance - The pool's balance of the collateral.
   */
  constructor(
    public liquidation: string,
    public debtBalance: string,
    public collateralBalance: string,
  ) {}
}

/** Returns whether a log is a contract's event. */
export function isLog(log: ethereum.Log, contract: Bytes, signature: string): bool {
  return log.address.equals(contract) && isEvent(log, signature);
}
