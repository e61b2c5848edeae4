import { Bytes, ethereum } from "@graphprotocol/graph-ts";

/** First topic of `TroveLiquidated(address indexed,uint256,uint256,uint8)`. */
export const TROVE_LIQUIDATED = Bytes.fromHexString(
  "0xea67486ed7ebe3eea8ab3390efd4a3c8aae48be5bea27df104a8af786c408434",
);

/** First topics of the events that differ between Liquity v1 and its forks. */
export class ReceiptLayout {
  /**
   * @param liquidation - `Liquidation` of the trove manager.
   * @param debtBalance - The pool's balance of the debt token.
   * @param collateralBalance - The pool's balance of the collateral.
   */
  constructor(
    public liquidation: Bytes,
    public debtBalance: Bytes,
    public collateralBalance: Bytes,
  ) {}
}

/** Returns whether a log was emitted by a contract and begins with a topic. */
export function isLog(log: ethereum.Log, contract: Bytes, topic: Bytes): bool {
  return log.address.equals(contract) && log.topics.length > 0 && log.topics[0].equals(topic);
}
