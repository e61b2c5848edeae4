// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";
import {LossLayer} from "./base/LossLayer.sol";
import {MarginEngine} from "./MarginEngine.sol";

/// @title Native-token hedge
/// @notice A fund that must stand when the protocol's own token falls is short of it: the hedge earns what the token
/// loses. The margin lies in the perpetual market and cannot pay losses until it is brought back.
/// @dev Not protected: the hedge earns nothing when its one counterparty is bankrupt and the market's layers are empty, and its
/// own profit may be cut by deleveraging. When the token rises the margin may be liquidated.
contract NativeTokenHedge is LossLayer {
    error ReserveTooSmall(uint256 wanted, uint256 balance);

    MarginEngine public immutable engine;
    /// @notice Account that takes the other side.
    address public immutable maker;

    /// @param token Quote token of the market.
    /// @param margins The perpetual market of the native token.
    /// @param counterparty Account that takes the other side.
    /// @param rank Place in the waterfall.
    constructor(IERC20Metadata token, MarginEngine margins, address counterparty, uint16 rank)
        LossLayer("Native-token hedge", token)
    {
        (engine, maker) = (margins, counterparty);
        emit BackstopRegistered(
            backstop,
            address(this),
            bytes32(0),
            BackstopTypes.MechanismKind.NATIVE_TOKEN_HEDGE,
            BackstopTypes.LossLayerKind.INSURANCE_FUND,
            rank,
            BackstopTypes.BalanceSource.FLOWS,
            "Native-token hedge"
        );
        token.approve(address(margins), type(uint256).max);
    }

    /// @notice Pays into the fund.
    function fund(uint256 amount) external nonReentrant {
        _take(BackstopTypes.FlowCause.DONATION, amount);
    }

    /// @notice Puts margin into the market and changes the hedge.
    /// @param margin From the balance, in units of the asset.
    /// @param size Signed change, negative = short more.
    function extend(uint256 margin, int256 size) external onlyOwner nonReentrant {
        if (margin > balance) revert ReserveTooSmall(margin, balance);
        balance -= margin;
        if (margin > 0) engine.deposit(margin);
        if (size != 0) engine.trade(maker, size);
        _report(-int256(margin));
    }

    /// @notice Changes the hedge and brings margin back with what was earned.
    /// @param size Signed change, positive = short less.
    /// @param margin Brought back, in units of the asset.
    function reduce(int256 size, uint256 margin) external onlyOwner nonReentrant {
        if (size != 0) engine.trade(maker, size);
        if (margin > 0) engine.withdraw(margin);
        balance += margin;
        _report(int256(margin));
    }

    /// @inheritdoc BackstopEmitter
    function capitalOf(bytes32 id, address token) external view override returns (Capital memory) {
        return Capital(_isHere(id, token) ? balance : 0, 0, 0, 0, 0, 0);
    }

    function _report(int256 cash) private {
        (uint256 margin, int256 size,) = engine.accountOf(address(this));
        emit HedgeTraded(backstop, engine.market(), address(asset), cash, margin, size);
    }
}
