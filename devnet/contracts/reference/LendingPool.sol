// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";
import {OracleAggregator} from "./OracleAggregator.sol";

/// @title Lending pool that socialises losses
/// @notice Lenders share what the pool owns by an index. A loan whose collateral does not suffice is closed at once, and
/// what it leaves unpaid lowers the index of all lenders: nobody else stands behind them.
/// @dev Not protected: there is no interest and no reserve. Lenders who see a loss coming leave first, as far as there is cash.
/// Loans are closed at the last price, also when it is stale: wrong prices liquidate wrongly.
contract LendingPool is BackstopEmitter, ReentrancyGuard {
    using SafeERC20 for IERC20;

    error Illiquid(uint256 wanted, uint256 cash);
    error BelowThreshold(uint256 debt, uint256 most);
    error Healthy(address account);
    error PriceNotGood(BackstopTypes.PriceStatus status);
    error WorthNothing();

    /// @notice Collateral and debt of one borrower.
    struct Loan {
        uint256 collateral;
        uint256 debt;
    }

    uint256 private constant BPS = 10_000;
    uint256 private constant VIRTUAL_SHARES = 1_000;
    /// @notice Place of socialisation in the waterfall: the last.
    uint16 public constant RANK = 1;

    IERC20Metadata public immutable asset;
    IERC20Metadata public immutable collateralToken;
    OracleAggregator public immutable oracle;
    bytes32 public immutable market;
    bytes32 public immutable backstop;
    /// @notice Most debt against collateral, basis points of its value, when a loan is taken.
    uint256 public immutable loanToValueBps;
    /// @notice Debt at which a loan may be closed, basis points of the collateral's value.
    uint256 public immutable thresholdBps;
    /// @notice What liquidators get beyond the debt, basis points of it.
    uint256 public immutable bonusBps;
    uint256 private immutable _scale;
    /// @notice Lenders' claims: cash and loans, less what was socialised.
    uint256 public claims;
    uint256 public cash;
    uint256 public borrowed;
    uint256 public totalShares;
    mapping(address => uint256) public sharesOf;
    mapping(address => Loan) public loanOf;

    /// @notice How loans are given.
    struct Terms {
        uint256 loanToValueBps;
        uint256 thresholdBps;
        uint256 bonusBps;
    }

    /// @param token What is lent.
    /// @param collateral What is pledged.
    /// @param aggregator Prices of the collateral; the lent token is counted at a dollar by this pool's own rule.
    constructor(IERC20Metadata token, IERC20Metadata collateral, OracleAggregator aggregator, Terms memory terms)
        BackstopEmitter("Lending pool")
    {
        (asset, collateralToken, oracle) = (token, collateral, aggregator);
        (loanToValueBps, thresholdBps, bonusBps) = (terms.loanToValueBps, terms.thresholdBps, terms.bonusBps);
        _scale = 10 ** (uint256(collateral.decimals()) + aggregator.DECIMALS() - token.decimals());
        market = _newId();
        backstop = _newId();
        _registerToken(token);
        _registerToken(collateral);
        emit MarketRegistered(
            market,
            BackstopTypes.MarketKind.LENDING_RESERVE,
            string.concat(token.symbol(), " pool"),
            address(this),
            address(collateral),
            address(token),
            aggregator.feed()
        );
        emit BackstopRegistered(
            backstop,
            address(this),
            market,
            BackstopTypes.MechanismKind.LOSS_SOCIALISATION,
            BackstopTypes.LossLayerKind.SOCIALISED,
            RANK,
            BackstopTypes.BalanceSource.FLOWS,
            "Lenders"
        );
    }

    /// @notice Lends to the pool for shares, rounded down.
    function supply(uint256 amount) external nonReentrant returns (uint256 shares) {
        shares = Math.mulDiv(amount, totalShares + VIRTUAL_SHARES, claims + 1);
        if (shares == 0) revert WorthNothing();
        sharesOf[msg.sender] += shares;
        totalShares += shares;
        claims += amount;
        cash += amount;
        _stateLending();
        IERC20(asset).safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @notice Takes out what some shares are worth, as far as there is cash.
    function withdraw(uint256 shares) external nonReentrant returns (uint256 amount) {
        amount = Math.mulDiv(shares, claims + 1, totalShares + VIRTUAL_SHARES);
        if (amount > cash) revert Illiquid(amount, cash);
        sharesOf[msg.sender] -= shares;
        totalShares -= shares;
        claims -= amount;
        cash -= amount;
        _stateLending();
        IERC20(asset).safeTransfer(msg.sender, amount);
    }

    /// @notice Pledges collateral and borrows against it.
    function borrow(uint256 collateral, uint256 amount) external nonReentrant {
        Loan storage loan = loanOf[msg.sender];
        bool isNew = loan.collateral == 0 && loan.debt == 0;
        loan.collateral += collateral;
        loan.debt += amount;
        uint256 most = Math.mulDiv(valueOf(loan.collateral), loanToValueBps, BPS);
        if (loan.debt > most) revert BelowThreshold(loan.debt, most);
        (, BackstopTypes.PriceStatus status,) = oracle.latest();
        if (status != BackstopTypes.PriceStatus.OK) revert PriceNotGood(status);
        if (amount > cash) revert Illiquid(amount, cash);
        cash -= amount;
        borrowed += amount;
        _reportLoan(msg.sender, isNew ? BackstopTypes.PositionCause.OPEN : BackstopTypes.PositionCause.ADJUST);
        _stateLending();
        IERC20(collateralToken).safeTransferFrom(msg.sender, address(this), collateral);
        IERC20(asset).safeTransfer(msg.sender, amount);
    }

    /// @notice Repays all of the caller's debt and takes the collateral back.
    function close() external nonReentrant {
        Loan memory loan = loanOf[msg.sender];
        delete loanOf[msg.sender];
        cash += loan.debt;
        borrowed -= loan.debt;
        _reportLoan(msg.sender, BackstopTypes.PositionCause.CLOSE);
        _stateLending();
        IERC20(asset).safeTransferFrom(msg.sender, address(this), loan.debt);
        IERC20(collateralToken).safeTransfer(msg.sender, loan.collateral);
    }

    /// @notice Closes a loan above the threshold: the liquidator pays what the collateral is worth without the bonus, at
    /// most the debt, and gets collateral for it, each rounded against the liquidator. What stays unpaid is socialised.
    function liquidate(address account) external nonReentrant {
        Loan memory loan = loanOf[account];
        uint256 value = valueOf(loan.collateral);
        if (loan.debt <= Math.mulDiv(value, thresholdBps, BPS)) revert Healthy(account);
        (uint256 repaid, uint256 seized) = _priceOf(loan);
        uint256 loss = loan.debt - repaid;
        delete loanOf[account];
        cash += repaid;
        borrowed -= loan.debt;
        bytes32 id = _reportLiquidation(account, loan, seized, repaid);
        _reportLoan(account, BackstopTypes.PositionCause.LIQUIDATION);
        if (loss > 0) _socialise(id, account, loss);
        _stateLending();
        IERC20(asset).safeTransferFrom(msg.sender, address(this), repaid);
        IERC20(collateralToken).safeTransfer(msg.sender, seized);
        if (loan.collateral > seized) IERC20(collateralToken).safeTransfer(account, loan.collateral - seized);
    }

    /// @notice Value of some collateral in the lent token at the last price, rounded down.
    function valueOf(uint256 collateral) public view returns (uint256) {
        (uint256 price,,) = oracle.latest();
        return Math.mulDiv(collateral, price, _scale);
    }

    /// @inheritdoc BackstopEmitter
    function positionOf(bytes32 id, address account, bytes32)
        external
        view
        override
        returns (BackstopTypes.Position memory)
    {
        if (id != market) return BackstopTypes.Position(0, 0, 0, false);
        Loan memory loan = loanOf[account];
        return BackstopTypes.Position(loan.collateral, loan.debt, 0, loan.collateral == 0 && loan.debt == 0);
    }

    /// @dev What a liquidator pays, rounded up, and the collateral that it gets for it, rounded down.
    function _priceOf(Loan memory loan) private view returns (uint256 repaid, uint256 seized) {
        (uint256 price,,) = oracle.latest();
        uint256 cost = Math.mulDiv(loan.collateral, price, _scale, Math.Rounding.Ceil);
        uint256 affordable = Math.mulDiv(cost, BPS, BPS + bonusBps, Math.Rounding.Ceil);
        if (affordable <= loan.debt) return (affordable, loan.collateral);
        return (loan.debt, Math.mulDiv(loan.collateral, loan.debt * (BPS + bonusBps), cost * BPS));
    }

    function _socialise(bytes32 id, address account, uint256 loss) private {
        emit LossRecognised(id, market, address(asset), account, loss);
        emit LossSocialised(id, market, address(asset), RANK, loss, claims);
        claims -= loss;
    }

    function _stateLending() private {
        emit LendingStated(market, claims, borrowed);
    }

    function _reportLoan(address account, BackstopTypes.PositionCause cause) private {
        Loan memory loan = loanOf[account];
        emit PositionChanged(
            market,
            account,
            bytes32(0),
            cause,
            BackstopTypes.Position(loan.collateral, loan.debt, 0, loan.collateral == 0 && loan.debt == 0)
        );
    }

    function _reportLiquidation(address account, Loan memory loan, uint256 seized, uint256 repaid)
        private
        returns (bytes32 id)
    {
        id = _newId();
        (uint256 price,,) = oracle.latest();
        emit Liquidated(
            market,
            id,
            account,
            BackstopTypes.Liquidation({
                mode: BackstopTypes.LiquidationMode.DIRECT,
                liquidator: msg.sender,
                collateralSeized: seized,
                collateralReturned: loan.collateral - seized,
                debtRepaid: repaid,
                liquidatorFee: Math.mulDiv(repaid, bonusBps, BPS),
                loss: loan.debt - repaid,
                absorbed: loan.debt - repaid,
                price: price,
                auctionContract: address(0),
                auction: bytes32(0)
            })
        );
    }
}
