// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";

/// @title Oracle aggregator
/// @notice The median of several reporters. Reports older than a limit do not count; with too few of them the price is
/// stale, with too great a spread between them it is disputed. The last good price is kept beside its status: whoever acts
/// on it decides what a price that is not OK is good for.
/// @dev Not protected: half of the reporters together set the price, one alone can make it disputed until governance removes
/// it. A change slower than the age limit or smaller than the spread is reported by nobody's duty.
contract OracleAggregator is BackstopEmitter {
    error NotReporter(address caller);
    error TooManyReporters();
    error NoPrice();
    error NoQuorum();

    /// @notice What a reporter last said.
    struct Report {
        uint256 price;
        /// Seconds.
        uint64 at;
    }

    /// @notice What the aggregator last concluded.
    struct Answer {
        /// Median, in 10^-decimals of a dollar for one whole unit; the last good one when the status is not OK.
        uint256 price;
        /// Time of the oldest report in the median, seconds.
        uint64 updatedAt;
        uint64 round;
        BackstopTypes.PriceStatus status;
    }

    uint256 private constant BPS = 10_000;
    uint256 private constant MAX_REPORTERS = 15;
    /// @notice Decimals of all prices.
    uint8 public constant DECIMALS = 8;

    /// @notice Id of the feed.
    bytes32 public immutable feed;
    /// @notice Seconds after which a report no longer counts.
    uint64 public immutable maxAge;
    /// @notice Fewest reports that make a price.
    uint256 public immutable quorum;
    /// @notice Greatest spread between the lowest and the highest report, basis points of the lowest.
    uint256 public immutable maxSpreadBps;
    address[] public reporters;
    mapping(address => bool) public isReporter;
    mapping(address => Report) public reportOf;
    Answer private _answer;

    /// @param token What is priced.
    /// @param maxAgeSeconds Seconds after which a report no longer counts.
    /// @param fewest Fewest reports that make a price.
    /// @param widestBps Greatest spread, basis points of the lowest report.
    constructor(IERC20Metadata token, uint64 maxAgeSeconds, uint256 fewest, uint256 widestBps)
        BackstopEmitter("Oracle aggregator")
    {
        if (fewest == 0) revert NoQuorum();
        feed = _newId();
        maxAge = maxAgeSeconds;
        quorum = fewest;
        maxSpreadBps = widestBps;
        _registerToken(token);
        emit FeedRegistered(
            feed, address(token), BackstopTypes.PriceSource.PROTOCOL, "USD", DECIMALS, SafeCast.toUint32(maxAgeSeconds)
        );
    }

    /// @notice Lets an account report.
    function addReporter(address reporter) external onlyOwner {
        if (reporters.length == MAX_REPORTERS) revert TooManyReporters();
        if (isReporter[reporter]) return;
        isReporter[reporter] = true;
        reporters.push(reporter);
    }

    /// @notice Takes an account's right to report. Its last report counts no longer, and the price is concluded anew.
    function removeReporter(address reporter) external onlyOwner {
        if (!isReporter[reporter]) revert NotReporter(reporter);
        uint256 last = reporters.length - 1;
        for (uint256 at = 0; at < last; at++) if (reporters[at] == reporter) reporters[at] = reporters[last];
        reporters.pop();
        delete isReporter[reporter];
        delete reportOf[reporter];
        poke();
    }

    /// @notice Reports a price and concludes anew.
    /// @param price In 10^-8 dollars for one whole unit.
    function report(uint256 price) external {
        if (!isReporter[msg.sender]) revert NotReporter(msg.sender);
        reportOf[msg.sender] = Report(price, uint64(block.timestamp));
        poke();
    }

    /// @notice Concludes from the reports that count now. Anybody may, because reports also age without a call.
    function poke() public {
        (uint256[] memory prices, uint64 oldest) = _freshReports();
        _answer.round += 1;
        if (prices.length < quorum) {
            _answer.status = BackstopTypes.PriceStatus.STALE;
        } else {
            _sort(prices);
            uint256 lowest = prices[0];
            uint256 highest = prices[prices.length - 1];
            bool isWide = (highest - lowest) * BPS > lowest * maxSpreadBps;
            _answer.status = isWide ? BackstopTypes.PriceStatus.DISPUTED : BackstopTypes.PriceStatus.OK;
            if (!isWide) (_answer.price, _answer.updatedAt) = (_median(prices), oldest);
        }
        if (_answer.price == 0) _answer.status = BackstopTypes.PriceStatus.INVALID;
        emit PriceReported(feed, _answer.price, _answer.status, _answer.round, _answer.updatedAt);
    }

    /// @notice The last good price and what is known about it now: STALE when its reports are too old by the clock.
    function latest() external view returns (uint256 price, BackstopTypes.PriceStatus status, uint64 updatedAt) {
        Answer memory answer = _answer;
        if (answer.price == 0) revert NoPrice();
        bool isOld = block.timestamp > answer.updatedAt + maxAge;
        status = isOld ? BackstopTypes.PriceStatus.STALE : answer.status;
        return (answer.price, status, answer.updatedAt);
    }

    function _freshReports() private view returns (uint256[] memory prices, uint64 oldest) {
        uint256 count = reporters.length;
        prices = new uint256[](count);
        oldest = uint64(block.timestamp);
        uint256 fresh = 0;
        for (uint256 at = 0; at < count; at++) {
            Report memory one = reportOf[reporters[at]];
            if (one.price == 0 || block.timestamp > one.at + maxAge) continue;
            prices[fresh++] = one.price;
            if (one.at < oldest) oldest = one.at;
        }
        assembly ("memory-safe") {
            mstore(prices, fresh)
        }
    }

    function _sort(uint256[] memory values) private pure {
        for (uint256 at = 1; at < values.length; at++) {
            uint256 value = values[at];
            uint256 place = at;
            for (; place > 0 && values[place - 1] > value; place--) values[place] = values[place - 1];
            values[place] = value;
        }
    }

    /// @dev Of an even number the lower middle is taken, so that the answer is always a price that somebody reported.
    function _median(uint256[] memory sorted) private pure returns (uint256) {
        return sorted[(sorted.length - 1) / 2];
    }
}
