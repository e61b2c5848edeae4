import { Address, BigInt, Bytes } from "@graphprotocol/graph-ts";
import { EventData } from "./event-data";

/** Order type of a liquidation (contracts/order/Order.sol). */
const LIQUIDATION: i32 = 7;

/** What PositionIncrease and PositionDecrease state in all versions. */
export class PositionEvent {
  constructor(
    public market: Address,
    public account: Address,
    public collateralToken: Address,
    public positionKey: Bytes,
    public orderKey: Bytes,
    public isLong: bool,
    /** After the change, in units of the collateral token. */
    public collateral: BigInt,
    /** After the change, in units of the index token, not negative. */
    public size: BigInt,
    /** In units of the index token, not negative. */
    public sizeDelta: BigInt,
    /** Of one unit of the index token, in USD with 30 decimals. */
    public executionPrice: BigInt,
    public orderType: BigInt,
    public data: EventData,
  ) {}

  /** Size after the change, negative for shorts. */
  signedSize(): BigInt {
    return this.isLong ? this.size : this.size.neg();
  }

  /** What was closed or opened at the execution price, in USD with 30 decimals. */
  notional(): BigInt {
    return this.sizeDelta.times(this.executionPrice);
  }

  isLiquidation(): bool {
    return this.orderType.equals(BigInt.fromI32(LIQUIDATION));
  }
}

/** Reads a position event; null when it lacks one of the values that all versions have. */
export function readPositionEvent(data: EventData): PositionEvent | null {
  const market = data.address("market");
  const account = data.address("account");
  const token = data.address("collateralToken");
  const positionKey = data.bytes32("positionKey");
  const orderKey = data.bytes32("orderKey");
  if (market === null || account === null || token === null) return null;
  if (positionKey === null || orderKey === null) return null;
  const collateral = data.uint("collateralAmount");
  const size = data.uint("sizeInTokens");
  const sizeDelta = data.uint("sizeDeltaInTokens");
  const price = data.uint("executionPrice");
  const orderType = data.uint("orderType");
  if (collateral === null || size === null || sizeDelta === null) return null;
  if (price === null || orderType === null) return null;
  const isLong = data.isTrue("isLong");
  return new PositionEvent(
    market,
    account,
    token,
    positionKey,
    orderKey,
    isLong,
    collateral,
    size,
    sizeDelta,
    price,
    orderType,
    data,
  );
}
