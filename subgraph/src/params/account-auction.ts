import { BigInt, Bytes } from "@graphprotocol/graph-ts";

/** The last auction of an account's position, where the contract numbers auctions by account. */
export class AccountAuction {
  /** Still offered, in units of the lot asset. */
  lot: BigInt = BigInt.zero();
  isKnown: bool = false;
  isOpen: bool = false;
  /** Liquidation that started it; null where there is none. */
  liquidation: Bytes | null = null;

  /**
   * @param number - Its number, or that of the first where the account had none.
   */
  constructor(public number: BigInt) {}

  /** Number of the account's next auction: the same while the last is open, for it cannot start again. */
  next(): BigInt {
    return this.isKnown && !this.isOpen ? this.number.plus(BigInt.fromI32(1)) : this.number;
  }
}
