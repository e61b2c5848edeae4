// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";
import {LossLayer} from "./base/LossLayer.sol";

/// @title Reinsurance layer
/// @notice A reinsurer's capital, contracted for a premium until a date (excess of loss): of each loss it pays the part
/// beyond the retention, and of all losses together the limit. After the treaty it pays nothing, whatever it holds. The
/// reinsurer names the least price at which its capital may be bound.
/// @dev Not protected: who funds the layer without naming a price lets governance bind the capital for nothing. The retention
/// is counted on each loss as the waterfall reports it: many small losses never reach it.
contract ReinsuranceLayer is LossLayer {
    using SafeERC20 for IERC20;

    error NotReinsurer(address caller);
    error StillBound(uint256 endsAt);
    error LimitNotFunded(uint256 limit, uint256 balance);
    error PremiumTooLow(uint256 premium, uint256 least);

    /// @notice The contract in force.
    struct Treaty {
        /// Part of each loss that the ceding side bears first, in units of the asset.
        uint256 retention;
        /// Most that is paid for all losses under this treaty.
        uint256 limit;
        uint256 endsAt;
        /// Paid under this treaty.
        uint256 paid;
    }

    uint256 private constant BPS = 10_000;

    address public immutable reinsurer;
    /// @notice Least premium of a year, basis points of the limit.
    uint256 public leastRateBps;
    Treaty public treaty;

    /// @param token Unit of capital, premium and losses.
    /// @param owner_ The reinsurer.
    /// @param rank Place in the waterfall.
    constructor(IERC20Metadata token, address owner_, uint16 rank) LossLayer("Reinsurance layer", token) {
        reinsurer = owner_;
        emit BackstopRegistered(
            backstop,
            address(this),
            bytes32(0),
            BackstopTypes.MechanismKind.REINSURANCE,
            BackstopTypes.LossLayerKind.REINSURANCE,
            rank,
            BackstopTypes.BalanceSource.FLOWS,
            "Reinsurance layer"
        );
    }

    /// @notice The reinsurer puts capital in.
    function fund(uint256 amount) external nonReentrant {
        if (msg.sender != reinsurer) revert NotReinsurer(msg.sender);
        balance += amount;
        emit Deposited(backstop, address(asset), msg.sender, amount, 0);
        asset.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @notice The reinsurer takes capital out, once no treaty binds it.
    function release(uint256 amount) external nonReentrant {
        if (msg.sender != reinsurer) revert NotReinsurer(msg.sender);
        if (block.timestamp < treaty.endsAt) revert StillBound(treaty.endsAt);
        balance -= amount;
        emit Withdrawn(backstop, address(asset), msg.sender, bytes32(0), amount, 0, false);
        asset.safeTransfer(msg.sender, amount);
    }

    /// @notice The reinsurer names the least premium of a year, basis points of the limit.
    function setLeastRate(uint256 newRateBps) external {
        if (msg.sender != reinsurer) revert NotReinsurer(msg.sender);
        emit ParameterChanged(bytes32(0), "leastRateBps", int256(newRateBps), int256(leastRateBps), "", 0);
        leastRateBps = newRateBps;
    }

    /// @notice Governance buys a treaty; the premium comes from its own money. One treaty at a time.
    function cede(uint256 premium, uint256 retention, uint256 limit, uint256 seconds_)
        external
        onlyOwner
        nonReentrant
    {
        if (block.timestamp < treaty.endsAt) revert StillBound(treaty.endsAt);
        uint256 least = Math.mulDiv(limit * leastRateBps, seconds_, BPS * 365 days, Math.Rounding.Ceil);
        if (premium < least) revert PremiumTooLow(premium, least);
        balance += premium;
        if (limit > balance) revert LimitNotFunded(limit, balance);
        treaty = Treaty(retention, limit, block.timestamp + seconds_, 0);
        emit ReinsuranceCeded(backstop, bytes32(0), address(asset), premium, limit, retention);
        asset.safeTransferFrom(msg.sender, address(this), premium);
    }

    /// @inheritdoc LossLayer
    function capacity(uint256 total) public view override returns (uint256) {
        Treaty memory one = treaty;
        if (block.timestamp >= one.endsAt || total <= one.retention) return 0;
        return Math.min(Math.min(total - one.retention, one.limit - one.paid), balance);
    }

    /// @inheritdoc BackstopEmitter
    function capitalOf(bytes32 id, address token) external view override returns (Capital memory) {
        return Capital(_isHere(id, token) ? balance : 0, 0, 0, 0, 0, 0);
    }

    function _reportDraw(bytes32 loss, uint256 paid) internal override {
        treaty.paid += paid;
        emit ReinsuranceClaimed(backstop, bytes32(0), address(asset), paid, loss);
    }
}
