// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";
import {DebtToken} from "./DebtToken.sol";
import {OracleAggregator} from "./OracleAggregator.sol";
import {SurplusBuffer} from "./SurplusBuffer.sol";

/// @title Over-collateralised vaults
/// @notice Owners pledge collateral and borrow a stablecoin. The required ratio is dynamic: it grows with the share of the
/// ceiling that is lent. An origination fee goes to the surplus buffer. Liquidation is another contract's task.
/// @dev Not protected: others' borrowing raises the ratio required of all. A vault counts as unsafe by the last price, also when
/// it is stale: wrong prices liquidate wrongly. There is no interest, and the stablecoin is counted at a dollar.
contract CollateralVault is BackstopEmitter, ReentrancyGuard {
    using SafeERC20 for IERC20;

    error NotEngine(address caller);
    error EngineIsSet();
    error NoCeiling();
    error BelowRatio(uint256 value, uint256 required);
    error AboveCeiling(uint256 debt, uint256 ceiling);
    error PriceNotGood(BackstopTypes.PriceStatus status);

    /// @notice Collateral and debt of one owner.
    struct Vault {
        uint256 collateral;
        uint256 debt;
    }

    uint256 private constant BPS = 10_000;

    IERC20Metadata public immutable collateralToken;
    DebtToken public immutable debtToken;
    OracleAggregator public immutable oracle;
    SurplusBuffer public immutable surplus;
    bytes32 public immutable market;
    /// @notice Required value of the collateral when nothing is lent, basis points of the debt.
    uint256 public immutable baseRatioBps;
    /// @notice Added to it when the whole ceiling is lent, basis points.
    uint256 public immutable slopeBps;
    /// @notice Fee of new debt, basis points.
    uint256 public immutable feeBps;
    uint256 public immutable ceiling;
    uint256 private immutable _scale;
    uint256 public totalDebt;
    address public engine;
    mapping(address => Vault) public vaultOf;

    modifier onlyEngine() {
        if (msg.sender != engine) revert NotEngine(msg.sender);
        _;
    }

    /// @notice How vaults are lent against.
    struct Terms {
        uint256 baseRatioBps;
        uint256 slopeBps;
        uint256 feeBps;
        uint256 ceiling;
    }

    /// @param collateral What is pledged.
    /// @param debt What is lent; this contract must be its minter.
    /// @param aggregator Prices of the collateral.
    /// @param buffer Receives the fees.
    constructor(
        IERC20Metadata collateral,
        DebtToken debt,
        OracleAggregator aggregator,
        SurplusBuffer buffer,
        Terms memory terms
    ) BackstopEmitter("Collateral vault") {
        if (terms.ceiling == 0) revert NoCeiling();
        (collateralToken, debtToken, oracle, surplus) = (collateral, debt, aggregator, buffer);
        (baseRatioBps, slopeBps) = (terms.baseRatioBps, terms.slopeBps);
        (feeBps, ceiling) = (terms.feeBps, terms.ceiling);
        _scale = 10 ** (uint256(collateral.decimals()) + aggregator.DECIMALS() - debt.decimals());
        market = _newId();
        _registerToken(collateral);
        _registerToken(debt);
        emit MarketRegistered(
            market,
            BackstopTypes.MarketKind.CDP_COLLATERAL,
            string.concat(collateral.symbol(), " vaults"),
            address(this),
            address(collateral),
            address(debt),
            aggregator.feed()
        );
        emit ParameterChanged(market, "baseRatioBps", int256(terms.baseRatioBps), 0, "", 0);
        debt.approve(address(buffer), type(uint256).max);
    }

    /// @notice Names the liquidation engine, once.
    function setEngine(address newEngine) external onlyOwner {
        if (engine != address(0)) revert EngineIsSet();
        engine = newEngine;
    }

    /// @notice Changes the caller's vault.
    /// @param collateralChange Signed: pledged (+) or taken back (-).
    /// @param debtChange Signed: borrowed (+), the fee comes on top; or repaid (-).
    function adjust(int256 collateralChange, int256 debtChange) external nonReentrant {
        Vault memory vault = vaultOf[msg.sender];
        bool wasEmpty = vault.collateral == 0 && vault.debt == 0;
        uint256 fee = debtChange > 0 ? Math.ceilDiv(uint256(debtChange) * feeBps, BPS) : 0;
        vault.collateral = _changed(vault.collateral, collateralChange);
        vault.debt = _changed(vault.debt, debtChange) + fee;
        totalDebt = _changed(totalDebt, debtChange) + fee;
        vaultOf[msg.sender] = vault;
        _requireSafe(vault, collateralChange, debtChange);
        _reportVault(msg.sender, wasEmpty ? BackstopTypes.PositionCause.OPEN : _adjustCause(vault));
        _settle(collateralChange, debtChange, fee);
    }

    /// @notice Takes collateral and debt out of a vault; the engine settles the debt.
    function seize(address account, uint256 collateral, uint256 debt, address to) external onlyEngine nonReentrant {
        Vault storage vault = vaultOf[account];
        vault.collateral -= collateral;
        vault.debt -= debt;
        totalDebt -= debt;
        _reportVault(account, BackstopTypes.PositionCause.LIQUIDATION);
        if (collateral > 0) IERC20(collateralToken).safeTransfer(to, collateral);
    }

    /// @notice Value of some collateral in the stablecoin at the last price, rounded down.
    function valueOf(uint256 collateral) public view returns (uint256) {
        (uint256 price,,) = oracle.latest();
        return Math.mulDiv(collateral, price, _scale);
    }

    /// @notice The same rounded up: for what somebody pays for collateral.
    function costOf(uint256 collateral) external view returns (uint256) {
        (uint256 price,,) = oracle.latest();
        return Math.mulDiv(collateral, price, _scale, Math.Rounding.Ceil);
    }

    /// @notice Required value of the collateral, basis points of the debt.
    function requiredRatioBps() public view returns (uint256) {
        return baseRatioBps + slopeBps * totalDebt / ceiling;
    }

    /// @notice Whether a vault may be liquidated: its collateral is worth less than required.
    function isUnsafe(address account) external view returns (bool) {
        Vault memory vault = vaultOf[account];
        return valueOf(vault.collateral) * BPS < vault.debt * requiredRatioBps();
    }

    /// @inheritdoc BackstopEmitter
    function positionOf(bytes32 id, address account, bytes32)
        external
        view
        override
        returns (BackstopTypes.Position memory)
    {
        if (id != market) return BackstopTypes.Position(0, 0, 0, false);
        Vault memory vault = vaultOf[account];
        return BackstopTypes.Position(vault.collateral, vault.debt, 0, vault.collateral == 0 && vault.debt == 0);
    }

    function _requireSafe(Vault memory vault, int256 collateralChange, int256 debtChange) private view {
        if (debtChange > 0 && totalDebt > ceiling) revert AboveCeiling(totalDebt, ceiling);
        if (vault.debt == 0 || (collateralChange >= 0 && debtChange <= 0)) return;
        (, BackstopTypes.PriceStatus status,) = oracle.latest();
        if (status != BackstopTypes.PriceStatus.OK) revert PriceNotGood(status);
        uint256 value = valueOf(vault.collateral);
        uint256 required = Math.ceilDiv(vault.debt * requiredRatioBps(), BPS);
        if (value < required) revert BelowRatio(value, required);
    }

    function _settle(int256 collateralChange, int256 debtChange, uint256 fee) private {
        IERC20 collateral = IERC20(collateralToken);
        if (fee > 0) {
            debtToken.mint(address(this), fee);
            surplus.collect(BackstopTypes.FlowCause.FEE, fee);
        }
        if (debtChange > 0) debtToken.mint(msg.sender, uint256(debtChange));
        if (debtChange < 0) {
            IERC20(debtToken).safeTransferFrom(msg.sender, address(this), uint256(-debtChange));
            debtToken.burn(uint256(-debtChange));
        }
        if (collateralChange > 0) collateral.safeTransferFrom(msg.sender, address(this), uint256(collateralChange));
        if (collateralChange < 0) collateral.safeTransfer(msg.sender, uint256(-collateralChange));
    }

    function _reportVault(address account, BackstopTypes.PositionCause cause) private {
        Vault memory vault = vaultOf[account];
        bool isClosed = vault.collateral == 0 && vault.debt == 0;
        emit PositionChanged(
            market,
            account,
            bytes32(0),
            cause,
            BackstopTypes.Position(vault.collateral, vault.debt, 0, isClosed)
        );
    }

    function _adjustCause(Vault memory vault) private pure returns (BackstopTypes.PositionCause) {
        bool isEmpty = vault.collateral == 0 && vault.debt == 0;
        return isEmpty ? BackstopTypes.PositionCause.CLOSE : BackstopTypes.PositionCause.ADJUST;
    }

    function _changed(uint256 amount, int256 change) private pure returns (uint256) {
        return change >= 0 ? amount + uint256(change) : amount - uint256(-change);
    }
}
