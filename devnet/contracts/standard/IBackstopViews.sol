// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {BackstopTypes} from "./BackstopTypes.sol";

/// @title Views of the Backstop event standard
/// @notice What the events add up to, as the contract itself keeps it. With these views anybody can compare a ledger made from
/// the events with the contract at any block. Each answers zero for what the contract does not run.
interface IBackstopViews {
    /// @notice What a backstop holds of one asset.
    struct Capital {
        /// Σ in − Σ out.
        uint256 balance;
        /// Part that is asked back and waits.
        uint256 pendingOutflow;
        /// Part locked against obligations.
        uint256 encumbered;
        /// Part switched off.
        uint256 disabled;
        /// Claims on the balance in the pool's own share unit; zero in backstops without shares.
        uint256 shares;
        /// Part of the shares that waits for withdrawal.
        uint256 pendingShares;
    }

    /// @notice Capital of a backstop.
    /// @param backstop Its id.
    /// @param asset Unit of the amounts.
    function capitalOf(bytes32 backstop, address asset) external view returns (Capital memory);

    /// @notice Bad debt of a market.
    /// @param market Its id.
    /// @param asset Unit of the amounts.
    /// @return open Recognised and not yet covered, socialised or written off.
    /// @return promised Part of it that is promised or queued.
    function deficitOf(bytes32 market, address asset) external view returns (uint256 open, uint256 promised);

    /// @notice A position.
    /// @param market Its id.
    /// @param account Owner.
    /// @param position Id of the position; zero where an account has one in a market at most.
    function positionOf(bytes32 market, address account, bytes32 position)
        external
        view
        returns (BackstopTypes.Position memory);
}
