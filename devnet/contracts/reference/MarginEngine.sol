// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SignedMath} from "@openzeppelin/contracts/utils/math/SignedMath.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";
import {AutoDeleveraging} from "./AutoDeleveraging.sol";
import {InsuranceFund} from "./InsuranceFund.sol";
import {OracleAggregator} from "./OracleAggregator.sol";
import {ILossRunner, Waterfall} from "./Waterfall.sol";

/// @title Margin engine of a perpetual market
/// @notice Longs and shorts of equal size face each other; each trade is between a taker and a maker who has agreed, at the
/// oracle's price. Whenever an account is touched, its profit since the last touch is settled into its margin, rounded
/// down, so that the pot never owes more than it holds. The initial margin is dynamic: it grows with the open interest.
/// A loss beyond the margin goes to the layers of the waterfall, then to those whose profit it is: auto-deleveraging.
/// @dev Not protected: while bad debt is open the pot holds less than it owes, and who withdraws first is paid. Accounts are never
/// forgotten: strangers can take up all places. There is no funding, and nobody can be liquidated while the price is not good.
contract MarginEngine is BackstopEmitter, ILossRunner, ReentrancyGuard {
    using SafeERC20 for IERC20;

    error NotMaker(address maker);
    error NotWaterfall(address caller);
    error NotDeleveraging(address caller);
    error NotLiquidatable(address account);
    error TooLittleMargin(address account, uint256 margin, uint256 required);
    error TooManyAccounts();
    error AlreadySet();
    error NoSlopeUnit();
    error Bankrupt(address account);
    error PriceNotGood(BackstopTypes.PriceStatus status);

    /// @notice Margin and position of an account.
    struct Account {
        /// Settled at `mark`, in units of the quote token.
        uint256 margin;
        /// Signed, positive = long, in units of the underlying.
        int256 size;
        /// Price of the last settlement, 8 decimals.
        uint256 mark;
    }

    /// @notice Margin rules, basis points of the notional.
    struct Terms {
        uint256 initialBps;
        uint256 maintenanceBps;
        /// Added to the initial margin for each `slopeUnit` of open interest.
        uint256 slopeBps;
        /// In units of the underlying.
        uint256 slopeUnit;
        /// Paid to the insurance fund by who is liquidated.
        uint256 penaltyBps;
    }

    uint256 private constant BPS = 10_000;
    uint256 private constant MAX_ACCOUNTS = 64;

    IERC20Metadata public immutable quote;
    OracleAggregator public immutable oracle;
    Waterfall public immutable waterfall;
    InsuranceFund public immutable fund;
    bytes32 public immutable market;
    uint256 private immutable _scale;
    Terms public terms;
    AutoDeleveraging public deleveraging;
    /// @notice Σ size of the longs, which is that of the shorts.
    uint256 public openInterest;
    address[] public accounts;
    mapping(address => bool) public isKnown;
    mapping(address => Account) public accountOf;
    /// @notice From whom an account takes orders.
    mapping(address => mapping(address => bool)) public isMakerFor;

    /// @param token Margin and profit.
    /// @param underlyingDecimals Of sizes.
    /// @param aggregator Prices of the underlying.
    /// @param losses Takes what margins do not cover; this contract must be the runner of the market.
    /// @param insurance Receives penalties.
    constructor(
        IERC20Metadata token,
        uint8 underlyingDecimals,
        OracleAggregator aggregator,
        Waterfall losses,
        InsuranceFund insurance,
        Terms memory rules
    ) BackstopEmitter("Margin engine") {
        (quote, oracle, waterfall, fund) = (token, aggregator, losses, insurance);
        if (rules.slopeUnit == 0) revert NoSlopeUnit();
        terms = rules;
        _scale = 10 ** (uint256(underlyingDecimals) + aggregator.DECIMALS() - token.decimals());
        market = _newId();
        bytes32 margins = _newId();
        _registerToken(token);
        emit MarketRegistered(
            market,
            BackstopTypes.MarketKind.PERPETUAL,
            "Perpetual",
            address(this),
            address(token),
            address(token),
            aggregator.feed()
        );
        emit BackstopRegistered(
            margins,
            address(this),
            market,
            BackstopTypes.MechanismKind.DYNAMIC_MARGIN,
            BackstopTypes.LossLayerKind.POSITION_MARGIN,
            1,
            BackstopTypes.BalanceSource.FLOWS,
            "Margins"
        );
        emit ParameterChanged(market, "initialBps", int256(rules.initialBps), 0, "", 0);
        emit ParameterChanged(market, "maintenanceBps", int256(rules.maintenanceBps), 0, "", 0);
        IERC20(token).approve(address(insurance), type(uint256).max);
    }

    /// @notice Names the deleveraging mechanism, once.
    function setDeleveraging(AutoDeleveraging mechanism) external onlyOwner {
        if (address(deleveraging) != address(0)) revert AlreadySet();
        deleveraging = mechanism;
    }

    /// @notice Lets another account trade against the caller.
    function setTaker(address taker, bool allowed) external {
        isMakerFor[taker][msg.sender] = allowed;
    }

    /// @notice Puts margin in.
    function deposit(uint256 amount) external nonReentrant {
        _settle(msg.sender);
        accountOf[msg.sender].margin += amount;
        _reportPosition(msg.sender, BackstopTypes.PositionCause.ADJUST);
        IERC20(quote).safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @notice Takes out margin beyond the initial margin.
    function withdraw(uint256 amount) external nonReentrant {
        _settle(msg.sender);
        Account storage one = accountOf[msg.sender];
        if (amount > one.margin) revert TooLittleMargin(msg.sender, one.margin, amount);
        one.margin -= amount;
        _requireMargin(msg.sender);
        _reportPosition(msg.sender, BackstopTypes.PositionCause.ADJUST);
        IERC20(quote).safeTransfer(msg.sender, amount);
    }

    /// @notice Trades at the oracle's price: the caller buys (+) or sells (-), the maker takes the other side.
    function trade(address maker, int256 size) external nonReentrant {
        if (!isMakerFor[msg.sender][maker] || maker == msg.sender) revert NotMaker(maker);
        _settle(msg.sender);
        _settle(maker);
        _move(msg.sender, size);
        _move(maker, -size);
        _requireMargin(msg.sender);
        _requireMargin(maker);
        _reportPosition(msg.sender, BackstopTypes.PositionCause.ADJUST);
        _reportPosition(maker, BackstopTypes.PositionCause.ADJUST);
    }

    /// @notice Closes an account below the maintenance margin: the caller takes its position over at the oracle's price.
    /// What it owes beyond its margin is a loss.
    function liquidate(address account) external nonReentrant {
        uint256 price = _goodPrice();
        Account memory one = accountOf[account];
        int256 equity = equityOf(account);
        uint256 notional = valueOf(one.size, price);
        bool isSafe = equity >= int256(Math.mulDiv(notional, terms.maintenanceBps, BPS));
        if (one.size == 0 || isSafe || account == msg.sender) revert NotLiquidatable(account);
        uint256 loss = equity < 0 ? uint256(-equity) : 0;
        uint256 left = equity > 0 ? uint256(equity) : 0;
        uint256 penalty = Math.min(left, Math.mulDiv(notional, terms.penaltyBps, BPS));
        accountOf[account] = Account(left - penalty, 0, price);
        if (one.size > 0) openInterest -= uint256(one.size);
        _settle(msg.sender);
        _move(msg.sender, one.size);
        _requireMargin(msg.sender);
        bytes32 id = _reportLiquidation(account, notional, loss, price);
        _reportPosition(account, BackstopTypes.PositionCause.LIQUIDATION);
        _reportPosition(msg.sender, BackstopTypes.PositionCause.ADJUST);
        if (penalty > 0) fund.contribute(BackstopTypes.FlowCause.PENALTY, penalty);
        if (loss > 0) _absorb(id, account, loss, price);
    }

    /// @notice Cuts the unsettled profit of an account. Only the deleveraging mechanism may.
    function cutProfit(address account, uint256 haircut) external {
        if (msg.sender != address(deleveraging)) revert NotDeleveraging(msg.sender);
        _settle(account);
        accountOf[account].margin -= haircut;
        _reportPosition(account, BackstopTypes.PositionCause.DELEVERAGING);
    }

    /// @inheritdoc ILossRunner
    /// @dev What covers a loss later stays in the pot.
    function onLossCovered(bytes32, uint256) external view {
        if (msg.sender != address(waterfall)) revert NotWaterfall(msg.sender);
    }

    /// @notice Number of accounts that ever had margin.
    function accountCount() external view returns (uint256) {
        return accounts.length;
    }

    /// @notice Margin and unsettled profit, rounded down; negative when the account owes.
    function equityOf(address account) public view returns (int256) {
        return int256(accountOf[account].margin) + profitOf(account);
    }

    /// @notice Profit since the last settlement at the last price, rounded down.
    function profitOf(address account) public view returns (int256) {
        Account memory one = accountOf[account];
        (uint256 price,,) = oracle.latest();
        int256 product = one.size * (int256(price) - int256(one.mark));
        int256 scale = int256(_scale);
        int256 quotient = product / scale;
        return product < 0 && product % scale != 0 ? quotient - 1 : quotient;
    }

    /// @notice Value of a size at a price in the quote token, without sign, rounded down.
    function valueOf(int256 size, uint256 price) public view returns (uint256) {
        return Math.mulDiv(SignedMath.abs(size), price, _scale);
    }

    /// @notice Initial margin now, basis points of the notional.
    function initialMarginBps() public view returns (uint256) {
        return terms.initialBps + terms.slopeBps * openInterest / terms.slopeUnit;
    }

    /// @inheritdoc BackstopEmitter
    function positionOf(bytes32 id, address account, bytes32)
        external
        view
        override
        returns (BackstopTypes.Position memory)
    {
        if (id != market) return BackstopTypes.Position(0, 0, 0, false);
        return _position(account);
    }

    /// @dev The layers pay first, then those whose profit it is; what is left stays open in the waterfall.
    function _absorb(bytes32 id, address account, uint256 loss, uint256 price) private {
        uint256 rest = loss - waterfall.quote(loss);
        uint256 cut = rest == 0 ? 0 : deleveraging.deleverage(id, account, rest, price);
        if (loss > cut) waterfall.absorb(market, id, account, loss - cut);
    }

    function _settle(address account) private {
        _know(account);
        int256 equity = equityOf(account);
        if (equity < 0) revert Bankrupt(account);
        accountOf[account].margin = uint256(equity);
        accountOf[account].mark = _goodPrice();
    }

    function _move(address account, int256 size) private {
        Account storage one = accountOf[account];
        if (one.size > 0) openInterest -= uint256(one.size);
        one.size += size;
        if (one.size > 0) openInterest += uint256(one.size);
    }

    function _know(address account) private {
        if (isKnown[account]) return;
        if (accounts.length == MAX_ACCOUNTS) revert TooManyAccounts();
        isKnown[account] = true;
        accounts.push(account);
    }

    function _requireMargin(address account) private view {
        Account memory one = accountOf[account];
        uint256 required =
            Math.mulDiv(valueOf(one.size, one.mark), initialMarginBps(), BPS, Math.Rounding.Ceil);
        if (one.margin < required) revert TooLittleMargin(account, one.margin, required);
    }

    function _goodPrice() private view returns (uint256 price) {
        BackstopTypes.PriceStatus status;
        (price, status,) = oracle.latest();
        if (status != BackstopTypes.PriceStatus.OK) revert PriceNotGood(status);
    }

    function _position(address account) private view returns (BackstopTypes.Position memory) {
        Account memory one = accountOf[account];
        return BackstopTypes.Position(one.margin, 0, one.size, one.margin == 0 && one.size == 0);
    }

    function _reportPosition(address account, BackstopTypes.PositionCause cause) private {
        emit PositionChanged(market, account, bytes32(0), cause, _position(account));
    }

    function _reportLiquidation(address account, uint256 notional, uint256 loss, uint256 price)
        private
        returns (bytes32 id)
    {
        id = _newId();
        uint256 cut = deleveraging.quote(account, loss - waterfall.quote(loss));
        uint256 absorbed = cut + waterfall.quote(loss - cut);
        emit Liquidated(
            market,
            id,
            account,
            BackstopTypes.Liquidation({
                mode: BackstopTypes.LiquidationMode.CLOSE_OUT,
                liquidator: msg.sender,
                collateralSeized: 0,
                collateralReturned: 0,
                debtRepaid: notional,
                liquidatorFee: 0,
                loss: loss,
                absorbed: absorbed,
                price: price,
                auctionContract: address(0),
                auction: bytes32(0)
            })
        );
    }
}
