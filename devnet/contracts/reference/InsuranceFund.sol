// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";
import {LossLayer} from "./base/LossLayer.sol";

/// @title Static insurance fund
/// @notice Fees, penalties and donations flow in; losses draw it down until it is empty. Nobody has shares in it.
/// @dev Not protected: governance may withdraw at any time, also in sight of a loss. The fund does not know how large the
/// risk is, and nothing fills it up again after a draw.
contract InsuranceFund is LossLayer {
    /// @param token What the fund holds.
    /// @param rank Place in the waterfall.
    constructor(IERC20Metadata token, uint16 rank) LossLayer("Insurance fund", token) {
        emit BackstopRegistered(
            backstop,
            address(this),
            bytes32(0),
            BackstopTypes.MechanismKind.STATIC_INSURANCE_FUND,
            BackstopTypes.LossLayerKind.INSURANCE_FUND,
            rank,
            BackstopTypes.BalanceSource.FLOWS,
            "Insurance fund"
        );
    }

    /// @notice Pays into the fund.
    /// @param cause FEE, PENALTY, YIELD or DONATION.
    /// @param amount In units of the asset.
    function contribute(BackstopTypes.FlowCause cause, uint256 amount) external nonReentrant {
        bool isIncome = cause == BackstopTypes.FlowCause.FEE || cause == BackstopTypes.FlowCause.PENALTY
            || cause == BackstopTypes.FlowCause.YIELD || cause == BackstopTypes.FlowCause.DONATION;
        if (!isIncome) revert WrongCause(cause);
        _take(cause, amount);
    }

    /// @notice Moves capital back to the treasury.
    function withdraw(address to, uint256 amount) external onlyOwner nonReentrant {
        _draw(to, BackstopTypes.FlowCause.WITHDRAWAL, amount, bytes32(0));
    }

    /// @inheritdoc BackstopEmitter
    function capitalOf(bytes32 id, address token) external view override returns (Capital memory) {
        return Capital(_isHere(id, token) ? balance : 0, 0, 0, 0, 0, 0);
    }
}
