// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";
import {LossLayer} from "./base/LossLayer.sol";
import {DebtToken} from "./DebtToken.sol";

/// @title Protocol-owned reserve through bonds
/// @notice Buyers pay the reserve asset now for the protocol's token later, at a discount. What they paid belongs to the
/// protocol and stands for losses. A part may be lent out or otherwise kept busy; then it cannot pay.
/// @dev Not protected: terms may change between a buyer's signature and its block. Nothing caps the tokens sold. That a part is
/// busy is governance's word: here the tokens only lie still.
contract BondReserve is LossLayer {
    using SafeERC20 for IERC20;

    error NotVested(uint256 vestsAt);
    error NothingOwed();
    error MoreThanFree(uint256 amount, uint256 free);
    error MoreThanDeployed(uint256 amount, uint256 deployed);
    error WorthNothing();
    error BadTerms(uint256 discountBps);
    error NothingOffered();

    /// @notice Tokens owed to a buyer.
    struct Bond {
        uint256 owed;
        uint256 vestsAt;
    }

    uint256 private constant BPS = 10_000;

    /// @notice The protocol's token; this contract must be its minter.
    DebtToken public immutable token;
    bytes32 public immutable market;
    /// @notice Seconds from sale to delivery.
    uint256 public immutable vesting;
    /// @notice Reserve asset for one whole token, before the discount.
    uint256 public price;
    uint256 public discountBps;
    /// @notice Part of the balance that is kept busy elsewhere.
    uint256 public deployed;
    mapping(address => Bond) public bondOf;

    /// @param reserve What buyers pay.
    /// @param ownToken What they receive.
    /// @param rank Place in the waterfall.
    /// @param vestingSeconds Seconds from sale to delivery.
    constructor(IERC20Metadata reserve, DebtToken ownToken, uint16 rank, uint256 vestingSeconds)
        LossLayer("Bond reserve", reserve)
    {
        (token, vesting) = (ownToken, vestingSeconds);
        market = _newId();
        _registerToken(ownToken);
        emit MarketRegistered(
            market,
            BackstopTypes.MarketKind.SYSTEM,
            "Treasury",
            address(this),
            address(0),
            address(reserve),
            bytes32(0)
        );
        emit BackstopRegistered(
            backstop,
            address(this),
            market,
            BackstopTypes.MechanismKind.BONDING,
            BackstopTypes.LossLayerKind.POL,
            rank,
            BackstopTypes.BalanceSource.FLOWS,
            "Bond reserve"
        );
    }

    /// @notice Sets price and discount of the bonds; a price of zero ends the sale.
    function setTerms(uint256 newPrice, uint256 newDiscountBps) external onlyOwner {
        if (newDiscountBps >= BPS) revert BadTerms(newDiscountBps);
        emit ParameterChanged(market, "bondPrice", int256(newPrice), int256(price), "", 0);
        emit ParameterChanged(market, "bondDiscountBps", int256(newDiscountBps), int256(discountBps), "", 0);
        (price, discountBps) = (newPrice, newDiscountBps);
    }

    /// @notice Buys a bond. Buying again adds to it and starts its vesting anew.
    function buy(uint256 amount) external nonReentrant returns (uint256 owed) {
        if (price == 0) revert NothingOffered();
        uint256 discounted = Math.mulDiv(price, BPS - discountBps, BPS, Math.Rounding.Ceil);
        owed = Math.mulDiv(amount, 10 ** token.decimals(), discounted);
        if (owed == 0) revert WorthNothing();
        Bond storage bond = bondOf[msg.sender];
        (bond.owed, bond.vestsAt) = (bond.owed + owed, block.timestamp + vesting);
        balance += amount;
        emit BondSold(backstop, market, msg.sender, address(asset), amount, address(token), owed);
        asset.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @notice Receives the tokens of a vested bond.
    function redeem() external nonReentrant {
        Bond memory bond = bondOf[msg.sender];
        if (bond.owed == 0) revert NothingOwed();
        if (block.timestamp < bond.vestsAt) revert NotVested(bond.vestsAt);
        delete bondOf[msg.sender];
        token.mint(msg.sender, bond.owed);
    }

    /// @notice Keeps a part of the reserve busy elsewhere; it stays the protocol's but cannot pay losses.
    function deploy(uint256 amount) external onlyOwner {
        if (amount > balance - deployed) revert MoreThanFree(amount, balance - deployed);
        deployed += amount;
        emit Held(backstop, address(asset), address(0), BackstopTypes.HoldKind.ENCUMBERED, amount);
    }

    /// @notice Brings a part back with what it earned.
    function recall(uint256 amount, uint256 yield_) external onlyOwner nonReentrant {
        if (amount > deployed) revert MoreThanDeployed(amount, deployed);
        deployed -= amount;
        emit Released(backstop, address(asset), address(0), BackstopTypes.HoldKind.ENCUMBERED, amount);
        if (yield_ > 0) _take(BackstopTypes.FlowCause.YIELD, yield_);
    }

    /// @inheritdoc LossLayer
    function capacity(uint256) public view override returns (uint256) {
        return balance - deployed;
    }

    /// @inheritdoc BackstopEmitter
    function capitalOf(bytes32 id, address held) external view override returns (Capital memory) {
        return _isHere(id, held) ? Capital(balance, 0, deployed, 0, 0, 0) : Capital(0, 0, 0, 0, 0, 0);
    }
}
