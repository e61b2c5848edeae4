// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";
import {OracleAggregator} from "./OracleAggregator.sol";

/// @title Pooled cover with a parametric payout
/// @notice Underwriters' capital covers buyers against one event: the price of an asset stands below a trigger for a
/// while. The event is seen by the contract itself, so nobody judges claims; buyers are paid the sum they bought. Nobody
/// can buy once the price was seen below the trigger.
/// @dev Not protected: buyers are paid whether or not they lost anything (basis risk), and one who knows what is coming may buy
/// a moment before. A recovery that nobody observes is not seen. Premiums count as earned at once: who underwrites just before
/// one and leaves after it has a part of it.
contract PooledCover is BackstopEmitter, ReentrancyGuard {
    using SafeERC20 for IERC20;

    error AboveCapacity(uint256 sum, uint256 free);
    error NothingCovered();
    error NotCalm();
    error NotTriggered();
    error StillCovered(uint64 until);
    error CapitalIsBound(uint256 amount, uint256 free);
    error WorthNothing();

    /// @notice What a buyer is covered for.
    struct Cover {
        bytes32 series;
        uint256 sum;
        uint64 from;
        uint64 until;
    }

    uint256 private constant BPS = 10_000;
    /// @dev As in OpenZeppelin's ERC-4626: shares and assets that nobody owns.
    uint256 private constant VIRTUAL_SHARES = 1_000;

    IERC20Metadata public immutable asset;
    IERC20Metadata public immutable insured;
    OracleAggregator public immutable oracle;
    bytes32 public immutable market;
    bytes32 public immutable backstop;
    /// @notice Price below which the event begins, 8 decimals.
    uint256 public immutable trigger;
    /// @notice Seconds for which the price must stay below the trigger.
    uint256 public immutable persistence;
    /// @notice Price of cover for a year, basis points of the sum.
    uint256 public immutable rateBps;
    uint256 public balance;
    uint256 public totalShares;
    /// @notice Sums covered, of which the capital is held as far as it reaches.
    uint256 public covered;
    uint256 public held;
    /// @notice When the price was first seen below the trigger; zero while it is above.
    uint256 public belowSince;
    /// @notice When the event happened; zero before it.
    uint256 public triggeredAt;
    mapping(address => uint256) public sharesOf;
    mapping(address => Cover) public coverOf;

    /// @notice The event and its price.
    struct Terms {
        uint256 trigger;
        uint256 persistence;
        uint256 rateBps;
    }

    /// @param token Unit of capital, premiums and sums.
    /// @param insured_ Whose price is covered.
    /// @param aggregator Its prices.
    constructor(IERC20Metadata token, IERC20Metadata insured_, OracleAggregator aggregator, Terms memory terms)
        BackstopEmitter("Pooled cover")
    {
        (asset, insured, oracle) = (token, insured_, aggregator);
        (trigger, persistence, rateBps) = (terms.trigger, terms.persistence, terms.rateBps);
        market = _newId();
        backstop = _newId();
        _registerToken(token);
        _registerToken(insured_);
        emit MarketRegistered(
            market,
            BackstopTypes.MarketKind.COVER,
            string.concat(insured_.symbol(), " cover"),
            address(this),
            address(insured_),
            address(token),
            aggregator.feed()
        );
        emit BackstopRegistered(
            backstop,
            address(this),
            market,
            BackstopTypes.MechanismKind.INSURANCE_COVER,
            BackstopTypes.LossLayerKind.INSURANCE_FUND,
            1,
            BackstopTypes.BalanceSource.FLOWS,
            "Pooled cover"
        );
    }

    /// @notice Underwrites: deposits for shares, rounded down.
    function underwrite(uint256 amount) external nonReentrant returns (uint256 shares) {
        shares = Math.mulDiv(amount, totalShares + VIRTUAL_SHARES, balance + 1);
        if (shares == 0) revert WorthNothing();
        balance += amount;
        totalShares += shares;
        sharesOf[msg.sender] += shares;
        emit Deposited(backstop, address(asset), msg.sender, amount, shares);
        IERC20(asset).safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @notice Takes out what some shares are worth, as far as capital is not held for cover.
    function withdraw(uint256 shares) external nonReentrant returns (uint256 amount) {
        amount = Math.mulDiv(shares, balance + 1, totalShares + VIRTUAL_SHARES);
        if (amount > balance - held) revert CapitalIsBound(amount, balance - held);
        sharesOf[msg.sender] -= shares;
        totalShares -= shares;
        balance -= amount;
        emit Withdrawn(backstop, address(asset), msg.sender, bytes32(0), amount, shares, false);
        IERC20(asset).safeTransfer(msg.sender, amount);
    }

    /// @notice Buys cover; the premium is rounded up. A buyer has one cover at a time.
    function buy(uint256 sum, uint256 seconds_) external nonReentrant returns (uint256 premium) {
        Cover storage cover = coverOf[msg.sender];
        if (cover.sum > 0) revert StillCovered(cover.until);
        _requireCalm();
        if (sum == 0 || sum > balance - held) revert AboveCapacity(sum, balance - held);
        premium = Math.mulDiv(sum * rateBps, seconds_, BPS * 365 days, Math.Rounding.Ceil);
        coverOf[msg.sender] =
            Cover(_newId(), sum, uint64(block.timestamp), SafeCast.toUint64(block.timestamp + seconds_));
        balance += premium;
        covered += sum;
        held += sum;
        _reportSale(coverOf[msg.sender], premium);
        emit Inflow(backstop, address(asset), msg.sender, BackstopTypes.FlowCause.PREMIUM, premium, bytes32(0));
        emit Held(backstop, address(asset), msg.sender, BackstopTypes.HoldKind.ENCUMBERED, sum);
        IERC20(asset).safeTransferFrom(msg.sender, address(this), premium);
    }

    /// @notice Looks at the price. Anybody may; the event happens when it was seen below the trigger for long enough.
    function observe() external {
        (uint256 price, BackstopTypes.PriceStatus status,) = oracle.latest();
        if (status != BackstopTypes.PriceStatus.OK || triggeredAt != 0) return;
        if (price >= trigger) belowSince = 0;
        else if (belowSince == 0) belowSince = block.timestamp;
        else if (block.timestamp >= belowSince + persistence) triggeredAt = block.timestamp;
    }

    /// @notice Pays a cover that was in force when the event happened.
    function claim() external nonReentrant {
        Cover memory cover = coverOf[msg.sender];
        if (cover.sum == 0) revert NothingCovered();
        if (triggeredAt == 0 || triggeredAt < cover.from || triggeredAt > cover.until) revert NotTriggered();
        _endCover(cover);
        bytes32 id = _newId();
        _reportEnd(cover, BackstopTypes.ExerciseKind.CLAIM, id, cover.sum);
        balance -= cover.sum;
        emit Outflow(backstop, address(asset), msg.sender, BackstopTypes.FlowCause.PAYOUT, cover.sum, id);
        IERC20(asset).safeTransfer(msg.sender, cover.sum);
    }

    /// @notice Ends a cover whose time is over without the event; its capital is free again. Anybody may.
    function lapse(address account) external {
        Cover memory cover = coverOf[account];
        if (cover.sum == 0) revert NothingCovered();
        bool isDue = triggeredAt >= cover.from && triggeredAt <= cover.until;
        if (block.timestamp <= cover.until || isDue) revert StillCovered(cover.until);
        delete coverOf[account];
        covered -= cover.sum;
        held -= cover.sum;
        emit Released(backstop, address(asset), account, BackstopTypes.HoldKind.ENCUMBERED, cover.sum);
        emit OptionExpired(cover.series, BackstopTypes.OptionSide.SHORT, 0);
    }

    /// @inheritdoc BackstopEmitter
    function capitalOf(bytes32 id, address token) external view override returns (Capital memory) {
        bool isHere = id == backstop && token == address(asset);
        return isHere ? Capital(balance, 0, held, 0, totalShares, 0) : Capital(0, 0, 0, 0, 0, 0);
    }

    /// @dev The price is good and above the trigger, and was not seen below it.
    function _requireCalm() private view {
        (uint256 price, BackstopTypes.PriceStatus status,) = oracle.latest();
        bool isGood = status == BackstopTypes.PriceStatus.OK && price >= trigger;
        if (!isGood || belowSince != 0 || triggeredAt != 0) revert NotCalm();
    }

    function _endCover(Cover memory cover) private {
        delete coverOf[msg.sender];
        covered -= cover.sum;
        held -= cover.sum;
        emit Released(backstop, address(asset), msg.sender, BackstopTypes.HoldKind.ENCUMBERED, cover.sum);
    }

    /// @dev A cover is a parametric put of its own series; its size is the sum.
    function _reportSale(Cover memory cover, uint256 premium) private {
        emit SeriesListed(
            cover.series,
            market,
            backstop,
            BackstopTypes.Series({
                optionType: BackstopTypes.OptionType.PUT,
                style: BackstopTypes.OptionStyle.PARAMETRIC,
                settlement: BackstopTypes.SettlementKind.CASH,
                underlying: address(insured),
                strike: trigger,
                strikeDecimals: oracle.DECIMALS(),
                expiry: cover.until
            })
        );
        emit OptionTraded(
            cover.series,
            msg.sender,
            bytes32(0),
            BackstopTypes.Trade({
                action: BackstopTypes.OptionAction.OPEN,
                side: BackstopTypes.OptionSide.SHORT,
                size: cover.sum,
                premiumAsset: address(asset),
                premium: premium,
                fee: 0,
                impliedVolatility: 0
            })
        );
    }

    function _reportEnd(Cover memory cover, BackstopTypes.ExerciseKind kind, bytes32 id, uint256 paid) private {
        emit OptionExercised(
            cover.series,
            msg.sender,
            bytes32(0),
            id,
            BackstopTypes.Exercise({
                kind: kind,
                side: BackstopTypes.OptionSide.SHORT,
                size: cover.sum,
                payoffAsset: address(asset),
                owed: paid,
                settled: paid,
                price: 0
            })
        );
    }
}
