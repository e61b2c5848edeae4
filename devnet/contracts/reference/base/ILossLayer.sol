// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @title A layer of a waterfall
/// @notice Something that pays for losses when the waterfall calls it.
interface ILossLayer {
    /// @notice Id of the backstop that pays.
    function backstop() external view returns (bytes32);

    /// @notice Most that it can pay now for one loss, in units of the waterfall's asset.
    /// @param total The whole loss, of which layers before may have paid a part.
    function capacity(uint256 total) external view returns (uint256);

    /// @notice Pays the caller for a loss, with an Outflow that names it. Only the waterfall may call it.
    /// @param loss Id of the loss.
    /// @param total The whole loss, in units of the waterfall's asset.
    /// @param missing Part of it that no layer before has paid.
    /// @return paid At most `missing` and at most what `capacity` was.
    function payLoss(bytes32 loss, uint256 total, uint256 missing) external returns (uint256 paid);
}
