// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title A layer of a waterfall
/// @notice Something that pays for losses when the waterfall calls it.
interface ILossLayer {
    /// @notice Id of the backstop that pays.
    function backstop() external view returns (bytes32);

    /// @notice Most that it can pay now, in units of the waterfall's asset.
    function capacity() external view returns (uint256);

    /// @notice Pays the caller for a loss, with an Outflow that names it. Only the waterfall may call it.
    /// @param loss Id of the loss.
    /// @param amount Still uncovered, in units of the waterfall's asset.
    /// @return paid At most `amount` and at most what `capacity` was.
    function payLoss(bytes32 loss, uint256 amount) external returns (uint256 paid);
}
