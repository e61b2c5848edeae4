// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";

/// @title Deposit-insurance queue
/// @notice When an insured bank closes, its depositors are owed their deposits up to a limit. They are paid in the order in
/// which they claimed, as far as the fund reaches; the rest waits in the queue until premiums or loans fill it again.
/// @dev Not protected: the bank is believed what it reports, and one depositor may have several accounts. A claimant whom the asset
/// refuses to pay blocks those behind it. What is beyond the limit is nobody's claim here.
contract DepositInsurance is BackstopEmitter, ReentrancyGuard {
    using SafeERC20 for IERC20;

    error NotBank(address caller);
    error WrongCause(BackstopTypes.FlowCause cause);
    error NothingDeposited();

    /// @notice A claim that waits, or waited.
    struct Claim {
        address account;
        bytes32 loss;
        /// Still unpaid, in units of the asset.
        uint256 due;
    }

    IERC20Metadata public immutable asset;
    bytes32 public immutable market;
    bytes32 public immutable backstop;
    /// @notice Most that is insured for one account, in units of the asset.
    uint256 public immutable limit;
    /// @notice Contract of the insured bank, which reports closed deposits.
    address public bank;
    uint256 public balance;
    /// @notice Σ of what waits.
    uint256 public queued;
    Claim[] public claims;
    /// @notice What an account ever claimed, at most the limit.
    mapping(address => uint256) public claimedOf;
    /// @notice First claim that is not fully paid.
    uint256 public nextClaim;

    /// @param token Unit of deposits and fund.
    /// @param mostPerAccount Most that is insured for one account.
    /// @param rank Place in the waterfall.
    constructor(IERC20Metadata token, uint256 mostPerAccount, uint16 rank) BackstopEmitter("Deposit insurance") {
        (asset, limit) = (token, mostPerAccount);
        market = _newId();
        backstop = _newId();
        _registerToken(token);
        emit MarketRegistered(
            market,
            BackstopTypes.MarketKind.COVER,
            "Insured deposits",
            address(this),
            address(0),
            address(token),
            bytes32(0)
        );
        emit BackstopRegistered(
            backstop,
            address(this),
            market,
            BackstopTypes.MechanismKind.STATIC_INSURANCE_FUND,
            BackstopTypes.LossLayerKind.INSURANCE_FUND,
            rank,
            BackstopTypes.BalanceSource.FLOWS,
            "Deposit insurance"
        );
    }

    /// @notice Names the insured bank.
    function setBank(address newBank) external onlyOwner {
        bank = newBank;
    }

    /// @notice Fills the fund; `pay` pays the queue from it.
    /// @param cause PREMIUM or DONATION.
    function contribute(BackstopTypes.FlowCause cause, uint256 amount) external nonReentrant {
        bool isIncome = cause == BackstopTypes.FlowCause.PREMIUM || cause == BackstopTypes.FlowCause.DONATION;
        if (!isIncome) revert WrongCause(cause);
        balance += amount;
        emit Inflow(backstop, address(asset), msg.sender, cause, amount, bytes32(0));
        IERC20(asset).safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @notice The bank closed a deposit: the insured part joins the queue. What an account has beyond the limit, in all its
    /// deposits together, is not insured.
    function report(address account, uint256 deposit) external {
        if (msg.sender != bank) revert NotBank(msg.sender);
        uint256 due = Math.min(deposit, limit - claimedOf[account]);
        if (due == 0) revert NothingDeposited();
        claimedOf[account] += due;
        bytes32 loss = _newId();
        claims.push(Claim(account, loss, due));
        queued += due;
        emit LossRecognised(loss, market, address(asset), account, due);
        emit LossPromised(loss, market, address(asset), backstop, int256(due));
    }

    /// @notice Pays the queue, first come first served, at most some claims at a time. Anybody may.
    function pay(uint256 mostClaims) external nonReentrant {
        uint256 end = Math.min(claims.length, nextClaim + mostClaims);
        for (uint256 at = nextClaim; at < end && balance > 0; at++) {
            Claim storage claim = claims[at];
            uint256 paid = Math.min(claim.due, balance);
            claim.due -= paid;
            queued -= paid;
            balance -= paid;
            if (claim.due == 0) nextClaim = at + 1;
            _reportPayment(claim, paid);
            IERC20(asset).safeTransfer(claim.account, paid);
        }
    }

    /// @notice Number of claims ever made.
    function claimCount() external view returns (uint256) {
        return claims.length;
    }

    /// @inheritdoc BackstopEmitter
    function capitalOf(bytes32 id, address token) external view override returns (Capital memory) {
        return Capital(id == backstop && token == address(asset) ? balance : 0, 0, 0, 0, 0, 0);
    }

    /// @inheritdoc BackstopEmitter
    function deficitOf(bytes32 id, address token) external view override returns (uint256, uint256) {
        bool isHere = id == market && token == address(asset);
        return isHere ? (queued, queued) : (0, 0);
    }

    function _reportPayment(Claim storage claim, uint256 paid) private {
        emit LossPromised(claim.loss, market, address(asset), backstop, -int256(paid));
        emit LossCovered(claim.loss, market, address(asset), backstop, paid);
        emit Outflow(
            backstop, address(asset), claim.account, BackstopTypes.FlowCause.PAYOUT, paid, claim.loss
        );
    }
}
