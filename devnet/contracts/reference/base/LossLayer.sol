// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BackstopTypes} from "../../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./BackstopEmitter.sol";
import {ILossLayer} from "./ILossLayer.sol";

/// @title Base of the layers that pay out of a balance of one token
/// @notice Keeps the balance by its own book: tokens that are sent without a call are not capital. Tokens that take a fee
/// on transfer, rebase or can freeze an account are not supported. Governance is trusted: it names the waterfall, which may
/// draw all that a layer can pay.
abstract contract LossLayer is BackstopEmitter, ILossLayer, ReentrancyGuard {
    using SafeERC20 for IERC20;

    error NotWaterfall(address caller);
    error WaterfallIsSet();
    error WrongCause(BackstopTypes.FlowCause cause);

    /// @notice What the layer holds.
    IERC20 public immutable asset;
    /// @inheritdoc ILossLayer
    bytes32 public immutable backstop;
    /// @notice Who may draw.
    address public waterfall;
    /// @notice Capital by the contract's own book, in units of the asset.
    uint256 public balance;

    modifier onlyWaterfall() {
        if (msg.sender != waterfall) revert NotWaterfall(msg.sender);
        _;
    }

    /// @param name Of the contract and its backstop.
    /// @param token What the layer holds.
    constructor(string memory name, IERC20Metadata token) BackstopEmitter(name) {
        asset = token;
        backstop = _newId();
        _registerToken(token);
    }

    /// @notice Names the waterfall, once.
    function setWaterfall(address newWaterfall) external onlyOwner {
        if (waterfall != address(0)) revert WaterfallIsSet();
        waterfall = newWaterfall;
    }

    /// @inheritdoc ILossLayer
    function capacity(uint256) public view virtual returns (uint256) {
        return balance;
    }

    /// @inheritdoc ILossLayer
    function payLoss(bytes32 loss, uint256 total, uint256 missing)
        external
        onlyWaterfall
        nonReentrant
        returns (uint256 paid)
    {
        paid = Math.min(missing, capacity(total));
        if (paid == 0) return 0;
        balance -= paid;
        _reportDraw(loss, paid);
        asset.safeTransfer(msg.sender, paid);
    }

    /// @dev States that the waterfall drew: an Outflow COVERAGE unless a layer says otherwise.
    function _reportDraw(bytes32 loss, uint256 paid) internal virtual {
        emit Outflow(
            backstop, address(asset), msg.sender, BackstopTypes.FlowCause.COVERAGE, paid, loss
        );
    }

    /// @dev Takes tokens from the caller into the balance.
    function _take(BackstopTypes.FlowCause cause, uint256 amount) internal {
        balance += amount;
        emit Inflow(backstop, address(asset), msg.sender, cause, amount, bytes32(0));
        asset.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @dev Pays tokens out of the balance.
    function _draw(address to, BackstopTypes.FlowCause cause, uint256 amount, bytes32 loss) internal {
        balance -= amount;
        emit Outflow(backstop, address(asset), to, cause, amount, loss);
        asset.safeTransfer(to, amount);
    }

    function _isHere(bytes32 id, address token) internal view returns (bool) {
        return id == backstop && token == address(asset);
    }
}
