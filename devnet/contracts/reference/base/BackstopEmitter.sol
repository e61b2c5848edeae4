// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {BackstopTypes} from "../../standard/BackstopTypes.sol";
import {IBackstopEvents} from "../../standard/IBackstopEvents.sol";
import {IBackstopViews} from "../../standard/IBackstopViews.sol";

/// @title Base of the reference contracts
/// @notice Declares the standard, describes tokens and makes ids. The owner stands for the protocol's governance.
abstract contract BackstopEmitter is IBackstopEvents, IBackstopViews, Ownable {
    uint256 private _lastId;

    /// @param name Name of the contract for people.
    constructor(string memory name) Ownable(msg.sender) {
        emit StandardDeclared(BackstopTypes.VERSION, name);
    }

    /// @inheritdoc IBackstopEvents
    function backstopStandardVersion() external pure returns (uint256) {
        return BackstopTypes.VERSION;
    }

    /// @inheritdoc IBackstopViews
    function capitalOf(bytes32, address) external view virtual returns (Capital memory) {
        return Capital(0, 0, 0, 0, 0, 0);
    }

    /// @inheritdoc IBackstopViews
    function deficitOf(bytes32, address) external view virtual returns (uint256, uint256) {
        return (0, 0);
    }

    /// @inheritdoc IBackstopViews
    function positionOf(bytes32, address, bytes32)
        external
        view
        virtual
        returns (BackstopTypes.Position memory)
    {
        return BackstopTypes.Position(0, 0, 0, false);
    }

    /// @dev Describes an ERC-20 token.
    function _registerToken(IERC20Metadata token) internal {
        emit AssetRegistered(
            address(token), BackstopTypes.AssetKind.ERC20, token.symbol(), token.decimals()
        );
    }

    /// @dev An id that no other contract of the protocol makes: the contract's address and a number.
    function _newId() internal returns (bytes32) {
        _lastId += 1;
        return bytes32((uint256(uint160(address(this))) << 96) | _lastId);
    }
}
