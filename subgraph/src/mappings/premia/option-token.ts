import { BigInt } from "@graphprotocol/graph-ts";

/** Place of the type in a token's id: premia-contracts contracts/pool/PoolStorage.sol, formatTokenId. */
const TYPE_BITS: u8 = 248;
const MATURITY_BITS: u8 = 128;
const FRACTION_BITS: u8 = 64;
const LONG_CALL = 4;
const SHORT_PUT = 7;
/** Decimals in which strikes are kept. */
export const STRIKE_DECIMALS: i32 = 18;

/** What the id of an option token says. */
export class OptionToken {
  isCall: bool;
  isLong: bool;
  /** Id of the long token of the same option. */
  longId: BigInt;
  /** Seconds. */
  maturity: BigInt;
  /** In 2^-64 of the base token. */
  strike64x64: BigInt;

  private constructor(id: BigInt, type: i32) {
    this.isCall = type < LONG_CALL + 2;
    this.isLong = type % 2 == 0;
    this.longId = this.isLong ? id : id.minus(power(TYPE_BITS));
    this.maturity = id.rightShift(MATURITY_BITS).mod(power(FRACTION_BITS));
    this.strike64x64 = id.mod(power(MATURITY_BITS));
  }

  /**
   * Reads the id of a token.
   *
   * @returns Null for ids of liquidity, which are no options.
   */
  static parse(id: BigInt): OptionToken | null {
    const type = id.rightShift(TYPE_BITS).toI32();
    return type < LONG_CALL || type > SHORT_PUT ? null : new OptionToken(id, type);
  }

  /** Strike with 18 decimals, rounded down. */
  strike(): BigInt {
    return this.strike64x64.times(ten(STRIKE_DECIMALS)).rightShift(FRACTION_BITS);
  }

  /**
   * Collateral of the option as the pool computes it: the size of a call, size × strike of a put.
   *
   * @param size - In units of the underlying.
   * @returns In units of the underlying for a call, of the base token for a put.
   * @see premia-contracts contracts/pool/PoolStorage.sol, contractSizeToBaseTokenAmount
   */
  collateral(size: BigInt, underlyingDecimals: i32, baseDecimals: i32): BigInt {
    if (this.isCall) return size;
    const value = this.strike64x64.times(size).rightShift(FRACTION_BITS);
    const value64x64 = value.times(power(FRACTION_BITS)).div(ten(underlyingDecimals));
    return value64x64.times(ten(baseDecimals)).rightShift(FRACTION_BITS);
  }
}

function power(bits: u8): BigInt {
  return BigInt.fromI32(2).pow(bits);
}

function ten(exponent: i32): BigInt {
  return BigInt.fromI32(10).pow(<u8>exponent);
}
