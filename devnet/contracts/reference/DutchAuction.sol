// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";

/// @notice Told when an auction ends.
interface IAuctionOwner {
    /// @param auction Its id.
    /// @param raised What buyers paid, in units of the bid asset, already received.
    /// @param lotLeft What was not sold, in units of the lot asset, already returned.
    function onAuctionEnd(bytes32 auction, uint256 raised, uint256 lotLeft) external;
}

/// @title Dutch auction of collateral
/// @notice The price starts above the market and falls in a straight line to nothing. Anybody takes as much of the lot as
/// they like at the current price, until the tab is raised or the lot is sold. When nobody came in time it must be
/// restarted, at a price that the market gives then.
/// @dev Not protected: without buyers the price falls to nothing, and one keeper alone buys for next to nothing. A buyer may leave a
/// rest too small for anybody's gas. Governance may cancel an auction.
contract DutchAuction is BackstopEmitter, ReentrancyGuard {
    using SafeERC20 for IERC20;

    error NotEngine(address caller);
    error EngineIsSet();
    error UnknownAuction(bytes32 auction);
    error Expired(bytes32 auction);
    error NotExpired(bytes32 auction);
    error PriceAbove(uint256 price, uint256 highest);
    error EmptyLot();

    /// @notice A running auction.
    struct Sale {
        uint256 lot;
        /// Still to raise, in units of the bid asset.
        uint256 tab;
        uint256 raised;
        /// Bid asset for one whole unit of the lot at the start, in units of the bid asset.
        uint256 startPrice;
        uint256 startedAt;
        address account;
    }

    IERC20Metadata public immutable lotAsset;
    IERC20Metadata public immutable bidAsset;
    /// @notice Seconds until the price is nothing.
    uint256 public immutable duration;
    uint256 private immutable _lotUnit;
    bytes32 public immutable backstop;
    /// @notice Who starts auctions and receives what they raise.
    IAuctionOwner public engine;
    mapping(bytes32 => Sale) public saleOf;

    modifier onlyEngine() {
        if (msg.sender != address(engine)) revert NotEngine(msg.sender);
        _;
    }

    /// @param lot What is sold.
    /// @param bid What is paid.
    /// @param seconds_ Seconds until the price is nothing.
    constructor(IERC20Metadata lot, IERC20Metadata bid, uint256 seconds_) BackstopEmitter("Dutch auction") {
        (lotAsset, bidAsset, duration) = (lot, bid, seconds_);
        _lotUnit = 10 ** lot.decimals();
        backstop = _newId();
        _registerToken(lot);
        _registerToken(bid);
        emit BackstopRegistered(
            backstop,
            address(this),
            bytes32(0),
            BackstopTypes.MechanismKind.AUCTION,
            BackstopTypes.LossLayerKind.POSITION_MARGIN,
            1,
            BackstopTypes.BalanceSource.FLOWS,
            "Dutch auction"
        );
    }

    /// @notice Names the liquidation engine, once.
    function setEngine(IAuctionOwner newEngine) external onlyOwner {
        if (address(engine) != address(0)) revert EngineIsSet();
        engine = newEngine;
    }

    /// @notice Starts an auction of collateral that the engine has sent.
    /// @param market Where the collateral comes from.
    /// @param account Whose it was.
    /// @param lot Offered, in units of the lot asset.
    /// @param tab To raise, in units of the bid asset.
    /// @param startPrice Bid asset for one whole unit of the lot.
    function start(bytes32 market, address account, uint256 lot, uint256 tab, uint256 startPrice)
        external
        onlyEngine
        nonReentrant
        returns (bytes32 auction)
    {
        if (lot == 0) revert EmptyLot();
        auction = _newId();
        saleOf[auction] = Sale(lot, tab, 0, startPrice, block.timestamp, account);
        emit AuctionStarted(
            auction,
            market,
            BackstopTypes.Auction({
                kind: BackstopTypes.AuctionKind.COLLATERAL,
                lotAsset: address(lotAsset),
                bidAsset: address(bidAsset),
                lot: lot,
                bid: 0,
                tab: tab,
                account: account,
                caller: msg.sender
            })
        );
        IERC20(lotAsset).safeTransferFrom(msg.sender, address(this), lot);
    }

    /// @notice Buys at the current price, rounded up against the buyer.
    /// @param auction Which.
    /// @param most Most of the lot to buy; less is bought when the tab is raised before.
    /// @param highestPrice Bid asset for one whole unit of the lot that the buyer accepts.
    function take(bytes32 auction, uint256 most, uint256 highestPrice)
        external
        nonReentrant
        returns (uint256 bought, uint256 paid)
    {
        Sale storage sale = _sale(auction);
        if (block.timestamp >= sale.startedAt + duration) revert Expired(auction);
        uint256 price = priceOf(auction);
        if (price > highestPrice) revert PriceAbove(price, highestPrice);
        (bought, paid) = _fill(sale, Math.min(most, sale.lot), price);
        if (bought == 0) revert EmptyLot();
        sale.lot -= bought;
        sale.tab -= Math.min(paid, sale.tab);
        sale.raised += paid;
        bool isLast = sale.lot == 0 || sale.tab == 0;
        emit AuctionTaken(auction, msg.sender, paid, sale.lot, isLast);
        IERC20(bidAsset).safeTransferFrom(msg.sender, address(engine), paid);
        IERC20(lotAsset).safeTransfer(msg.sender, bought);
        if (isLast) _end(auction);
    }

    /// @notice Restarts an auction that nobody finished in time.
    /// @param startPrice Bid asset for one whole unit of the lot.
    function restart(bytes32 auction, uint256 startPrice) external onlyEngine {
        Sale storage sale = _sale(auction);
        if (block.timestamp < sale.startedAt + duration) revert NotExpired(auction);
        (sale.startPrice, sale.startedAt) = (startPrice, block.timestamp);
        emit AuctionRestarted(auction, msg.sender, sale.lot);
    }

    /// @notice Ends an auction without waiting for buyers; what is left returns to the engine.
    function cancel(bytes32 auction) external onlyOwner nonReentrant {
        _sale(auction);
        emit AuctionEnded(auction, msg.sender, BackstopTypes.AuctionEnd.CANCELLED);
        _end(auction);
    }

    /// @notice Price of one whole unit of the lot now, in units of the bid asset, rounded up.
    function priceOf(bytes32 auction) public view returns (uint256) {
        Sale storage sale = _sale(auction);
        uint256 passed = block.timestamp - sale.startedAt;
        return passed >= duration ? 0 : Math.mulDiv(sale.startPrice, duration - passed, duration, Math.Rounding.Ceil);
    }

    /// @dev What a buyer gets of the wanted lot: all of it, or what raises the tab.
    function _fill(Sale storage sale, uint256 wanted, uint256 price) private view returns (uint256, uint256) {
        uint256 cost = Math.mulDiv(wanted, price, _lotUnit, Math.Rounding.Ceil);
        if (cost <= sale.tab) return (wanted, cost);
        return (Math.min(wanted, Math.mulDiv(sale.tab, _lotUnit, price)), sale.tab);
    }

    function _sale(bytes32 auction) private view returns (Sale storage sale) {
        sale = saleOf[auction];
        if (sale.startedAt == 0) revert UnknownAuction(auction);
    }

    function _end(bytes32 auction) private {
        (uint256 raised, uint256 left) = (saleOf[auction].raised, saleOf[auction].lot);
        delete saleOf[auction];
        if (left > 0) IERC20(lotAsset).safeTransfer(address(engine), left);
        engine.onAuctionEnd(auction, raised, left);
    }
}
