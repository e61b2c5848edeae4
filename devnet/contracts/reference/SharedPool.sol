// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";

/// @title Shared pool of several protocols
/// @notice One capital stands behind several protocols, each with a commitment of its own. The commitments together may be
/// larger than the capital, as far as the members allow: that is the point of sharing, and its risk. Who calls first is paid first.
/// @dev Not protected: a member is believed that it has a loss, up to its commitment. Premiums count as earned at once. Governance
/// may lower a commitment at any time.
contract SharedPool is BackstopEmitter, ReentrancyGuard {
    using SafeERC20 for IERC20;

    error AboveLeverage(uint256 committed, uint256 most);
    error AboveCommitment(uint256 amount, uint256 commitment);
    error CapitalIsBound(uint256 amount, uint256 free);
    error WorthNothing();

    uint256 private constant BPS = 10_000;
    /// @dev As in OpenZeppelin's ERC-4626: shares and assets that nobody owns.
    uint256 private constant VIRTUAL_SHARES = 1_000;

    IERC20Metadata public immutable asset;
    bytes32 public immutable backstop;
    /// @notice Most that commitments may be, basis points of the capital; above 10,000 capital is pledged more than once.
    uint256 public immutable maxLeverageBps;
    uint256 public balance;
    uint256 public totalShares;
    uint256 public committed;
    /// @notice Part of the commitments that the capital can be held for: never more than the balance.
    uint256 public held;
    mapping(address => uint256) public sharesOf;
    mapping(address => uint256) public commitmentOf;

    /// @param token Unit of capital and claims.
    /// @param leverageBps Most that commitments may be, basis points of the capital.
    /// @param rank Place in each member's waterfall.
    constructor(IERC20Metadata token, uint256 leverageBps, uint16 rank) BackstopEmitter("Shared pool") {
        (asset, maxLeverageBps) = (token, leverageBps);
        backstop = _newId();
        _registerToken(token);
        emit BackstopRegistered(
            backstop,
            address(this),
            bytes32(0),
            BackstopTypes.MechanismKind.CROSS_PROTOCOL_SHARED_POOL,
            BackstopTypes.LossLayerKind.INSURANCE_FUND,
            rank,
            BackstopTypes.BalanceSource.FLOWS,
            "Shared pool"
        );
    }

    /// @notice Deposits for shares, rounded down.
    function deposit(uint256 amount) external nonReentrant returns (uint256 shares) {
        shares = Math.mulDiv(amount, totalShares + VIRTUAL_SHARES, balance + 1);
        if (shares == 0) revert WorthNothing();
        balance += amount;
        totalShares += shares;
        sharesOf[msg.sender] += shares;
        emit Deposited(backstop, address(asset), msg.sender, amount, shares);
        _holdAgain(address(0));
        IERC20(asset).safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @notice Takes out what some shares are worth, as far as capital is not held for members.
    function withdraw(uint256 shares) external nonReentrant returns (uint256 amount) {
        amount = Math.mulDiv(shares, balance + 1, totalShares + VIRTUAL_SHARES);
        if (amount > balance - held) revert CapitalIsBound(amount, balance - held);
        sharesOf[msg.sender] -= shares;
        totalShares -= shares;
        balance -= amount;
        emit Withdrawn(backstop, address(asset), msg.sender, bytes32(0), amount, shares, false);
        IERC20(asset).safeTransfer(msg.sender, amount);
    }

    /// @notice Commits capital to a member; its earlier commitment ends.
    function commit(address member, uint256 amount) external onlyOwner {
        committed = committed - commitmentOf[member] + amount;
        uint256 most = Math.mulDiv(balance, maxLeverageBps, BPS);
        if (amount > commitmentOf[member] && committed > most) revert AboveLeverage(committed, most);
        string memory name = string.concat("commitment to ", Strings.toHexString(member));
        emit ParameterChanged(bytes32(0), name, int256(amount), int256(commitmentOf[member]), "", 0);
        commitmentOf[member] = amount;
        _holdAgain(member);
    }

    /// @notice Pays a premium for a commitment.
    function payPremium(uint256 amount) external nonReentrant {
        balance += amount;
        emit Inflow(
            backstop, address(asset), msg.sender, BackstopTypes.FlowCause.PREMIUM, amount, bytes32(0)
        );
        _holdAgain(address(0));
        IERC20(asset).safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @notice A member draws on its commitment. What the pool has not got stays unpaid. The loss behind it stands in the
    /// member's own records, which are another protocol's.
    function draw(uint256 amount) external nonReentrant returns (uint256 paid) {
        uint256 commitment = commitmentOf[msg.sender];
        if (amount > commitment) revert AboveCommitment(amount, commitment);
        paid = Math.min(amount, balance);
        commitmentOf[msg.sender] = commitment - paid;
        committed -= paid;
        _release(paid);
        balance -= paid;
        emit Outflow(backstop, address(asset), msg.sender, BackstopTypes.FlowCause.PAYOUT, paid, bytes32(0));
        _holdAgain(address(0));
        IERC20(asset).safeTransfer(msg.sender, paid);
    }

    /// @inheritdoc BackstopEmitter
    function capitalOf(bytes32 id, address token) external view override returns (Capital memory) {
        bool isHere = id == backstop && token == address(asset);
        return isHere ? Capital(balance, 0, held, 0, totalShares, 0) : Capital(0, 0, 0, 0, 0, 0);
    }

    /// @dev Capital is held for commitments as far as it reaches.
    function _holdAgain(address member) private {
        uint256 wanted = Math.min(committed, balance);
        if (wanted < held) _release(held - wanted);
        if (wanted == held) return;
        emit Held(backstop, address(asset), member, BackstopTypes.HoldKind.ENCUMBERED, wanted - held);
        held = wanted;
    }

    function _release(uint256 amount) private {
        uint256 released = Math.min(amount, held);
        if (released == 0) return;
        held -= released;
        emit Released(backstop, address(asset), address(0), BackstopTypes.HoldKind.ENCUMBERED, released);
    }
}
