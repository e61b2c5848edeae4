/** Version of schema.graphql (SemVer). */
export const SCHEMA_VERSION = "0.1.0";
/** Version of the mappings (SemVer). */
export const SUBGRAPH_VERSION = "0.1.0";
/** Version of the pages under docs/methodology (SemVer). */
export const METHODOLOGY_VERSION = "0.1.0";

// One namespace per enum of schema.graphql; graph-node takes enum values as strings.

export namespace MechanismKind {
  export const STATIC_INSURANCE_FUND = "STATIC_INSURANCE_FUND";
  export const STAKED_SAFETY_MODULE = "STAKED_SAFETY_MODULE";
  export const STABILITY_POOL = "STABILITY_POOL";
  export const PROTOCOL_OWNED_LIQUIDITY = "PROTOCOL_OWNED_LIQUIDITY";
  export const BONDING = "BONDING";
  export const PROTOCOL_REVENUE_SURPLUS = "PROTOCOL_REVENUE_SURPLUS";
  export const PUT_OPTION_BACKSTOP = "PUT_OPTION_BACKSTOP";
  export const LIQUIDATION_ENGINE = "LIQUIDATION_ENGINE";
  export const AUCTION = "AUCTION";
  export const AUTO_DELEVERAGING = "AUTO_DELEVERAGING";
  export const LOSS_SOCIALISATION = "LOSS_SOCIALISATION";
  export const RECAPITALISATION = "RECAPITALISATION";
  export const INSURANCE_COVER = "INSURANCE_COVER";
  export const PEG_STABILITY_MODULE = "PEG_STABILITY_MODULE";
  export const CIRCUIT_BREAKER = "CIRCUIT_BREAKER";
}

export namespace LossLayerKind {
  export const POSITION_MARGIN = "POSITION_MARGIN";
  export const DEFICIT_OFFSET = "DEFICIT_OFFSET";
  export const INSURANCE_FUND = "INSURANCE_FUND";
  export const STAKED_FIRST_LOSS = "STAKED_FIRST_LOSS";
  export const STABILITY_POOL = "STABILITY_POOL";
  export const SURPLUS_BUFFER = "SURPLUS_BUFFER";
  export const POL = "POL";
  export const OPTION_PAYOFF = "OPTION_PAYOFF";
  export const AUCTION_RECAP = "AUCTION_RECAP";
  export const ADL = "ADL";
  export const SOCIALISED = "SOCIALISED";
}

export namespace MarketKind {
  export const LENDING_RESERVE = "LENDING_RESERVE";
  export const CDP_COLLATERAL = "CDP_COLLATERAL";
  export const PERPETUAL = "PERPETUAL";
  export const OPTION_UNDERLYING = "OPTION_UNDERLYING";
  export const PEG = "PEG";
  export const COVER = "COVER";
  export const SYSTEM = "SYSTEM";
}

export namespace OperatingStatus {
  export const ACTIVE = "ACTIVE";
  export const PAUSED = "PAUSED";
  export const SHUT_DOWN = "SHUT_DOWN";
  export const DISABLED = "DISABLED";
  export const RECOVERY_MODE = "RECOVERY_MODE";
}

export namespace BalanceSource {
  export const FLOWS = "FLOWS";
  export const SNAPSHOT = "SNAPSHOT";
  export const PARTIAL = "PARTIAL";
}

export namespace AssetKind {
  export const ERC20 = "ERC20";
  export const NATIVE = "NATIVE";
  export const INTERNAL = "INTERNAL";
}

export namespace FlowDirection {
  export const IN = "IN";
  export const OUT = "OUT";
  export const HOLD = "HOLD";
  export const RELEASE = "RELEASE";
}

export namespace HoldKind {
  export const PENDING_OUTFLOW = "PENDING_OUTFLOW";
  export const ENCUMBERED = "ENCUMBERED";
  export const DISABLED = "DISABLED";
}

export namespace FlowCause {
  export const DEPOSIT = "DEPOSIT";
  export const WITHDRAWAL = "WITHDRAWAL";
  export const WITHDRAWAL_REQUEST = "WITHDRAWAL_REQUEST";
  export const FEE = "FEE";
  export const PENALTY = "PENALTY";
  export const PREMIUM = "PREMIUM";
  export const YIELD = "YIELD";
  export const DONATION = "DONATION";
  export const LIQUIDATION_GAIN = "LIQUIDATION_GAIN";
  export const LIQUIDATION_LOSS = "LIQUIDATION_LOSS";
  export const SLASH = "SLASH";
  export const PAYOUT = "PAYOUT";
  export const COVERAGE = "COVERAGE";
  export const AUCTION_PROCEEDS = "AUCTION_PROCEEDS";
  export const AUCTION_PAYMENT = "AUCTION_PAYMENT";
  export const RECAPITALISATION = "RECAPITALISATION";
  export const BOND_SALE = "BOND_SALE";
  export const PEG_SWAP = "PEG_SWAP";
  export const REBALANCE = "REBALANCE";
  export const REINSURANCE = "REINSURANCE";
  export const HEDGE = "HEDGE";
  export const EXERCISE = "EXERCISE";
  export const TRANSFER = "TRANSFER";
}

export namespace LiquidationMode {
  export const DIRECT = "DIRECT";
  export const AUCTION = "AUCTION";
  export const OFFSET = "OFFSET";
  export const ABSORPTION = "ABSORPTION";
  export const CLOSE_OUT = "CLOSE_OUT";
  export const WRITE_OFF = "WRITE_OFF";
}

export namespace DeficitAction {
  export const CREATED = "CREATED";
  export const PENDING = "PENDING";
  export const UNPENDING = "UNPENDING";
  export const COVERED = "COVERED";
  export const SOCIALISED = "SOCIALISED";
  export const WRITTEN_OFF = "WRITTEN_OFF";
}

export namespace AuctionKind {
  export const COLLATERAL = "COLLATERAL";
  export const DEBT = "DEBT";
  export const SURPLUS = "SURPLUS";
}

export namespace AuctionStatus {
  export const OPEN = "OPEN";
  export const SETTLED = "SETTLED";
  export const CANCELLED = "CANCELLED";
}

export namespace AuctionAction {
  export const KICK = "KICK";
  export const BID_UP = "BID_UP";
  export const LOT_DOWN = "LOT_DOWN";
  export const TAKE = "TAKE";
  export const RESTART = "RESTART";
  export const SETTLE = "SETTLE";
  export const CANCEL = "CANCEL";
}

export namespace OptionType {
  export const PUT = "PUT";
  export const CALL = "CALL";
}

export namespace OptionStyle {
  export const AMERICAN = "AMERICAN";
  export const EUROPEAN = "EUROPEAN";
  export const PARAMETRIC = "PARAMETRIC";
}

export namespace SettlementKind {
  export const CASH = "CASH";
  export const PHYSICAL = "PHYSICAL";
}

export namespace OptionSide {
  export const LONG = "LONG";
  export const SHORT = "SHORT";
}

export namespace OptionAction {
  export const OPEN = "OPEN";
  export const CLOSE = "CLOSE";
  export const LIQUIDATE = "LIQUIDATE";
  export const TRANSFER = "TRANSFER";
}

export namespace ExerciseKind {
  export const EXERCISE = "EXERCISE";
  export const SETTLEMENT = "SETTLEMENT";
  export const EXPIRY = "EXPIRY";
  export const CLAIM = "CLAIM";
}

export namespace PriceSource {
  export const MAKER_OSM = "MAKER_OSM";
  export const MAKER_SPOT = "MAKER_SPOT";
  export const CHAINLINK = "CHAINLINK";
  export const PROTOCOL = "PROTOCOL";
  export const SETTLEMENT = "SETTLEMENT";
}

export namespace PriceStatus {
  export const OK = "OK";
  export const STALE = "STALE";
  export const INVALID = "INVALID";
  export const DISPUTED = "DISPUTED";
}

export namespace PositionCause {
  export const OPEN = "OPEN";
  export const ADJUST = "ADJUST";
  export const CLOSE = "CLOSE";
  export const LIQUIDATION = "LIQUIDATION";
  export const REDISTRIBUTION = "REDISTRIBUTION";
  export const REDEMPTION = "REDEMPTION";
  export const ACCRUAL = "ACCRUAL";
  export const DELEVERAGING = "DELEVERAGING";
}

export namespace SkipReason {
  export const UNKNOWN_PARENT = "UNKNOWN_PARENT";
  export const ALREADY_ENDED = "ALREADY_ENDED";
  export const UNDECODABLE = "UNDECODABLE";
  export const OUT_OF_RANGE = "OUT_OF_RANGE";
  export const EXCEEDS_BALANCE = "EXCEEDS_BALANCE";
  export const CALL_FAILED = "CALL_FAILED";
  export const DUPLICATE = "DUPLICATE";
}
