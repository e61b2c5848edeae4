// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";
import {ILossLayer} from "./base/ILossLayer.sol";

/// @notice A market's contract that reports losses and receives what covers them.
interface ILossRunner {
    /// @notice Told when open bad debt of a market was covered later; the money has already arrived.
    /// @param market Which.
    /// @param amount In units of the waterfall's asset.
    function onLossCovered(bytes32 market, uint256 amount) external;
}

/// @title Loss waterfall
/// @notice Recognises bad debt of a market and draws the layers in order until it is covered. What no layer pays stays
/// open until somebody covers, socialises or writes it off: it is never forgotten.
/// @dev Not protected: a layer that reverts stops every loss, and layers are called in full, so that governance adds only
/// contracts that it knows and that pay in the waterfall's asset. The contract of a market is believed what it reports. A loss
/// is drawn as soon as it is reported: losses of one crisis find the layers in the order of their transactions.
contract Waterfall is BackstopEmitter, ReentrancyGuard {
    using SafeERC20 for IERC20;

    error NotMarket(address caller);
    error TooManyLayers();
    error MoreThanOpen(uint256 amount, uint256 open);
    error LayerIsThere(address layer);
    error LossIsKnown(bytes32 loss);

    uint256 private constant MAX_LAYERS = 16;

    /// @notice Unit of all losses.
    IERC20 public immutable asset;
    /// @notice Layers in the order in which they pay.
    ILossLayer[] public layers;
    /// @notice Bad debt that nobody has paid, by market.
    mapping(bytes32 => uint256) public openOf;
    /// @notice Part of it that stands open under the id of its loss, by market. What is closed without naming a loss stays in it.
    mapping(bytes32 => mapping(bytes32 => uint256)) public openOfLoss;
    mapping(bytes32 => bool) private _isKnown;
    /// @notice Who may report losses of a market, and receives what the layers pay.
    mapping(bytes32 => address) public runnerOf;

    /// @notice Backstops that cover bad debt outside of the order of the layers, by contract.
    mapping(address => bytes32) public backstopOf;

    /// @param token Unit of all losses.
    constructor(IERC20Metadata token) BackstopEmitter("Waterfall") {
        asset = token;
        _registerToken(token);
    }

    /// @notice Appends a layer, after those that are there.
    function addLayer(ILossLayer layer) external onlyOwner {
        uint256 count = layers.length;
        if (count == MAX_LAYERS) revert TooManyLayers();
        for (uint256 at = 0; at < count; at++) if (layers[at] == layer) revert LayerIsThere(address(layer));
        layers.push(layer);
    }

    /// @notice Names the backstop for which a contract covers bad debt later, outside of the order of the layers.
    function setBackstop(address payer, bytes32 id) external onlyOwner {
        backstopOf[payer] = id;
    }

    /// @notice Lets a contract report the losses of a market that it has registered.
    function setRunner(bytes32 market, address runner) external onlyOwner {
        runnerOf[market] = runner;
    }

    /// @notice Recognises a loss and lets the layers pay. What they pay goes to the market.
    /// @param market Where the debt is bad.
    /// @param loss Id that the market gave it, never used before; zero where losses are not told apart.
    /// @param account The defaulter.
    /// @param amount Bad debt, in units of the asset.
    /// @return covered What the layers paid.
    function absorb(bytes32 market, bytes32 loss, address account, uint256 amount)
        external
        nonReentrant
        returns (uint256 covered)
    {
        if (msg.sender != runnerOf[market]) revert NotMarket(msg.sender);
        if (loss != bytes32(0) && _isKnown[loss]) revert LossIsKnown(loss);
        _isKnown[loss] = true;
        emit LossRecognised(loss, market, address(asset), account, amount);
        uint256 count = layers.length;
        for (uint256 at = 0; at < count && covered < amount; at++) {
            covered += _drawLayer(layers[at], market, loss, amount, amount - covered);
        }
        openOf[market] += amount - covered;
        openOfLoss[market][loss] += amount - covered;
        if (covered > 0) asset.safeTransfer(msg.sender, covered);
    }

    /// @notice Covers open bad debt with the caller's own money. A backstop that does is named.
    /// @param loss Id of the loss; zero where it is not told apart.
    function cover(bytes32 market, bytes32 loss, uint256 amount) external nonReentrant {
        _close(market, loss, amount);
        emit LossCovered(loss, market, address(asset), backstopOf[msg.sender], amount);
        asset.safeTransferFrom(msg.sender, runnerOf[market], amount);
        ILossRunner(runnerOf[market]).onLossCovered(market, amount);
    }

    /// @notice Spreads open bad debt over the claimants of a market; only the market can, because it knows them.
    /// @param rank Place of this layer in the waterfall.
    /// @param claims Claims before, in units of the asset.
    function socialise(bytes32 market, bytes32 loss, uint256 amount, uint16 rank, uint256 claims) external {
        if (msg.sender != runnerOf[market]) revert NotMarket(msg.sender);
        _close(market, loss, amount);
        emit LossSocialised(loss, market, address(asset), rank, amount, claims);
    }

    /// @notice Gives open bad debt up.
    function writeOff(bytes32 market, bytes32 loss, uint256 amount) external onlyOwner {
        _close(market, loss, amount);
        emit LossWrittenOff(loss, market, address(asset), amount);
    }

    /// @notice What the layers would pay now for a loss.
    function quote(uint256 amount) external view returns (uint256 covered) {
        uint256 count = layers.length;
        for (uint256 at = 0; at < count && covered < amount; at++) {
            uint256 capacity = layers[at].capacity(amount);
            covered += capacity < amount - covered ? capacity : amount - covered;
        }
    }

    /// @inheritdoc BackstopEmitter
    function deficitOf(bytes32 market, address token) external view override returns (uint256, uint256) {
        return (token == address(asset) ? openOf[market] : 0, 0);
    }

    function _drawLayer(ILossLayer layer, bytes32 market, bytes32 loss, uint256 total, uint256 missing)
        private
        returns (uint256 paid)
    {
        paid = layer.payLoss(loss, total, missing);
        if (paid > 0) emit LossCovered(loss, market, address(asset), layer.backstop(), paid);
    }

    /// @dev A named loss is closed up to what is open of it, so that no more is ever paid for it than was lost.
    function _close(bytes32 market, bytes32 loss, uint256 amount) private {
        if (amount > openOf[market]) revert MoreThanOpen(amount, openOf[market]);
        openOf[market] -= amount;
        if (loss == bytes32(0)) return;
        uint256 open = openOfLoss[market][loss];
        if (amount > open) revert MoreThanOpen(amount, open);
        openOfLoss[market][loss] = open - amount;
    }
}
