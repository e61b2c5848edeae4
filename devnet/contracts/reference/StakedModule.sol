// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";
import {LossLayer} from "./base/LossLayer.sol";

/// @title Staked first-loss module
/// @notice Stakers deposit for shares and take the first loss: a slash lowers what each share is worth, at most by a limit
/// a slash. Leaving takes a cooldown, during which the stake still stands for losses, and must happen within a window after
/// it: nobody can keep the right to leave at the sight of a loss.
/// @dev Not protected: each loss may take the limit again, so that several in a row take nearly all. Shares survive a slash
/// of everything and then dilute who stakes next by next to nothing; after a few such slashes numbers of shares overflow
/// and the module must be replaced. Who stakes just before a reward shares in it.
contract StakedModule is LossLayer {
    using SafeERC20 for IERC20;

    error CooldownNotOver(uint256 readyAt);
    error WindowOver(uint256 endedAt);
    error MoreThanAll(uint256 bps);
    error NothingQueued();
    error TooFewShares(uint256 shares, uint256 free);
    error WorthNothing();

    /// @notice A staker's wish to leave.
    struct Request {
        uint256 shares;
        /// When it may leave, seconds.
        uint256 readyAt;
    }

    uint256 private constant BPS = 10_000;
    /// @notice Seconds after the cooldown within which a staker must leave, or ask again.
    uint256 public constant EXIT_WINDOW = 2 days;
    /// @dev Shares and assets that nobody owns: the first depositor cannot inflate the price of a share (ERC-4626 in
    /// OpenZeppelin 5), and all real shares together are never worth more than the balance.
    uint256 private constant VIRTUAL_SHARES = 1_000;
    uint256 private constant VIRTUAL_ASSETS = 1;

    /// @notice Seconds between asking and leaving.
    uint256 public immutable cooldown;
    /// @notice Most of the balance that one slash takes, basis points. Zero switches the module off.
    uint256 public maxSlashBps;
    uint256 public totalShares;
    uint256 public queuedShares;
    mapping(address => uint256) public sharesOf;
    mapping(address => Request) public requestOf;

    /// @param token What is staked.
    /// @param rank Place in the waterfall.
    /// @param cooldownSeconds Seconds between asking and leaving.
    /// @param maxSlash Most of the balance that one slash takes, basis points.
    constructor(IERC20Metadata token, uint16 rank, uint256 cooldownSeconds, uint256 maxSlash)
        LossLayer("Staked module", token)
    {
        if (maxSlash > BPS) revert MoreThanAll(maxSlash);
        cooldown = cooldownSeconds;
        maxSlashBps = maxSlash;
        emit BackstopRegistered(
            backstop,
            address(this),
            bytes32(0),
            BackstopTypes.MechanismKind.STAKED_SAFETY_MODULE,
            BackstopTypes.LossLayerKind.STAKED_FIRST_LOSS,
            rank,
            BackstopTypes.BalanceSource.FLOWS,
            "Staked module"
        );
        emit ParameterChanged(bytes32(0), "maxSlashBps", int256(maxSlash), 0, "", 0);
        if (maxSlash == 0) _reportStatus();
    }

    /// @notice Deposits for shares, rounded down.
    function stake(uint256 amount) external nonReentrant returns (uint256 shares) {
        shares = Math.mulDiv(amount, totalShares + VIRTUAL_SHARES, balance + VIRTUAL_ASSETS);
        if (shares == 0) revert WorthNothing();
        balance += amount;
        totalShares += shares;
        sharesOf[msg.sender] += shares;
        emit Deposited(backstop, address(asset), msg.sender, amount, shares);
        asset.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @notice Asks to leave with some shares; asking again adds to the request and starts its cooldown anew.
    function requestExit(uint256 shares) external {
        Request storage request = requestOf[msg.sender];
        uint256 free = sharesOf[msg.sender] - request.shares;
        if (shares == 0 || shares > free) revert TooFewShares(shares, free);
        request.shares += shares;
        request.readyAt = block.timestamp + cooldown;
        queuedShares += shares;
        emit WithdrawalRequested(backstop, address(asset), msg.sender, bytes32(0), worthOf(shares), shares);
    }

    /// @notice Takes the request back.
    function cancelExit() external {
        uint256 shares = _endRequest();
        emit WithdrawalCancelled(backstop, address(asset), msg.sender, bytes32(0), worthOf(shares), shares);
    }

    /// @notice Leaves with what the requested shares are worth now, rounded down.
    function exit() external nonReentrant returns (uint256 amount) {
        uint256 readyAt = requestOf[msg.sender].readyAt;
        if (block.timestamp < readyAt) revert CooldownNotOver(readyAt);
        bool isLate = readyAt != 0 && block.timestamp >= readyAt + EXIT_WINDOW;
        if (isLate) revert WindowOver(readyAt + EXIT_WINDOW);
        uint256 shares = _endRequest();
        amount = worthOf(shares);
        totalShares -= shares;
        sharesOf[msg.sender] -= shares;
        balance -= amount;
        emit Withdrawn(backstop, address(asset), msg.sender, bytes32(0), amount, shares, true);
        asset.safeTransfer(msg.sender, amount);
    }

    /// @notice Pays a reward to all stakers.
    function reward(uint256 amount) external nonReentrant {
        _take(BackstopTypes.FlowCause.YIELD, amount);
    }

    /// @notice Sets the most that one slash takes; zero switches the module off.
    function setMaxSlash(uint256 newMaxSlashBps) external onlyOwner {
        if (newMaxSlashBps > BPS) revert MoreThanAll(newMaxSlashBps);
        bool wasOff = maxSlashBps == 0;
        emit ParameterChanged(bytes32(0), "maxSlashBps", int256(newMaxSlashBps), int256(maxSlashBps), "", 0);
        maxSlashBps = newMaxSlashBps;
        if (wasOff != (maxSlashBps == 0)) _reportStatus();
    }

    /// @notice What some shares are worth, rounded down.
    function worthOf(uint256 shares) public view returns (uint256) {
        return Math.mulDiv(shares, balance + VIRTUAL_ASSETS, totalShares + VIRTUAL_SHARES);
    }

    /// @inheritdoc LossLayer
    function capacity(uint256) public view override returns (uint256) {
        return balance * maxSlashBps / BPS;
    }

    /// @inheritdoc BackstopEmitter
    function capitalOf(bytes32 id, address token) external view override returns (Capital memory) {
        if (!_isHere(id, token)) return Capital(0, 0, 0, 0, 0, 0);
        uint256 disabled = maxSlashBps == 0 ? balance : 0;
        return Capital(balance, 0, 0, disabled, totalShares, queuedShares);
    }

    function _reportDraw(bytes32 loss, uint256 paid) internal override {
        emit Outflow(backstop, address(asset), msg.sender, BackstopTypes.FlowCause.SLASH, paid, loss);
    }

    function _reportStatus() private {
        BackstopTypes.OperatingStatus status =
            maxSlashBps == 0 ? BackstopTypes.OperatingStatus.DISABLED : BackstopTypes.OperatingStatus.ACTIVE;
        emit StatusChanged(backstop, bytes32(0), status, "max slash");
    }

    function _endRequest() private returns (uint256 shares) {
        shares = requestOf[msg.sender].shares;
        if (shares == 0) revert NothingQueued();
        queuedShares -= shares;
        delete requestOf[msg.sender];
    }
}
