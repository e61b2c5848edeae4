// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";
import {CollateralVault} from "./CollateralVault.sol";
import {DebtToken} from "./DebtToken.sol";
import {DutchAuction, IAuctionOwner} from "./DutchAuction.sol";
import {StabilityPool} from "./StabilityPool.sol";
import {SurplusBuffer} from "./SurplusBuffer.sol";
import {ILossRunner, Waterfall} from "./Waterfall.sol";

/// @title Liquidation engine
/// @notice An unsafe vault is flagged first and can be liquidated once a delay has passed, so that its owner may still act.
/// Then there are three ways: a liquidator repays a part of the debt for collateral at a discount; the stability pool
/// takes all of it; or the collateral is auctioned. Debt that the collateral does not cover is a loss, which the waterfall takes.
/// @dev Not protected: all three ways use the last price, also when it is stale. A flag outlives a recovery until somebody
/// takes it away. A liquidator of a vault that is short pays what the collateral is worth, whatever it asked for: its
/// approval is its limit. An owner whom the collateral's token refuses to pay blocks its own offset and auction.
contract LiquidationEngine is BackstopEmitter, IAuctionOwner, ILossRunner, ReentrancyGuard {
    using SafeERC20 for IERC20;

    error NotUnsafe(address account);
    error NotRipe(uint256 ripeAt);
    error AboveCloseFactor(uint256 debt, uint256 most);
    error PoolTooSmall(uint256 debt, uint256 balance);
    error NotAuction(address caller);
    error NotWaterfall(address caller);

    /// @notice Debt for which collateral is being auctioned.
    struct Debt {
        address account;
        uint256 amount;
    }

    /// @notice How vaults are liquidated.
    struct Terms {
        /// Seconds between flag and liquidation.
        uint256 latency;
        /// Most of the debt that one direct liquidation repays, basis points.
        uint256 closeFactorBps;
        /// Collateral that liquidators get beyond the debt, basis points of the debt.
        uint256 penaltyBps;
        /// Start of an auction above the last price, basis points of the price.
        uint256 auctionStartBps;
    }

    uint256 private constant BPS = 10_000;
    /// @dev Seconds for which a vault can be liquidated after the delay.
    uint256 private constant FLAG_LIFE = 1 days;

    CollateralVault public immutable vault;
    Waterfall public immutable waterfall;
    StabilityPool public immutable pool;
    DutchAuction public immutable auctions;
    SurplusBuffer public immutable surplus;
    bytes32 public immutable market;
    bytes32 public immutable backstop;
    IERC20 private immutable _collateral;
    DebtToken private immutable _debt;
    Terms public terms;
    mapping(address => uint256) public flaggedAt;
    mapping(bytes32 => Debt) public debtOf;

    /// @param vaults What is liquidated; this contract must be its engine.
    /// @param losses Takes what collateral does not cover; this contract must be the runner of the market.
    constructor(
        CollateralVault vaults,
        Waterfall losses,
        StabilityPool stabilityPool,
        DutchAuction dutchAuction,
        Terms memory rules
    ) BackstopEmitter("Liquidation engine") {
        (vault, waterfall, pool, auctions, surplus) =
            (vaults, losses, stabilityPool, dutchAuction, vaults.surplus());
        (market, _collateral, _debt) = (vaults.market(), vaults.collateralToken(), vaults.debtToken());
        terms = rules;
        backstop = _newId();
        _registerToken(vaults.collateralToken());
        _registerToken(vaults.debtToken());
        emit BackstopRegistered(
            backstop,
            address(this),
            market,
            BackstopTypes.MechanismKind.LIQUIDATION_ENGINE,
            BackstopTypes.LossLayerKind.POSITION_MARGIN,
            1,
            BackstopTypes.BalanceSource.FLOWS,
            "Liquidation engine"
        );
        emit ParameterChanged(market, "penaltyBps", int256(rules.penaltyBps), 0, "", 0);
        _collateral.approve(address(stabilityPool), type(uint256).max);
        _collateral.approve(address(dutchAuction), type(uint256).max);
        _debt.approve(address(surplus), type(uint256).max);
    }

    /// @notice Starts the delay of an unsafe vault. Calling again restarts it only when the last flag has lapsed.
    function flag(address account) external {
        if (!vault.isUnsafe(account)) revert NotUnsafe(account);
        if (block.timestamp >= _lapsesAt(account)) flaggedAt[account] = block.timestamp;
    }

    /// @notice Ends the delay of a vault that is safe again.
    function unflag(address account) public {
        if (!vault.isUnsafe(account)) delete flaggedAt[account];
    }

    /// @notice Repays a part of the debt for collateral worth that and the penalty, rounded down. When the collateral
    /// does not suffice, all of it goes for what it is worth less the penalty, rounded up, and the rest of the debt is a loss.
    /// @param repay In units of the stablecoin, paid by the caller.
    function liquidate(address account, uint256 repay) external nonReentrant {
        _requireRipe(account);
        (uint256 collateral, uint256 debt) = vault.vaultOf(account);
        uint256 affordable =
            Math.mulDiv(vault.costOf(collateral), BPS, BPS + terms.penaltyBps, Math.Rounding.Ceil);
        bool isShort = affordable < debt;
        uint256 most = isShort ? affordable : Math.ceilDiv(debt * terms.closeFactorBps, BPS);
        if (!isShort && repay > most) revert AboveCloseFactor(repay, most);
        if (isShort) repay = affordable;
        uint256 seized = isShort ? collateral : _seizedFor(collateral, repay);
        uint256 loss = isShort ? debt - repay : 0;
        IERC20(_debt).safeTransferFrom(msg.sender, address(this), repay);
        _debt.burn(repay);
        uint256 bonus = Math.mulDiv(repay, terms.penaltyBps, BPS);
        bytes32 id = _report(account, BackstopTypes.LiquidationMode.DIRECT, seized, repay, bonus, loss);
        vault.seize(account, seized, repay + loss, msg.sender);
        if (loss > 0) _absorb(id, account, loss);
        unflag(account);
    }

    /// @notice Lets the stability pool take the whole vault: it burns the debt and gets the collateral. Collateral worth
    /// more than debt and penalty returns to the owner.
    function offset(address account) external nonReentrant {
        _requireRipe(account);
        (uint256 collateral, uint256 debt) = vault.vaultOf(account);
        if (pool.balance() < debt) revert PoolTooSmall(debt, pool.balance());
        uint256 value = vault.valueOf(collateral);
        uint256 fair = Math.mulDiv(debt, BPS + terms.penaltyBps, BPS);
        uint256 gained = value > fair ? Math.mulDiv(collateral, fair, value) : collateral;
        bytes32 id = _reportOffset(account, gained, collateral - gained, debt);
        vault.seize(account, collateral, debt, address(this));
        emit LossAllocated(
            id,
            pool.backstop(),
            address(_debt),
            BackstopTypes.LossLayerKind.STABILITY_POOL,
            pool.rank(),
            debt
        );
        pool.offset(id, debt, gained);
        if (collateral > gained) _collateral.safeTransfer(account, collateral - gained);
        delete flaggedAt[account];
    }

    /// @notice Auctions the collateral of a vault for its debt and the penalty.
    function auctionOff(address account) external nonReentrant returns (bytes32 auction) {
        _requireRipe(account);
        (uint256 collateral, uint256 debt) = vault.vaultOf(account);
        vault.seize(account, collateral, debt, address(this));
        uint256 tab = Math.mulDiv(debt, BPS + terms.penaltyBps, BPS);
        auction = auctions.start(market, account, collateral, tab, startPrice());
        debtOf[auction] = Debt(account, debt);
        emit Liquidated(
            market,
            bytes32(0),
            account,
            BackstopTypes.Liquidation({
                mode: BackstopTypes.LiquidationMode.AUCTION,
                liquidator: msg.sender,
                collateralSeized: collateral,
                collateralReturned: 0,
                debtRepaid: debt,
                liquidatorFee: 0,
                loss: 0,
                absorbed: 0,
                price: _price(),
                auctionContract: address(auctions),
                auction: auction
            })
        );
        delete flaggedAt[account];
    }

    /// @notice Restarts an auction that nobody finished in time, at the price of now.
    function restartAuction(bytes32 auction) external {
        auctions.restart(auction, startPrice());
    }

    /// @inheritdoc IAuctionOwner
    function onAuctionEnd(bytes32 auction, uint256 raised, uint256 lotLeft) external {
        if (msg.sender != address(auctions)) revert NotAuction(msg.sender);
        Debt memory debt = debtOf[auction];
        delete debtOf[auction];
        _debt.burn(Math.min(raised, debt.amount));
        if (raised > debt.amount) surplus.collect(BackstopTypes.FlowCause.PENALTY, raised - debt.amount);
        if (raised < debt.amount) _absorb(_newId(), debt.account, debt.amount - raised);
        if (lotLeft > 0) _collateral.safeTransfer(debt.account, lotLeft);
    }

    /// @inheritdoc ILossRunner
    function onLossCovered(bytes32, uint256 amount) external {
        if (msg.sender != address(waterfall)) revert NotWaterfall(msg.sender);
        _debt.burn(amount);
    }

    /// @notice Stablecoin for one whole unit of collateral at which auctions start.
    function startPrice() public view returns (uint256) {
        uint256 unit = 10 ** vault.collateralToken().decimals();
        return Math.mulDiv(vault.valueOf(unit), terms.auctionStartBps, BPS);
    }

    /// @dev Collateral for a part of the debt and the penalty, rounded down; at most all.
    function _seizedFor(uint256 collateral, uint256 repay) private view returns (uint256) {
        uint256 worth = repay * (BPS + terms.penaltyBps);
        return Math.min(collateral, Math.mulDiv(collateral, worth, vault.costOf(collateral) * BPS));
    }

    function _requireRipe(address account) private view {
        if (!vault.isUnsafe(account)) revert NotUnsafe(account);
        uint256 flagged = flaggedAt[account];
        bool isLapsed = block.timestamp >= _lapsesAt(account);
        if (isLapsed || block.timestamp < flagged + terms.latency) revert NotRipe(flagged + terms.latency);
    }

    /// @dev A flag that nobody used must be made anew, so that an owner who was safe in between has the delay again.
    function _lapsesAt(address account) private view returns (uint256) {
        return flaggedAt[account] == 0 ? 0 : flaggedAt[account] + terms.latency + FLAG_LIFE;
    }

    /// @dev What the layers pay is burnt for the debt it covers.
    function _absorb(bytes32 id, address account, uint256 loss) private {
        uint256 covered = waterfall.absorb(market, id, account, loss);
        if (covered > 0) _debt.burn(covered);
    }

    function _report(
        address account,
        BackstopTypes.LiquidationMode mode,
        uint256 seized,
        uint256 repaid,
        uint256 bonus,
        uint256 loss
    ) private returns (bytes32 id) {
        id = _newId();
        emit Liquidated(
            market,
            id,
            account,
            BackstopTypes.Liquidation({
                mode: mode,
                liquidator: msg.sender,
                collateralSeized: seized,
                collateralReturned: 0,
                debtRepaid: repaid,
                liquidatorFee: bonus,
                loss: loss,
                absorbed: loss == 0 ? 0 : waterfall.quote(loss),
                price: _price(),
                auctionContract: address(0),
                auction: bytes32(0)
            })
        );
    }

    /// @dev All of the debt is a loss that the pool takes over against the collateral.
    function _reportOffset(address account, uint256 gained, uint256 returned, uint256 debt)
        private
        returns (bytes32 id)
    {
        id = _newId();
        emit Liquidated(
            market,
            id,
            account,
            BackstopTypes.Liquidation({
                mode: BackstopTypes.LiquidationMode.OFFSET,
                liquidator: msg.sender,
                collateralSeized: gained,
                collateralReturned: returned,
                debtRepaid: debt,
                liquidatorFee: 0,
                loss: debt,
                absorbed: debt,
                price: _price(),
                auctionContract: address(0),
                auction: bytes32(0)
            })
        );
    }

    function _price() private view returns (uint256 price) {
        (price,,) = vault.oracle().latest();
    }
}
