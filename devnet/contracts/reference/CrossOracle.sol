// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {OracleAggregator} from "./OracleAggregator.sol";

/// @title Cross oracle
/// @notice Price of one token in units of another, from the dollar prices of both: for a market in which something else than
/// dollars is lent. It keeps nothing and emits nothing; both prices stand with their own aggregators.
/// @dev Not protected: as wrong as either of the two. When the lent token's price is late, its rise is seen late.
contract CrossOracle {
    /// @notice Decimals of all prices.
    uint8 public constant DECIMALS = 8;
    /// @notice A market by this price has no feed of its own.
    bytes32 public constant feed = 0;

    OracleAggregator public immutable base;
    OracleAggregator public immutable quote;

    /// @param basePrices Dollar prices of what is priced.
    /// @param quotePrices Dollar prices of the unit in which it is priced.
    constructor(OracleAggregator basePrices, OracleAggregator quotePrices) {
        (base, quote) = (basePrices, quotePrices);
    }

    /// @notice Price of one whole unit of the base in whole units of the quote, rounded down; the worse of both statuses,
    /// the older of both times.
    function latest()
        external
        view
        returns (uint256 price, BackstopTypes.PriceStatus status, uint64 updatedAt)
    {
        (uint256 basePrice, BackstopTypes.PriceStatus baseStatus, uint64 baseAt) = base.latest();
        (uint256 quotePrice, BackstopTypes.PriceStatus quoteStatus, uint64 quoteAt) = quote.latest();
        price = Math.mulDiv(basePrice, 10 ** DECIMALS, quotePrice);
        status = baseStatus == BackstopTypes.PriceStatus.OK ? quoteStatus : baseStatus;
        updatedAt = baseAt < quoteAt ? baseAt : quoteAt;
    }
}
