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
/// epoch begins.
/// @dev Not protected: depositors may leave at the sight of a bad liquidation, or come a moment before a good one. A
/// liquidation that leaves almost nothing makes shares so many that later gains round to less; after several of them
/// numbers of shares overflow and deposits stop until the pool is emptied.
contract StabilityPool is BackstopEmitter, ReentrancyGuard {
    using SafeERC20 for IERC20;

    error NotEngine(address caller);
    error EngineIsSet();
    error TooFewShares(uint256 shares, uint256 held);
    error WorthNothing();

    /// @notice A depositor's claim.
    struct Claim {
        uint256 shares;
        /// Epoch of the shares; those of an earlier one are worth nothing.
        uint256 epoch;
        /// Index of the gain up to which collateral was credited.
        uint256 gainIndex;
        /// Collateral credited and not yet claimed.
        uint256 gain;
    }

    uint256 private constant INDEX = 1e27;

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
    mapping(uint256 => uint256) public lastGainIndex;
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
        if (balance == 0) _beginEpoch();
        asset.burn(debt);
        IERC20(collateral).safeTransferFrom(msg.sender, address(this), gained);
    }

    /// @inheritdoc BackstopEmitter
    function capitalOf(bytes32 id, address token) external view override returns (Capital memory) {
        if (id != backstop) return Capital(0, 0, 0, 0, 0, 0);
        if (token == address(asset)) return Capital(balance, 0, 0, 0, totalShares, 0);
        return Capital(token == address(collateral) ? collateralBalance : 0, 0, 0, 0, 0, 0);
    }

    function _beginEpoch() private {
        emit Withdrawn(backstop, address(asset), address(0), bytes32(0), 0, totalShares, false);
        lastGainIndex[epoch] = gainIndex;
        (epoch, gainIndex, totalShares) = (epoch + 1, 0, 0);
    }

    /// @dev Credits the gain since the last call; shares of an ended epoch are dropped.
    function _credited(address account) private returns (Claim storage claim) {
        claim = claimOf[account];
        bool isEnded = claim.epoch < epoch;
        uint256 upTo = isEnded ? lastGainIndex[claim.epoch] : gainIndex;
        claim.gain += Math.mulDiv(claim.shares, upTo - claim.gainIndex, INDEX);
        if (isEnded) (claim.shares, claim.epoch) = (0, epoch);
        claim.gainIndex = gainIndex;
    }
}
