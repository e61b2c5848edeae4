import { BigInt } from "@graphprotocol/graph-ts";

// Members of the enumerations of BackstopTypes.sol by number; tests/manifest/backstop-standard.test.ts compares them.

function nameAt(names: string[], value: BigInt): string | null {
  if (value.ge(BigInt.fromI32(names.length))) return null;
  return names[value.toI32()];
}

/** Name of a MechanismKind; null for an unknown number, here and below. */
export function mechanismKind(value: BigInt): string | null {
  const names = [
    "STATIC_INSURANCE_FUND",
    "STAKED_SAFETY_MODULE",
    "STABILITY_POOL",
    "PROTOCOL_OWNED_LIQUIDITY",
    "BONDING",
    "PROTOCOL_REVENUE_SURPLUS",
    "PUT_OPTION_BACKSTOP",
    "OPTIONS_VAULT",
    "VARIANCE_SWAP",
    "LIQUIDATION_ENGINE",
    "AUCTION",
    "AUTO_DELEVERAGING",
    "LOSS_SOCIALISATION",
    "RECAPITALISATION",
    "REINSURANCE",
    "PEG_STABILITY_MODULE",
    "CROSS_PROTOCOL_SHARED_POOL",
    "INSURANCE_COVER",
    "CIRCUIT_BREAKER",
    "OVERCOLLATERALISATION",
    "DYNAMIC_MARGIN",
    "NATIVE_TOKEN_HEDGE",
    "SOLVENCY_ATTESTATION",
    "CLEARING",
  ];
  return nameAt(names, value);
}

/** Name of a LossLayerKind. */
export function lossLayerKind(value: BigInt): string | null {
  const names = [
    "POSITION_MARGIN",
    "DEFICIT_OFFSET",
    "INSURANCE_FUND",
    "STAKED_FIRST_LOSS",
    "STABILITY_POOL",
    "SURPLUS_BUFFER",
    "POL",
    "REINSURANCE",
    "OPTION_PAYOFF",
    "AUCTION_RECAP",
    "ADL",
    "SOCIALISED",
  ];
  return nameAt(names, value);
}

/** Name of a MarketKind. */
export function marketKind(value: BigInt): string | null {
  const names = [
    "LENDING_RESERVE",
    "CDP_COLLATERAL",
    "PERPETUAL",
    "OPTION_UNDERLYING",
    "PEG",
    "COVER",
    "SYSTEM",
  ];
  return nameAt(names, value);
}

/** Name of an OperatingStatus. */
export function operatingStatus(value: BigInt): string | null {
  return nameAt(["ACTIVE", "PAUSED", "SHUT_DOWN", "DISABLED", "RECOVERY_MODE"], value);
}

/** Name of a BalanceSource. */
export function balanceSource(value: BigInt): string | null {
  return nameAt(["FLOWS", "SNAPSHOT", "PARTIAL"], value);
}

/** Name of an AssetKind. */
export function assetKind(value: BigInt): string | null {
  return nameAt(["ERC20", "NATIVE", "INTERNAL"], value);
}

/** Name of a HoldKind. */
export function holdKind(value: BigInt): string | null {
  return nameAt(["PENDING_OUTFLOW", "ENCUMBERED", "DISABLED"], value);
}

/** Name of a FlowCause. */
export function flowCause(value: BigInt): string | null {
  const names = [
    "DEPOSIT",
    "WITHDRAWAL",
    "WITHDRAWAL_REQUEST",
    "FEE",
    "PENALTY",
    "PREMIUM",
    "YIELD",
    "DONATION",
    "LIQUIDATION_GAIN",
    "LIQUIDATION_LOSS",
    "SLASH",
    "PAYOUT",
    "COVERAGE",
    "AUCTION_PROCEEDS",
    "AUCTION_PAYMENT",
    "RECAPITALISATION",
    "BOND_SALE",
    "PEG_SWAP",
    "REBALANCE",
    "REINSURANCE",
    "HEDGE",
    "EXERCISE",
    "TRANSFER",
  ];
  return nameAt(names, value);
}

/** Name of a LiquidationMode. */
export function liquidationMode(value: BigInt): string | null {
  return nameAt(["DIRECT", "AUCTION", "OFFSET", "ABSORPTION", "CLOSE_OUT", "WRITE_OFF"], value);
}

/** Name of an AuctionKind. */
export function auctionKind(value: BigInt): string | null {
  return nameAt(["COLLATERAL", "DEBT", "SURPLUS"], value);
}

/** Name of a BidKind: an AuctionAction. */
export function bidKind(value: BigInt): string | null {
  return nameAt(["BID_UP", "LOT_DOWN"], value);
}

/** Name of an AuctionEnd. */
export function auctionEnd(value: BigInt): string | null {
  return nameAt(["SETTLED", "CANCELLED", "CLOSED"], value);
}

/** Name of an OptionType. */
export function optionType(value: BigInt): string | null {
  return nameAt(["PUT", "CALL"], value);
}

/** Name of an OptionStyle. */
export function optionStyle(value: BigInt): string | null {
  return nameAt(["AMERICAN", "EUROPEAN", "PARAMETRIC"], value);
}

/** Name of a SettlementKind. */
export function settlementKind(value: BigInt): string | null {
  return nameAt(["CASH", "PHYSICAL"], value);
}

/** Name of an OptionSide. */
export function optionSide(value: BigInt): string | null {
  return nameAt(["LONG", "SHORT"], value);
}

/** Name of an OptionAction. */
export function optionAction(value: BigInt): string | null {
  return nameAt(["OPEN", "CLOSE", "LIQUIDATE", "TRANSFER"], value);
}

/** Name of an ExerciseKind. */
export function exerciseKind(value: BigInt): string | null {
  return nameAt(["EXERCISE", "SETTLEMENT", "EXPIRY", "CLAIM"], value);
}

/** Name of a PriceSource. */
export function priceSource(value: BigInt): string | null {
  return nameAt(["CHAINLINK", "PROTOCOL", "SETTLEMENT", "DEX"], value);
}

/** Name of a PriceStatus. */
export function priceStatus(value: BigInt): string | null {
  return nameAt(["OK", "STALE", "INVALID", "DISPUTED"], value);
}

/** Name of a PositionCause. */
export function positionCause(value: BigInt): string | null {
  const names = [
    "OPEN",
    "ADJUST",
    "CLOSE",
    "LIQUIDATION",
    "REDISTRIBUTION",
    "REDEMPTION",
    "ACCRUAL",
    "DELEVERAGING",
  ];
  return nameAt(names, value);
}
