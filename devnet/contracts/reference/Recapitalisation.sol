// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";
import {DebtToken} from "./DebtToken.sol";
import {Waterfall} from "./Waterfall.sol";

/// @title Recapitalisation
/// @notice Bad debt that no layer paid is covered by issuing the protocol's own token: in a debt auction, in which bidders
/// pay a fixed sum for ever fewer tokens, or by a sale at a price that governance sets. Either dilutes those who hold it.
/// @dev Not protected: holders are diluted without a limit of this contract. Debt that somebody else covers while it is on sale
/// cancels the auction, and the bidder has its money back: anybody who pays a little can cause that. A bidder whom the asset
/// refuses to pay blocks the bids after it.
contract Recapitalisation is BackstopEmitter, ReentrancyGuard {
    using SafeERC20 for IERC20;

    error MoreThanOpen(uint256 amount, uint256 open);
    error UnknownAuction(bytes32 auction);
    error NotOver(uint256 endsAt);
    error Over(uint256 endedAt);
    error NotLower(uint256 lot, uint256 most);

    /// @notice A running debt auction.
    struct Sale {
        bytes32 market;
        /// Paid by the winner, in units of the asset.
        uint256 bid;
        /// Tokens that the best bidder takes.
        uint256 lot;
        address bidder;
        uint256 endsAt;
    }

    uint256 private constant BPS = 10_000;
    /// @dev Share by which each bid must be below the last.
    uint256 private constant STEP_BPS = 500;

    IERC20Metadata public immutable asset;
    /// @notice The protocol's own token; this contract must be its minter.
    DebtToken public immutable token;
    Waterfall public immutable waterfall;
    bytes32 public immutable backstop;
    /// @notice Seconds after the last bid at which an auction ends.
    uint256 public immutable duration;
    mapping(bytes32 => Sale) public saleOf;
    /// @notice Bad debt for which auctions run, by market, in units of the asset.
    mapping(bytes32 => uint256) public onSale;

    /// @param losses Where the bad debt is open; must name this contract's backstop.
    /// @param ownToken Issued to those who pay.
    /// @param rank Place in the waterfall.
    /// @param seconds_ Seconds after the last bid at which an auction ends.
    constructor(Waterfall losses, DebtToken ownToken, uint16 rank, uint256 seconds_)
        BackstopEmitter("Recapitalisation")
    {
        (waterfall, token, duration) = (losses, ownToken, seconds_);
        asset = IERC20Metadata(address(losses.asset()));
        backstop = _newId();
        _registerToken(asset);
        _registerToken(ownToken);
        emit BackstopRegistered(
            backstop,
            address(this),
            bytes32(0),
            BackstopTypes.MechanismKind.RECAPITALISATION,
            BackstopTypes.LossLayerKind.AUCTION_RECAP,
            rank,
            BackstopTypes.BalanceSource.FLOWS,
            "Recapitalisation"
        );
        asset.approve(address(losses), type(uint256).max);
    }

    /// @notice Starts a debt auction for open bad debt.
    /// @param market Where the debt is open.
    /// @param bid Sum to raise, in units of the asset; at most what is open and not yet on sale.
    /// @param lot Most tokens that are issued for it.
    function start(bytes32 market, uint256 bid, uint256 lot) external onlyOwner returns (bytes32 auction) {
        uint256 open = _notOnSale(market);
        if (bid == 0 || bid > open) revert MoreThanOpen(bid, open);
        auction = _newId();
        onSale[market] += bid;
        saleOf[auction] = Sale(market, bid, lot, address(0), block.timestamp + duration);
        emit AuctionStarted(
            auction,
            market,
            BackstopTypes.Auction({
                kind: BackstopTypes.AuctionKind.DEBT,
                lotAsset: address(token),
                bidAsset: address(asset),
                lot: lot,
                bid: 0,
                tab: bid,
                account: address(0),
                caller: msg.sender
            })
        );
    }

    /// @notice Offers to pay the sum for fewer tokens, at least one. The last bidder's money returns.
    function bidLower(bytes32 auction, uint256 lot) external nonReentrant {
        Sale storage sale = _sale(auction);
        if (block.timestamp >= sale.endsAt) revert Over(sale.endsAt);
        address last = sale.bidder;
        uint256 most = last == address(0) ? sale.lot : sale.lot - Math.ceilDiv(sale.lot * STEP_BPS, BPS);
        if (lot == 0 || lot > most) revert NotLower(lot, most);
        (sale.lot, sale.bidder, sale.endsAt) = (lot, msg.sender, block.timestamp + duration);
        emit AuctionBid(auction, msg.sender, BackstopTypes.BidKind.LOT_DOWN, lot, sale.bid);
        IERC20(asset).safeTransferFrom(msg.sender, address(this), sale.bid);
        if (last != address(0)) IERC20(asset).safeTransfer(last, sale.bid);
    }

    /// @notice Ends an auction: the winner gets the tokens, the bad debt is covered. Without a bid, or when less is open by now
    /// than was bid for, it is cancelled.
    function settle(bytes32 auction) external nonReentrant {
        Sale memory sale = _sale(auction);
        if (block.timestamp < sale.endsAt) revert NotOver(sale.endsAt);
        delete saleOf[auction];
        onSale[sale.market] -= sale.bid;
        bool isSold = sale.bidder != address(0) && sale.bid <= waterfall.openOf(sale.market);
        BackstopTypes.AuctionEnd end =
            isSold ? BackstopTypes.AuctionEnd.SETTLED : BackstopTypes.AuctionEnd.CANCELLED;
        emit AuctionEnded(auction, msg.sender, end);
        if (!isSold) {
            if (sale.bidder != address(0)) IERC20(asset).safeTransfer(sale.bidder, sale.bid);
            return;
        }
        emit Inflow(
            backstop,
            address(asset),
            sale.bidder,
            BackstopTypes.FlowCause.RECAPITALISATION,
            sale.bid,
            bytes32(0)
        );
        token.mint(sale.bidder, sale.lot);
        _coverDebt(sale.market, sale.bid);
    }

    /// @notice Sells new tokens to a buyer who has agreed, at the price that governance sets.
    /// @param amount Paid by the buyer, in units of the asset.
    /// @param minted Tokens issued for it.
    function issue(bytes32 market, address buyer, uint256 amount, uint256 minted)
        external
        onlyOwner
        nonReentrant
    {
        uint256 open = _notOnSale(market);
        if (amount > open) revert MoreThanOpen(amount, open);
        emit Recapitalised(backstop, market, buyer, address(asset), amount, address(token), minted);
        IERC20(asset).safeTransferFrom(buyer, address(this), amount);
        token.mint(buyer, minted);
        _coverDebt(market, amount);
    }

    /// @notice Money that passes through belongs to nobody else: the backstop holds nothing between transactions.
    function _coverDebt(bytes32 market, uint256 amount) private {
        emit Outflow(
            backstop, address(asset), address(waterfall), BackstopTypes.FlowCause.COVERAGE, amount, bytes32(0)
        );
        waterfall.cover(market, bytes32(0), amount);
    }

    /// @dev Open bad debt for which no auction runs.
    function _notOnSale(bytes32 market) private view returns (uint256) {
        uint256 open = waterfall.openOf(market);
        return open - Math.min(open, onSale[market]);
    }

    function _sale(bytes32 auction) private view returns (Sale storage sale) {
        sale = saleOf[auction];
        if (sale.endsAt == 0) revert UnknownAuction(auction);
    }
}
