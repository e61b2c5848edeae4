import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { NO_KEY } from "../ids";
import { MarketParams } from "./market-params";

/** A change of a position that an event states as amounts, not as the state after it. */
export class PositionMove {
  /** Signed, in units of the market's collateral asset. */
  collateralChange: BigInt = BigInt.zero();
  /** Signed, in units of the market's debt asset. */
  debtChange: BigInt = BigInt.zero();
  /** Signed, in the market's base unit; null where positions have no size. */
  sizeChange: BigInt | null = null;
  /** Signed, where the event states it; null to add `sizeChange`. */
  sizeAfter: BigInt | null = null;
  /** The protocol's position number; empty where it has none. */
  key: Bytes = NO_KEY;
  /** Collateral after, where the event implies it; null to add `collateralChange`. */
  collateralAfter: BigInt | null = null;
  /** Debt after, where the event implies it; null to add `debtChange`. */
  debtAfter: BigInt | null = null;
  /** One of PositionCause; null for that which follows from the state before and after. */
  cause: string | null = null;
  /**
   * True where nothing but events moves the amounts. Otherwise interest moves them too: what an event takes beyond the
   * known amount is interest.
   */
  isExact: bool = false;

  constructor(
    public market: MarketParams,
    public account: Bytes,
  ) {}
}
