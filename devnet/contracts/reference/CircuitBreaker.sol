// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";
import {OracleAggregator} from "./OracleAggregator.sol";

/// @title Circuit breaker
/// @notice Pauses a market when its price falls too far from the highest of the window, or when a guardian says so. It
/// can be opened again no sooner than after a cool-off, and only when the price is good.
/// @dev Not protected: the breaker only says that the market is paused; the market's contract must ask. It sees what somebody
/// checks, and the window begins anew when it is over: a fall across its end counts from there. A pause also keeps owners
/// from saving their positions.
contract CircuitBreaker is BackstopEmitter {
    error NotGuardian(address caller);
    error StillCooling(uint256 readyAt);
    error NotTripped();
    error PriceNotGood(BackstopTypes.PriceStatus status);

    uint256 private constant BPS = 10_000;

    OracleAggregator public immutable oracle;
    /// @notice Market that is paused.
    bytes32 public immutable market;
    bytes32 public immutable backstop;
    /// @notice Fall from the highest price of the window that trips the breaker, basis points.
    uint256 public immutable maxFallBps;
    /// @notice Seconds over which the highest price is kept.
    uint256 public immutable window;
    /// @notice Seconds that the market stays paused at least.
    uint256 public immutable coolOff;
    address public guardian;
    uint256 public highest;
    uint256 public highestAt;
    /// @notice When the market was paused, seconds; zero while it runs.
    uint256 public trippedAt;

    /// @param aggregator Prices of the market.
    /// @param protectedMarket Registered by the contract that runs it.
    /// @param fallBps Fall that trips the breaker, basis points.
    /// @param windowSeconds Seconds over which the highest price is kept.
    /// @param coolOffSeconds Seconds that the market stays paused at least.
    constructor(
        OracleAggregator aggregator,
        bytes32 protectedMarket,
        uint256 fallBps,
        uint256 windowSeconds,
        uint256 coolOffSeconds
    ) BackstopEmitter("Circuit breaker") {
        oracle = aggregator;
        market = protectedMarket;
        maxFallBps = fallBps;
        window = windowSeconds;
        coolOff = coolOffSeconds;
        guardian = msg.sender;
        backstop = _newId();
        emit BackstopRegistered(
            backstop,
            address(this),
            protectedMarket,
            BackstopTypes.MechanismKind.CIRCUIT_BREAKER,
            BackstopTypes.LossLayerKind.POSITION_MARGIN,
            1,
            BackstopTypes.BalanceSource.FLOWS,
            "Circuit breaker"
        );
    }

    /// @notice Whether the market may run.
    function isOpen() external view returns (bool) {
        return trippedAt == 0;
    }

    /// @notice Looks at the price and trips when it fell too far. Anybody may call it.
    function check() external returns (bool hasTripped) {
        if (trippedAt != 0) return false;
        (uint256 price,,) = oracle.latest();
        if (price >= highest || block.timestamp > highestAt + window) {
            (highest, highestAt) = (price, block.timestamp);
            return false;
        }
        hasTripped = (highest - price) * BPS > highest * maxFallBps;
        if (hasTripped) _trip("price");
    }

    /// @notice Pauses at once.
    function pull() external {
        if (msg.sender != guardian) revert NotGuardian(msg.sender);
        if (trippedAt == 0) _trip("guardian");
    }

    /// @notice Opens the market again. Anybody may once the cool-off is over and the price is good.
    function reset() external {
        if (trippedAt == 0) revert NotTripped();
        if (block.timestamp < trippedAt + coolOff) revert StillCooling(trippedAt + coolOff);
        (uint256 price, BackstopTypes.PriceStatus status,) = oracle.latest();
        if (status != BackstopTypes.PriceStatus.OK) revert PriceNotGood(status);
        trippedAt = 0;
        (highest, highestAt) = (price, block.timestamp);
        emit StatusChanged(bytes32(0), market, BackstopTypes.OperatingStatus.ACTIVE, "reset");
    }

    /// @notice Names another guardian.
    function setGuardian(address newGuardian) external onlyOwner {
        guardian = newGuardian;
    }

    function _trip(string memory reason) private {
        trippedAt = block.timestamp;
        emit StatusChanged(bytes32(0), market, BackstopTypes.OperatingStatus.PAUSED, reason);
    }
}
