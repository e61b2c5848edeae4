// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";
import {LossLayer} from "./base/LossLayer.sol";
import {OracleAggregator} from "./OracleAggregator.sol";

/// @title Variance swap
/// @notice The protocol receives realised variance and pays a fixed one: storms pay it, calm costs it. Realised variance is
/// the sum of squared simple returns between daily samples, scaled to a year. Both sides lock the most they can lose.
/// @dev Not protected: the gain is capped by what the seller locks. Whoever samples chooses the moment within the day, and two
/// days in one sample count as one. A seller's approval is its consent: governance chooses the terms up to it.
contract VarianceSwap is LossLayer {
    using SafeERC20 for IERC20;

    error AlreadyOpen();
    error NotOpen();
    error TooEarly(uint256 at);
    error Ended(uint256 endedAt);
    error NotEnded(uint256 endsAt);
    error ReserveTooSmall(uint256 wanted, uint256 free);
    error PriceNotGood(BackstopTypes.PriceStatus status);

    /// @notice The swap in force.
    struct Swap {
        address seller;
        bytes32 series;
        /// Fixed variance of a year, 10^18 = 100 % squared.
        uint256 fixedVariance;
        /// Paid for each 10^18 of variance, in units of the asset.
        uint256 notional;
        /// Most that the seller pays, in units of the asset.
        uint256 cap;
        uint64 endsAt;
        uint64 sampledAt;
        uint256 lastPrice;
        /// Σ of squared returns, 10^18 = 1.
        uint256 sumOfSquares;
        uint256 samples;
    }

    uint256 private constant ONE = 1e18;
    uint256 private constant SAMPLE = 1 days;
    uint256 private constant SAMPLES_A_YEAR = 365;

    OracleAggregator public immutable oracle;
    address public immutable underlying;
    bytes32 public immutable market;
    uint256 public encumbered;
    Swap public swap;

    /// @param token What is locked and paid.
    /// @param underlying_ Whose variance is swapped.
    /// @param aggregator Its prices.
    /// @param rank Place in the waterfall.
    constructor(IERC20Metadata token, IERC20Metadata underlying_, OracleAggregator aggregator, uint16 rank)
        LossLayer("Variance swap", token)
    {
        (oracle, underlying) = (aggregator, address(underlying_));
        market = _newId();
        _registerToken(underlying_);
        emit MarketRegistered(
            market,
            BackstopTypes.MarketKind.OPTION_UNDERLYING,
            string.concat(underlying_.symbol(), " variance"),
            address(this),
            address(underlying_),
            address(token),
            aggregator.feed()
        );
        emit BackstopRegistered(
            backstop,
            address(this),
            market,
            BackstopTypes.MechanismKind.VARIANCE_SWAP,
            BackstopTypes.LossLayerKind.OPTION_PAYOFF,
            rank,
            BackstopTypes.BalanceSource.FLOWS,
            "Variance swap"
        );
    }

    /// @notice Governance puts capital in.
    function fund(uint256 amount) external nonReentrant {
        _take(BackstopTypes.FlowCause.DONATION, amount);
    }

    /// @notice A seller of variance enters on terms that governance has set; it locks the cap, the protocol the fixed leg.
    function enter(address seller, uint256 fixedVariance, uint256 notional, uint256 cap, uint64 endsAt)
        external
        onlyOwner
        nonReentrant
    {
        if (swap.seller != address(0)) revert AlreadyOpen();
        uint256 leg = Math.mulDiv(fixedVariance, notional, ONE, Math.Rounding.Ceil);
        if (leg > balance) revert ReserveTooSmall(leg, balance);
        bytes32 series = _newId();
        uint256 price = _goodPrice();
        swap = Swap(
            seller, series, fixedVariance, notional, cap, endsAt, uint64(block.timestamp), price, 0, 0
        );
        encumbered = leg;
        _reportOpening(series, seller, fixedVariance, notional, endsAt);
        emit Held(backstop, address(asset), seller, BackstopTypes.HoldKind.ENCUMBERED, leg);
        asset.safeTransferFrom(seller, address(this), cap);
    }

    /// @notice Takes the next daily sample of the price, the last one at or after the end. Anybody may. A day that nobody samples
    /// joins the next.
    function sample() external {
        Swap storage one = swap;
        if (one.seller == address(0)) revert NotOpen();
        if (one.sampledAt >= one.endsAt) revert Ended(one.endsAt);
        if (block.timestamp < one.sampledAt + SAMPLE) revert TooEarly(one.sampledAt + SAMPLE);
        uint256 price = _goodPrice();
        uint256 change = price > one.lastPrice ? price - one.lastPrice : one.lastPrice - price;
        uint256 change18 = Math.mulDiv(change, ONE, one.lastPrice);
        one.sumOfSquares += Math.mulDiv(change18, change18, ONE);
        one.samples += 1;
        (one.lastPrice, one.sampledAt) = (price, uint64(block.timestamp));
    }

    /// @notice Ends the swap: the protocol receives (realised − fixed) × notional, or pays the contrary.
    function settle() external nonReentrant {
        Swap memory one = swap;
        if (one.seller == address(0)) revert NotOpen();
        if (block.timestamp < one.endsAt) revert NotEnded(one.endsAt);
        uint256 leg = encumbered;
        delete swap;
        encumbered = 0;
        emit Released(backstop, address(asset), one.seller, BackstopTypes.HoldKind.ENCUMBERED, leg);
        uint256 realised = _realised(one);
        bool isGain = realised > one.fixedVariance;
        uint256 difference = isGain ? realised - one.fixedVariance : one.fixedVariance - realised;
        uint256 owed = Math.mulDiv(difference, one.notional, ONE);
        uint256 paid = Math.min(owed, isGain ? one.cap : leg);
        bytes32 id = _reportSettlement(one, isGain ? owed : 0, isGain ? paid : 0);
        if (isGain) _receive(one, paid, id);
        else _draw(one.seller, BackstopTypes.FlowCause.PREMIUM, paid, id);
        asset.safeTransfer(one.seller, isGain ? one.cap - paid : one.cap);
    }

    /// @notice Variance of a year realised so far, 10^18 = 100 % squared.
    function realisedVariance() external view returns (uint256) {
        return _realised(swap);
    }

    /// @inheritdoc LossLayer
    function capacity(uint256) public view override returns (uint256) {
        return balance - encumbered;
    }

    /// @inheritdoc BackstopEmitter
    function capitalOf(bytes32 id, address token) external view override returns (Capital memory) {
        return _isHere(id, token) ? Capital(balance, 0, encumbered, 0, 0, 0) : Capital(0, 0, 0, 0, 0, 0);
    }

    function _receive(Swap memory one, uint256 paid, bytes32 id) private {
        balance += paid;
        emit Inflow(backstop, address(asset), one.seller, BackstopTypes.FlowCause.EXERCISE, paid, id);
    }

    function _realised(Swap memory one) private pure returns (uint256) {
        return one.samples == 0 ? 0 : one.sumOfSquares * SAMPLES_A_YEAR / one.samples;
    }

    function _goodPrice() private view returns (uint256 price) {
        BackstopTypes.PriceStatus status;
        (price, status,) = oracle.latest();
        if (status != BackstopTypes.PriceStatus.OK) revert PriceNotGood(status);
    }

    /// @dev A series without strike: the fixed variance stands in `impliedVolatility` as its root would not be exact.
    function _reportOpening(bytes32 series, address seller, uint256 fixedVariance, uint256 notional, uint64 endsAt)
        private
    {
        emit SeriesListed(
            series,
            market,
            backstop,
            BackstopTypes.Series({
                optionType: BackstopTypes.OptionType.CALL,
                style: BackstopTypes.OptionStyle.PARAMETRIC,
                settlement: BackstopTypes.SettlementKind.CASH,
                underlying: underlying,
                strike: fixedVariance,
                strikeDecimals: 18,
                expiry: endsAt
            })
        );
        emit OptionTraded(
            series,
            seller,
            bytes32(0),
            BackstopTypes.Trade({
                action: BackstopTypes.OptionAction.OPEN,
                side: BackstopTypes.OptionSide.LONG,
                size: notional,
                premiumAsset: address(asset),
                premium: 0,
                fee: 0,
                impliedVolatility: Math.sqrt(fixedVariance * ONE)
            })
        );
    }

    function _reportSettlement(Swap memory one, uint256 owed, uint256 paid) private returns (bytes32 id) {
        id = _newId();
        emit OptionExercised(
            one.series,
            one.seller,
            bytes32(0),
            id,
            BackstopTypes.Exercise({
                kind: BackstopTypes.ExerciseKind.SETTLEMENT,
                side: BackstopTypes.OptionSide.LONG,
                size: one.notional,
                payoffAsset: address(asset),
                owed: owed,
                settled: paid,
                price: 0
            })
        );
    }
}
