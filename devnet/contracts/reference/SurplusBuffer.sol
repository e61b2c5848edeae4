// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";
import {LossLayer} from "./base/LossLayer.sol";

/// @title Surplus buffer
/// @notice Revenue of the protocol stays here until the buffer is full; what comes beyond belongs to the treasury.
/// @dev Not protected: the buffer does not look at open bad debt, so that what is beyond the target leaves even while some
/// is open, unless governance raises the target first.
contract SurplusBuffer is LossLayer {
    error NothingBeyondTarget();

    /// @notice Balance above which revenue leaves, in units of the asset.
    uint256 public target;
    address public immutable treasury;

    /// @param token What the protocol earns.
    /// @param rank Place in the waterfall.
    /// @param fullAt Balance above which revenue leaves.
    /// @param receiver Who gets what is beyond.
    constructor(IERC20Metadata token, uint16 rank, uint256 fullAt, address receiver)
        LossLayer("Surplus buffer", token)
    {
        target = fullAt;
        treasury = receiver;
        emit BackstopRegistered(
            backstop,
            address(this),
            bytes32(0),
            BackstopTypes.MechanismKind.PROTOCOL_REVENUE_SURPLUS,
            BackstopTypes.LossLayerKind.SURPLUS_BUFFER,
            rank,
            BackstopTypes.BalanceSource.FLOWS,
            "Surplus buffer"
        );
        emit ParameterChanged(bytes32(0), "target", int256(fullAt), 0, "", 0);
    }

    /// @notice Pays revenue in.
    /// @param cause FEE or PENALTY.
    function collect(BackstopTypes.FlowCause cause, uint256 amount) external nonReentrant {
        bool isRevenue = cause == BackstopTypes.FlowCause.FEE || cause == BackstopTypes.FlowCause.PENALTY;
        if (!isRevenue) revert WrongCause(cause);
        _take(cause, amount);
    }

    /// @notice Sends what is beyond the target to the treasury. Anybody may.
    function distribute() external nonReentrant {
        if (balance <= target) revert NothingBeyondTarget();
        _draw(treasury, BackstopTypes.FlowCause.WITHDRAWAL, balance - target, bytes32(0));
    }

    /// @notice Sets the balance above which revenue leaves.
    function setTarget(uint256 newTarget) external onlyOwner {
        emit ParameterChanged(bytes32(0), "target", int256(newTarget), int256(target), "", 0);
        target = newTarget;
    }

    /// @inheritdoc BackstopEmitter
    function capitalOf(bytes32 id, address token) external view override returns (Capital memory) {
        return Capital(_isHere(id, token) ? balance : 0, 0, 0, 0, 0, 0);
    }
}
