// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title Types of the Backstop event standard
/// @notice Enumerations and records of {IBackstopEvents}. Members keep their number for ever: new ones are added at the end.
/// @dev In a log an enumeration is a `uint8`, and a record is the list of its members in this order.
library BackstopTypes {
    /// @notice Version of the standard: major * 10^6 + minor * 10^3 + patch. The same major reads the same events.
    uint256 internal constant VERSION = 1_000_000;

    /// @notice The network's own coin (ERC-7528). The zero address means "no asset".
    address internal constant NATIVE = 0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE;

    /// @notice What kind of machine absorbs the loss.
    enum MechanismKind {
        STATIC_INSURANCE_FUND,
        STAKED_SAFETY_MODULE,
        STABILITY_POOL,
        PROTOCOL_OWNED_LIQUIDITY,
        BONDING,
        PROTOCOL_REVENUE_SURPLUS,
        PUT_OPTION_BACKSTOP,
        OPTIONS_VAULT,
        VARIANCE_SWAP,
        LIQUIDATION_ENGINE,
        AUCTION,
        AUTO_DELEVERAGING,
        LOSS_SOCIALISATION,
        RECAPITALISATION,
        REINSURANCE,
        PEG_STABILITY_MODULE,
        CROSS_PROTOCOL_SHARED_POOL,
        INSURANCE_COVER,
        CIRCUIT_BREAKER,
        OVERCOLLATERALISATION,
        DYNAMIC_MARGIN,
        NATIVE_TOKEN_HEDGE,
        SOLVENCY_ATTESTATION,
        CLEARING
    }

    /// @notice Place of an absorber in the waterfall, most junior first.
    enum LossLayerKind {
        POSITION_MARGIN,
        DEFICIT_OFFSET,
        INSURANCE_FUND,
        STAKED_FIRST_LOSS,
        STABILITY_POOL,
        SURPLUS_BUFFER,
        POL,
        REINSURANCE,
        OPTION_PAYOFF,
        AUCTION_RECAP,
        ADL,
        SOCIALISED
    }

    /// @notice What a market is.
    enum MarketKind {
        LENDING_RESERVE,
        CDP_COLLATERAL,
        PERPETUAL,
        OPTION_UNDERLYING,
        PEG,
        COVER,
        SYSTEM
    }

    /// @notice Operating state of a backstop or market.
    enum OperatingStatus {
        ACTIVE,
        PAUSED,
        SHUT_DOWN,
        DISABLED,
        RECOVERY_MODE
    }

    /// @notice How far the sum of a backstop's flows is its balance.
    enum BalanceSource {
        /// Every movement emits a flow event: the sum of flows is the balance.
        FLOWS,
        /// The balance also moves by itself (rebasing tokens) and is stated by BalanceStated.
        SNAPSHOT,
        /// Some movements emit nothing.
        PARTIAL
    }

    /// @notice Kind of asset.
    enum AssetKind {
        ERC20,
        NATIVE,
        INTERNAL
    }

    /// @notice Part of a balance that cannot absorb losses.
    enum HoldKind {
        /// Asked back and waiting.
        PENDING_OUTFLOW,
        /// Locked against obligations already written.
        ENCUMBERED,
        /// Switched off by governance.
        DISABLED
    }

    /// @notice Why capital moved.
    enum FlowCause {
        DEPOSIT,
        WITHDRAWAL,
        WITHDRAWAL_REQUEST,
        FEE,
        PENALTY,
        PREMIUM,
        YIELD,
        DONATION,
        LIQUIDATION_GAIN,
        LIQUIDATION_LOSS,
        SLASH,
        PAYOUT,
        COVERAGE,
        AUCTION_PROCEEDS,
        AUCTION_PAYMENT,
        RECAPITALISATION,
        BOND_SALE,
        PEG_SWAP,
        REBALANCE,
        REINSURANCE,
        HEDGE,
        EXERCISE,
        TRANSFER
    }

    /// @notice How a position was closed.
    enum LiquidationMode {
        DIRECT,
        AUCTION,
        OFFSET,
        ABSORPTION,
        CLOSE_OUT,
        WRITE_OFF
    }

    /// @notice What an auction sells.
    enum AuctionKind {
        /// Seized collateral against debt.
        COLLATERAL,
        /// New protocol token against the debt of the system.
        DEBT,
        /// Surplus of the system against the protocol's token.
        SURPLUS
    }

    /// @notice How a bid beats the one before it.
    enum BidKind {
        /// Pays more for the same lot.
        BID_UP,
        /// Pays the same for a smaller lot.
        LOT_DOWN
    }

    /// @notice How an auction ended.
    enum AuctionEnd {
        /// With a winner, sold out, or its debt raised.
        SETTLED,
        /// Ended by the protocol without a winner.
        CANCELLED,
        /// A Dutch auction ended; what is left of the lot returns to its owner.
        CLOSED
    }

    /// @notice Type of option.
    enum OptionType {
        PUT,
        CALL
    }

    /// @notice When an option can be exercised.
    enum OptionStyle {
        AMERICAN,
        EUROPEAN,
        /// When a defined event has happened.
        PARAMETRIC
    }

    /// @notice What the holder receives.
    enum SettlementKind {
        CASH,
        PHYSICAL
    }

    /// @notice The protocol's side of an option.
    enum OptionSide {
        /// The protocol or its pool holds the option and receives its payoff.
        LONG,
        /// The protocol or its pool wrote the option and owes its payoff.
        SHORT
    }

    /// @notice What happened to an option position before exercise.
    enum OptionAction {
        OPEN,
        CLOSE,
        LIQUIDATE,
        TRANSFER
    }

    /// @notice How an option ended.
    enum ExerciseKind {
        EXERCISE,
        SETTLEMENT,
        EXPIRY,
        CLAIM
    }

    /// @notice Where a price comes from.
    enum PriceSource {
        CHAINLINK,
        PROTOCOL,
        SETTLEMENT,
        DEX
    }

    /// @notice What is known about the quality of a price.
    enum PriceStatus {
        OK,
        STALE,
        INVALID,
        DISPUTED
    }

    /// @notice Why a position changed.
    enum PositionCause {
        OPEN,
        ADJUST,
        CLOSE,
        LIQUIDATION,
        REDISTRIBUTION,
        REDEMPTION,
        ACCRUAL,
        DELEVERAGING
    }

    /// @notice State of a position after a change.
    struct Position {
        /// Collateral or margin, in units of the market's collateral asset.
        uint256 collateral;
        /// In units of the market's debt asset; zero for perpetuals.
        uint256 debt;
        /// Signed, positive = long, in the market's own base unit; zero in markets that are not PERPETUAL.
        int256 size;
        /// True after close or full liquidation.
        bool isClosed;
    }

    /// @notice What a liquidation did.
    struct Liquidation {
        LiquidationMode mode;
        /// Who triggered it; zero when the protocol did by itself.
        address liquidator;
        /// Taken from the position, in units of the market's collateral asset.
        uint256 collateralSeized;
        /// Given back to the owner of it, in units of the market's collateral asset.
        uint256 collateralReturned;
        /// Removed from the position without penalty, in units of the market's debt asset; the notional for perpetuals.
        uint256 debtRepaid;
        /// Fee or bonus of the liquidator, in units of the market's debt asset.
        uint256 liquidatorFee;
        /// Debt that the position's own collateral did not cover, in units of the market's debt asset. Zero and
        /// without meaning where `mode` is AUCTION: the auction still has to show it.
        uint256 loss;
        /// Part of `loss` that layers take in this transaction, by events that name the same loss. At most `loss`.
        uint256 absorbed;
        /// Price of the collateral that was used, in units of the market's feed; zero when none was.
        uint256 price;
        /// Contract that emitted AuctionStarted for the collateral; zero when there is no auction.
        address auctionContract;
        /// Its id of the auction; zero when there is no auction.
        bytes32 auction;
    }

    /// @notice A profitable position cut to close a bankrupt one.
    struct Deleveraging {
        /// Bankrupt account; zero when nobody in particular.
        address maker;
        /// Taken over, in the market's base unit.
        uint256 size;
        /// Value at the execution price, in units of the market's debt asset.
        uint256 notional;
        /// Profit that the taker lost against the mark price, in units of the market's debt asset.
        uint256 haircut;
        /// Execution price, in the market's price unit.
        uint256 price;
        /// Place in the queue; 1 is deleveraged first.
        uint32 rank;
    }

    /// @notice Terms of an auction at its start.
    struct Auction {
        AuctionKind kind;
        /// What is sold.
        address lotAsset;
        /// What is paid.
        address bidAsset;
        /// Offered, in units of the lot asset.
        uint256 lot;
        /// Already bid, in units of the bid asset.
        uint256 bid;
        /// Sum asked for, with penalty, in units of the bid asset; zero where the auction asks for none.
        uint256 tab;
        /// Account whose collateral is sold; zero where there is none.
        address account;
        /// Who started it.
        address caller;
    }

    /// @notice Terms of an option series.
    struct Series {
        OptionType optionType;
        OptionStyle style;
        SettlementKind settlement;
        /// What the option is on; sizes are in its units.
        address underlying;
        /// Price of one whole unit of the underlying at which the option can be used, in 10^-strikeDecimals of the quote
        /// currency.
        uint256 strike;
        uint8 strikeDecimals;
        /// Last moment of exercise, seconds.
        uint64 expiry;
    }

    /// @notice A trade in an option.
    struct Trade {
        OptionAction action;
        OptionSide side;
        /// In units of the underlying.
        uint256 size;
        /// What premium and fee are paid in.
        address premiumAsset;
        /// Paid by who buys in this trade, without fee.
        uint256 premium;
        /// Paid besides the premium, and not to the pool.
        uint256 fee;
        /// A year, 10^18 = 100 %; zero when none is quoted.
        uint256 impliedVolatility;
    }

    /// @notice The end of an option or of a part of it.
    struct Exercise {
        /// EXPIRY for a part that ends unused; a whole series that does ends by OptionExpired.
        ExerciseKind kind;
        OptionSide side;
        /// That ends, in units of the underlying.
        uint256 size;
        /// Asset of `owed` and `settled`.
        address payoffAsset;
        /// Payoff that the terms give.
        uint256 owed;
        /// Payoff that is paid in this transaction. At most `owed`.
        uint256 settled;
        /// Price of the underlying used, in 10^-strikeDecimals of the quote currency; zero when none was.
        uint256 price;
    }

    /// @notice What somebody states that a protocol holds and owes.
    struct Attestation {
        /// Who states it.
        address attester;
        /// Sequence number of the attester.
        uint64 epoch;
        /// Commitment to the assets; zero when none is published.
        bytes32 assetsRoot;
        /// Commitment to the liabilities; zero when none is published.
        bytes32 liabilitiesRoot;
        /// Unit of the totals; zero when only commitments are published.
        address asset;
        /// Stated total, in units of the asset.
        uint256 assets;
        /// Stated total, in units of the asset.
        uint256 liabilities;
        /// True only when this contract checked a proof on chain in this transaction.
        bool isVerified;
    }
}
