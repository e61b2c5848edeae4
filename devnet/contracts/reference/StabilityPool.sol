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

/// @title Stability pool
/// @notice Depositors hold the stablecoin ready: liquidations burn it against bad vaults and give the pool their
/// collateral, which depositors claim by their shares. When a liquidation empties the pool, its shares end and a new
/// epoch begins. When one leaves so little that there are more than 10^9 shares for a unit, an epoch begins, too, and all
/// shares go on divided by 10^9, so that their numbers stay bounded.
/// @dev Not protected: depositors may leave at the sight of a bad liquidation, or come a moment before a good one. Dividing
/// rounds each depositor's shares down: it costs less than one unit each.
contract StabilityPool is BackstopEmitter, ReentrancyGuard {
    using SafeERC20 for IERC20;

    error NotEngine(address caller);
    error EngineIsSet();
    error TooFewShares(uint256 shares, uint256 held);
    error WorthNothing();

    /// @notice A depositor's claim.
    struct Claim {
        uint256 shares;
        /// Epoch of the shares.
        uint256 epoch;
        /// Index of the gain up to which collateral was credited.
        uint256 gainIndex;
        /// Collateral credited and not yet claimed.
        uint256 gain;
    }

    /// @notice How an epoch ended.
    struct Ended {
        /// Collateral gained for each of its shares, times 10^27.
        uint256 gainIndex;
        /// Whether its shares are worth nothing; else they went on, divided by 10^9.
        bool isEmpty;
    }

    uint256 private constant INDEX = 1e27;
    uint256 private constant SCALE = 1e9;

    DebtToken public immutable asset;
    IERC20Metadata public immutable collateral;
    bytes32 public immutable backstop;
    /// @notice Place in the waterfall.
    uint16 public immutable rank;
    /// @notice Who may draw.
    address public engine;
    /// @notice Stablecoin by the contract's own book.
    uint256 public balance;
    /// @notice Collateral by the contract's own book.
    uint256 public collateralBalance;
    uint256 public totalShares;
    uint256 public epoch;
    /// @notice Collateral gained for each share since the epoch began, times 10^27.
    uint256 public gainIndex;
    mapping(uint256 => Ended) public endedEpoch;
    mapping(address => Claim) public claimOf;

    /// @param token Stablecoin that is held ready.
    /// @param gain Collateral that liquidations give.
    /// @param market Vaults that the pool stands behind.
    /// @param rank_ Place in the waterfall.
    constructor(DebtToken token, IERC20Metadata gain, bytes32 market, uint16 rank_)
        BackstopEmitter("Stability pool")
    {
        (asset, collateral, rank) = (token, gain, rank_);
        backstop = _newId();
        _registerToken(token);
        _registerToken(gain);
        emit BackstopRegistered(
            backstop,
            address(this),
            market,
            BackstopTypes.MechanismKind.STABILITY_POOL,
            BackstopTypes.LossLayerKind.STABILITY_POOL,
            rank_,
            BackstopTypes.BalanceSource.FLOWS,
            "Stability pool"
        );
    }

    /// @notice Names the liquidation engine, once.
    function setEngine(address newEngine) external onlyOwner {
        if (engine != address(0)) revert EngineIsSet();
        engine = newEngine;
    }

    /// @notice Deposits stablecoin for shares, rounded down.
    function deposit(uint256 amount) external nonReentrant returns (uint256 shares) {
        Claim storage claim = _credited(msg.sender);
        shares = totalShares == 0 ? amount : Math.mulDiv(amount, totalShares, balance);
        if (shares == 0) revert WorthNothing();
        claim.shares += shares;
        totalShares += shares;
        balance += amount;
        emit Deposited(backstop, address(asset), msg.sender, amount, shares);
        IERC20(asset).safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @notice Takes out what some shares are worth, rounded down.
    function withdraw(uint256 shares) external nonReentrant returns (uint256 amount) {
        Claim storage claim = _credited(msg.sender);
        if (shares == 0 || shares > claim.shares) revert TooFewShares(shares, claim.shares);
        amount = Math.mulDiv(balance, shares, totalShares);
        claim.shares -= shares;
        totalShares -= shares;
        balance -= amount;
        emit Withdrawn(backstop, address(asset), msg.sender, bytes32(0), amount, shares, false);
        IERC20(asset).safeTransfer(msg.sender, amount);
    }

    /// @notice Takes out the collateral gained.
    function claimGain() external nonReentrant returns (uint256 amount) {
        Claim storage claim = _credited(msg.sender);
        amount = claim.gain;
        claim.gain = 0;
        collateralBalance -= amount;
        emit Withdrawn(backstop, address(collateral), msg.sender, bytes32(0), amount, 0, false);
        IERC20(collateral).safeTransfer(msg.sender, amount);
    }

    /// @notice Burns stablecoin of the pool against debt, and takes the collateral that the engine has sent for it.
    /// @param loss Id of the liquidation.
    /// @param debt Burnt; at most the balance.
    /// @param gained Collateral received.
    function offset(bytes32 loss, uint256 debt, uint256 gained) external nonReentrant {
        if (msg.sender != engine) revert NotEngine(msg.sender);
        emit Outflow(
            backstop, address(asset), address(0), BackstopTypes.FlowCause.LIQUIDATION_LOSS, debt, loss
        );
        emit Inflow(
            backstop, address(collateral), msg.sender, BackstopTypes.FlowCause.LIQUIDATION_GAIN, gained, loss
        );
        balance -= debt;
        collateralBalance += gained;
        gainIndex += Math.mulDiv(gained, INDEX, totalShares);
        if (balance == 0) _beginEpoch(0);
        while (totalShares / SCALE > balance) _beginEpoch(Math.ceilDiv(totalShares, SCALE));
        asset.burn(debt);
        IERC20(collateral).safeTransferFrom(msg.sender, address(this), gained);
    }

    /// @inheritdoc BackstopEmitter
    function capitalOf(bytes32 id, address token) external view override returns (Capital memory) {
        if (id != backstop) return Capital(0, 0, 0, 0, 0, 0);
        if (token == address(asset)) return Capital(balance, 0, 0, 0, totalShares, 0);
        return Capital(token == address(collateral) ? collateralBalance : 0, 0, 0, 0, 0, 0);
    }

    /// @param left Shares that go on, rounded up; the depositors' own are rounded down.
    function _beginEpoch(uint256 left) private {
        emit Withdrawn(backstop, address(asset), address(0), bytes32(0), 0, totalShares - left, false);
        endedEpoch[epoch] = Ended(gainIndex, left == 0);
        (epoch, gainIndex, totalShares) = (epoch + 1, 0, left);
    }

    /// @dev Credits the gain since the last call and carries shares over from ended epochs. Shares that are divided by 10^9
    /// nine times are zero, so there are at most ten steps.
    function _credited(address account) private returns (Claim storage claim) {
        claim = claimOf[account];
        (uint256 shares, uint256 from) = (claim.shares, claim.gainIndex);
        for (uint256 at = claim.epoch; at < epoch && shares > 0; at++) {
            Ended memory ended = endedEpoch[at];
            claim.gain += Math.mulDiv(shares, ended.gainIndex - from, INDEX);
            (shares, from) = (ended.isEmpty ? 0 : shares / SCALE, 0);
        }
        if (shares > 0) claim.gain += Math.mulDiv(shares, gainIndex - from, INDEX);
        (claim.shares, claim.epoch, claim.gainIndex) = (shares, epoch, gainIndex);
    }
}
