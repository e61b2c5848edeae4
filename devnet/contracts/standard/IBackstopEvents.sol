// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {BackstopTypes} from "./BackstopTypes.sol";

/// @title The Backstop event standard
/// @notice Events from which the whole record of a backstop can be written: who put capital in, what it lost, who bore
/// which part of which loss, and what is still open. A contract that emits them joins the ledger by data alone.
///
/// Rules for every event:
/// - Amounts are exact integers in the smallest unit of the asset beside them, and never negative unless the type is signed.
/// - `address(0)` as an asset means none; the network's own coin is `BackstopTypes.NATIVE`.
/// - `bytes32(0)` as an id means none. Ids of markets, backstops, feeds and losses are chosen by the emitter, never used
///   twice within a protocol (all contracts listed under one slug), and may be used by all of its contracts. Ids of
///   auctions, series, positions and requests are unique within the emitting contract. `bytes32(n)` is a good id.
/// - What an event names was registered by an earlier log (AssetRegistered, MarketRegistered, BackstopRegistered,
///   FeedRegistered, SeriesListed). Names that nobody will ever repeat, such as losses, need no registration.
/// - Capital moves only by the events of the section "Capital"; the events of losses, auctions and options move none. What
///   a backstop pays for a loss is an Outflow and a LossAllocated or LossCovered.
/// - The event that states a loss or an exercise (Liquidated, LossRecognised, OptionExercised) comes before
///   every event that names it.
///
/// A broken promise does not stop the ledger: the part that fits is applied, or none, and the rest is kept as a skipped
/// event with its reason.
interface IBackstopEvents {
    /// @notice Version of the standard that the contract emits: `BackstopTypes.VERSION`.
    function backstopStandardVersion() external view returns (uint256);

    // ------------------------------------------------------------------------------------------------ Registration

    /// @notice The contract emits this standard. Emitted once, first, in the constructor or initialiser.
    /// @param version As backstopStandardVersion returns it. An unknown major is reported by readers.
    /// @param name Name of the contract for people.
    event StandardDeclared(uint256 version, string name);

    /// @notice Describes an asset. Later descriptions of the same asset change nothing.
    /// @param asset Token, `BackstopTypes.NATIVE`, or the contract that keeps an internal unit.
    /// @param kind What it is.
    /// @param symbol Ticker.
    /// @param decimals amount / 10^decimals is the human amount.
    event AssetRegistered(address indexed asset, BackstopTypes.AssetKind kind, string symbol, uint8 decimals);

    /// @notice Describes what is protected.
    /// @param market Its id.
    /// @param kind What it is.
    /// @param name For people, such as `ETH-A`.
    /// @param runner Contract that runs it.
    /// @param collateralAsset What is pledged or traded; zero where there is no single one.
    /// @param debtAsset What is owed and what losses are counted in; zero where there is no single one.
    /// @param feed Feed that prices the collateral; zero for none.
    event MarketRegistered(
        bytes32 indexed market,
        BackstopTypes.MarketKind kind,
        string name,
        address runner,
        address collateralAsset,
        address debtAsset,
        bytes32 feed
    );

    /// @notice Describes a layer of capital or a machine that resolves losses.
    /// @param backstop Its id.
    /// @param holder Contract that holds the capital.
    /// @param market Market that it protects; zero when it stands behind all of the protocol's markets.
    /// @param kind What kind of machine it is.
    /// @param layer Place in the waterfall by kind.
    /// @param rank Place in the protocol's waterfall; 1 absorbs first. At least 1.
    /// @param balanceSource FLOWS promises that each movement of capital emits an event of the section "Capital".
    /// @param name For people.
    event BackstopRegistered(
        bytes32 indexed backstop,
        address indexed holder,
        bytes32 indexed market,
        BackstopTypes.MechanismKind kind,
        BackstopTypes.LossLayerKind layer,
        uint16 rank,
        BackstopTypes.BalanceSource balanceSource,
        string name
    );

    /// @notice Describes a source of prices.
    /// @param feed Its id.
    /// @param asset What is priced.
    /// @param source Where the price comes from.
    /// @param quote Currency of the price, such as `USD`.
    /// @param decimals price / 10^decimals is the price of one whole unit of the asset.
    /// @param heartbeat Longest promised time between updates, seconds; zero when nothing is promised.
    event FeedRegistered(
        bytes32 indexed feed,
        address indexed asset,
        BackstopTypes.PriceSource source,
        string quote,
        uint8 decimals,
        uint32 heartbeat
    );

    // ------------------------------------------------------------------------------------------------ Capital
    //
    // balance = sum of what comes in - sum of what goes out, for each backstop and asset, at every log. Promise: the
    // balance never falls below zero, and no more is released than is held.

    /// @notice A provider puts capital in; the balance grows by `amount`.
    /// @param backstop Where to.
    /// @param asset Unit of `amount`.
    /// @param account The provider.
    /// @param amount Added.
    /// @param shares Minted for it, in the pool's own share unit; zero only in backstops without shares.
    event Deposited(
        bytes32 indexed backstop,
        address indexed asset,
        address indexed account,
        uint256 amount,
        uint256 shares
    );

    /// @notice A provider asks capital back; the balance is unchanged.
    /// @param backstop Where from.
    /// @param asset What is asked back.
    /// @param account The provider.
    /// @param request Id of the request; zero where a provider has one at most.
    /// @param amount Asked back by this log; held as PENDING_OUTFLOW in backstops without shares. For information otherwise.
    /// @param shares That enter the queue by this log; zero only in backstops without shares.
    event WithdrawalRequested(
        bytes32 indexed backstop,
        address indexed asset,
        address indexed account,
        bytes32 request,
        uint256 amount,
        uint256 shares
    );

    /// @notice A provider takes a request back, in whole or in part.
    /// @param backstop Where from.
    /// @param asset What was asked back.
    /// @param account The provider.
    /// @param request Id of the request; zero where a provider has one at most.
    /// @param amount No longer asked back; at most what waits. For information in backstops with shares.
    /// @param shares That leave the queue; at most what waits. Zero only in backstops without shares.
    event WithdrawalCancelled(
        bytes32 indexed backstop,
        address indexed asset,
        address indexed account,
        bytes32 request,
        uint256 amount,
        uint256 shares
    );

    /// @notice A provider receives capital; the balance falls by `amount`.
    /// @param backstop Where from.
    /// @param asset Unit of `amount`.
    /// @param account The provider.
    /// @param request Id of the request that this answers; zero where a provider has one at most or asked for nothing.
    /// @param amount Paid.
    /// @param shares Burnt for it; zero only in backstops without shares.
    /// @param isQueued True when it was requested before: what is paid (or its shares) leaves the queue with this log.
    event Withdrawn(
        bytes32 indexed backstop,
        address indexed asset,
        address indexed account,
        bytes32 request,
        uint256 amount,
        uint256 shares,
        bool isQueued
    );

    /// @notice The balance grows by `amount` for a reason that has no event of its own.
    /// @param backstop Where to.
    /// @param asset Unit of `amount`.
    /// @param account Who paid.
    /// @param cause Why: FEE, PENALTY, PREMIUM, YIELD, DONATION, LIQUIDATION_GAIN, AUCTION_PROCEEDS, REBALANCE, EXERCISE...
    /// @param amount Added.
    /// @param fact Id of the loss or exercise that caused it; zero when it stands alone.
    event Inflow(
        bytes32 indexed backstop,
        address indexed asset,
        address indexed account,
        BackstopTypes.FlowCause cause,
        uint256 amount,
        bytes32 fact
    );

    /// @notice The balance falls by `amount` for a reason that has no event of its own.
    /// @param backstop Where from.
    /// @param asset Unit of `amount`.
    /// @param account Who received it.
    /// @param cause Why: COVERAGE, SLASH, PAYOUT, LIQUIDATION_LOSS, EXERCISE, AUCTION_PAYMENT, REBALANCE...
    /// @param amount Taken; at most the balance.
    /// @param fact Id of the loss or exercise that caused it; zero when it stands alone.
    event Outflow(
        bytes32 indexed backstop,
        address indexed asset,
        address indexed account,
        BackstopTypes.FlowCause cause,
        uint256 amount,
        bytes32 fact
    );

    /// @notice A part of the balance can no longer absorb losses; the balance is unchanged.
    /// @param backstop Whose capital.
    /// @param asset Unit of `amount`.
    /// @param account For whom it is held: the holder of an option, the protocol that a commitment is made to; or zero.
    /// @param hold Why it cannot be used.
    /// @param amount Held from now on, besides what was held before.
    event Held(
        bytes32 indexed backstop,
        address indexed asset,
        address indexed account,
        BackstopTypes.HoldKind hold,
        uint256 amount
    );

    /// @notice A part of the balance can be used again; the balance is unchanged.
    /// @param backstop Whose capital.
    /// @param asset Unit of `amount`.
    /// @param account For whom it was held; or zero.
    /// @param hold Why it could not be used.
    /// @param amount Released; at most what is held.
    event Released(
        bytes32 indexed backstop,
        address indexed asset,
        address indexed account,
        BackstopTypes.HoldKind hold,
        uint256 amount
    );

    /// @notice States the balance of a backstop. Where its source is SNAPSHOT, the difference to the last is a flow; elsewhere it
    /// checks the flows: a difference is reported as a broken promise and changes nothing.
    /// @param backstop Whose capital.
    /// @param asset Unit of `balance`.
    /// @param balance All that the backstop holds of the asset.
    event BalanceStated(bytes32 indexed backstop, address indexed asset, uint256 balance);

    /// @notice A swap against the reserve at the peg: `amountIn` enters it and `amountOut` leaves it.
    /// @param backstop The reserve.
    /// @param assetIn What it receives; zero when it is burnt and so not held.
    /// @param assetOut What it gives; zero when it is minted and so was not held.
    /// @param account Who swaps.
    /// @param amountIn Received with `fee`, in units of the incoming asset; zero when `assetIn` is.
    /// @param amountOut Given, in units of the outgoing asset; zero when `assetOut` is.
    /// @param fee Part of `amountIn` that the reserve earns as a fee.
    event PegSwapped(
        bytes32 indexed backstop,
        address indexed assetIn,
        address indexed assetOut,
        address account,
        uint256 amountIn,
        uint256 amountOut,
        uint256 fee
    );

    /// @notice A bond was sold: `amount` enters the backstop at once, what was sold for it is delivered later.
    /// @param backstop Who receives the proceeds.
    /// @param market Market whose capital it is.
    /// @param account The buyer.
    /// @param asset What is paid.
    /// @param amount Paid.
    /// @param bondAsset What the buyer will receive.
    /// @param bondAmount Owed to the buyer, in units of the bond asset.
    event BondSold(
        bytes32 indexed backstop,
        bytes32 indexed market,
        address indexed account,
        address asset,
        uint256 amount,
        address bondAsset,
        uint256 bondAmount
    );

    /// @notice New capital entered after a loss: a mint, a rights issue, the treasury's own money. Proceeds of a debt auction
    /// are Inflow RECAPITALISATION instead, so that its lot is not counted twice.
    /// @param backstop Who receives it.
    /// @param market Market whose loss it answers.
    /// @param account Who pays.
    /// @param asset What is paid.
    /// @param amount Paid.
    /// @param mintedAsset Token issued for it; zero for none.
    /// @param mintedAmount Issued for it, in units of the minted asset.
    event Recapitalised(
        bytes32 indexed backstop,
        bytes32 indexed market,
        address indexed account,
        address asset,
        uint256 amount,
        address mintedAsset,
        uint256 mintedAmount
    );

    /// @notice A premium went from the ceding backstop to the reinsurer for a slice of its losses.
    /// @param reinsurer Whose balance grows by `premium`.
    /// @param ceding Whose balance falls by `premium`; zero when it was paid from elsewhere.
    /// @param asset Unit of the amounts.
    /// @param premium Paid.
    /// @param limit Most that the reinsurer will pay from now on.
    /// @param retention Loss below which it pays nothing.
    event ReinsuranceCeded(
        bytes32 indexed reinsurer,
        bytes32 indexed ceding,
        address indexed asset,
        uint256 premium,
        uint256 limit,
        uint256 retention
    );

    /// @notice A reinsurer paid. The part of the loss that it bears is stated by LossAllocated or LossCovered besides.
    /// @param reinsurer Whose balance falls by `amount`.
    /// @param ceding Whose balance grows by `amount`; zero when the claimant was paid directly.
    /// @param asset Unit of `amount`.
    /// @param amount Paid; at most the reinsurer's balance.
    /// @param loss Loss behind the claim; zero when it is none in particular.
    event ReinsuranceClaimed(
        bytes32 indexed reinsurer,
        bytes32 indexed ceding,
        address indexed asset,
        uint256 amount,
        bytes32 loss
    );

    /// @notice A hedge was opened, changed or closed.
    /// @param backstop Whose hedge it is.
    /// @param market PERPETUAL market of the hedge.
    /// @param asset Unit of `cash` and of the market's collateral.
    /// @param cash Signed: received by the backstop (+) or paid by it (-).
    /// @param margin Margin of the hedge after, in units of the asset.
    /// @param size Signed size of the hedge after, positive = long, in the market's base unit.
    event HedgeTraded(
        bytes32 indexed backstop,
        bytes32 indexed market,
        address indexed asset,
        int256 cash,
        uint256 margin,
        int256 size
    );

    /// @notice Funding of a hedge was settled.
    /// @param backstop Whose hedge it is.
    /// @param market PERPETUAL market of the hedge.
    /// @param asset Unit of `cash`.
    /// @param cash Signed: received by the backstop (+) or paid by it (-).
    event HedgeFunded(bytes32 indexed backstop, bytes32 indexed market, address indexed asset, int256 cash);

    // ------------------------------------------------------------------------------------------------ Positions

    /// @notice A position changed. Promise: `state` is what the contract holds of it after the log.
    /// @param market Where.
    /// @param account Owner.
    /// @param position Id of the position; zero where an account has one in a market at most.
    /// @param cause Why.
    /// @param state After the change.
    event PositionChanged(
        bytes32 indexed market,
        address indexed account,
        bytes32 indexed position,
        BackstopTypes.PositionCause cause,
        BackstopTypes.Position state
    );

    /// @notice States what the lenders of a market are owed and its borrowers owe: claims, not capital.
    /// @param market Where.
    /// @param suppliedAssets Claims of all lenders, in units of the market's debt asset.
    /// @param borrowedAssets Debt of all borrowers, in units of the market's debt asset.
    event LendingStated(bytes32 indexed market, uint256 suppliedAssets, uint256 borrowedAssets);

    /// @notice A position was closed, in whole or in part, because its collateral no longer sufficed. The position itself
    /// changes by PositionChanged LIQUIDATION.
    ///
    /// Promises: `absorbed` <= `loss`; what LossAllocated, Deleveraged, LossCovered and LossSocialised of this transaction
    /// take of the loss sums to `absorbed`; what neither LossAllocated nor Deleveraged takes is stated by one LossRecognised
    /// that names the loss, in this transaction; an auction that is named started before this log.
    /// @param market Where.
    /// @param loss Id of the loss, never used before; zero only where there is no loss or an auction must show it.
    /// @param account Owner of the position.
    /// @param details What happened.
    event Liquidated(
        bytes32 indexed market,
        bytes32 indexed loss,
        address indexed account,
        BackstopTypes.Liquidation details
    );

    /// @notice A profitable position was reduced to close a bankrupt one. Its haircut is the part of the loss that the
    /// layer ADL takes: no LossAllocated is emitted besides.
    /// @param market Where.
    /// @param taker Account whose profit was cut.
    /// @param loss Loss that the haircut pays, stated before; zero for none in particular.
    /// @param backstop The deleveraging mechanism, of the layer ADL.
    /// @param details What happened.
    event Deleveraged(
        bytes32 indexed market,
        address indexed taker,
        bytes32 indexed loss,
        bytes32 backstop,
        BackstopTypes.Deleveraging details
    );

    // ------------------------------------------------------------------------------------------------ Losses
    //
    // open = recognised - covered - socialised - written off, for each market and asset, and 0 <= promised <= open.

    /// @notice A layer takes a part of a loss at once, so that it never stands open as bad debt.
    /// @param loss Stated before. Promise: the parts taken sum to at most the loss.
    /// @param backstop Who takes it; zero for layers without capital of their own.
    /// @param asset Unit of `amount`.
    /// @param layer Which layer; that of the backstop where one is named.
    /// @param rank Place in the waterfall; that of the backstop where one is named.
    /// @param amount Taken.
    event LossAllocated(
        bytes32 indexed loss,
        bytes32 indexed backstop,
        address indexed asset,
        BackstopTypes.LossLayerKind layer,
        uint16 rank,
        uint256 amount
    );

    /// @notice Bad debt was recognised: the open deficit grows by `amount`.
    /// @param loss Id of the loss: that of a Liquidated, or a new one; zero where losses are not told apart.
    /// @param market Where.
    /// @param asset Unit of `amount`.
    /// @param account The defaulter; zero for none in particular.
    /// @param amount Recognised.
    event LossRecognised(
        bytes32 indexed loss,
        bytes32 indexed market,
        address indexed asset,
        address account,
        uint256 amount
    );

    /// @notice A part of the open deficit was promised or queued, or a promise ended; the deficit stays.
    /// @param loss Which loss; zero where losses are not told apart.
    /// @param market Where.
    /// @param asset Unit of `change`.
    /// @param backstop Who promises; zero for none in particular.
    /// @param change Signed: promised (+) or released (-). Promise: never more than is open, or promised.
    event LossPromised(
        bytes32 indexed loss,
        bytes32 indexed market,
        address indexed asset,
        bytes32 backstop,
        int256 change
    );

    /// @notice A backstop paid a part of the open deficit and so takes it: no LossAllocated is emitted besides.
    /// @param loss Which loss; zero where losses are not told apart.
    /// @param market Where.
    /// @param asset Unit of `amount`.
    /// @param backstop Who paid; zero when nobody registered did.
    /// @param amount Paid; at most what is open.
    event LossCovered(
        bytes32 indexed loss,
        bytes32 indexed market,
        address indexed asset,
        bytes32 backstop,
        uint256 amount
    );

    /// @notice A part of the open deficit was spread over claimants: no LossAllocated is emitted besides.
    /// @param loss Which loss; zero where losses are not told apart.
    /// @param market Where.
    /// @param asset Unit of the amounts.
    /// @param rank Place of this layer in the waterfall.
    /// @param amount Spread; at most what is open.
    /// @param claimsBefore Claims over which it was spread, before it.
    event LossSocialised(
        bytes32 indexed loss,
        bytes32 indexed market,
        address indexed asset,
        uint16 rank,
        uint256 amount,
        uint256 claimsBefore
    );

    /// @notice A part of the open deficit was given up without a payer.
    /// @param loss Which loss; zero where losses are not told apart.
    /// @param market Where.
    /// @param asset Unit of `amount`.
    /// @param amount Given up; at most what is open.
    event LossWrittenOff(bytes32 indexed loss, bytes32 indexed market, address indexed asset, uint256 amount);

    // ------------------------------------------------------------------------------------------------ Auctions
    //
    // What bidders pay into a backstop, and what it gives into an auction, are Inflow AUCTION_PROCEEDS (or
    // RECAPITALISATION) and Outflow AUCTION_PAYMENT besides.

    /// @notice An auction started.
    /// @param auction Its id, never used before by this contract.
    /// @param market Where.
    /// @param terms What is offered.
    event AuctionStarted(bytes32 indexed auction, bytes32 indexed market, BackstopTypes.Auction terms);

    /// @notice A bid in an English auction. Promise: `bid` never falls and `lot` never grows.
    /// @param auction Which.
    /// @param bidder Who.
    /// @param kind How it beats the last.
    /// @param lot What the bidder takes, in units of the lot asset.
    /// @param bid What the bidder pays, in units of the bid asset.
    event AuctionBid(
        bytes32 indexed auction,
        address indexed bidder,
        BackstopTypes.BidKind kind,
        uint256 lot,
        uint256 bid
    );

    /// @notice A part of the lot was bought at the current price of a Dutch auction.
    /// @param auction Which.
    /// @param bidder Who.
    /// @param paid In units of the bid asset.
    /// @param lotLeft Still offered after it, in units of the lot asset. Promise: never grows.
    /// @param isLast True when the auction ends with it; what is left of the lot returns to its owner. No AuctionEnded follows.
    event AuctionTaken(
        bytes32 indexed auction,
        address indexed bidder,
        uint256 paid,
        uint256 lotLeft,
        bool isLast
    );

    /// @notice The clock or the price of an auction was reset because nobody came.
    /// @param auction Which.
    /// @param caller Who reset it.
    /// @param lot Offered from now on, in units of the lot asset.
    event AuctionRestarted(bytes32 indexed auction, address indexed caller, uint256 lot);

    /// @notice An auction ended: settled to its highest bidder, cancelled by the protocol, or closed with a part unsold.
    /// @param auction Which.
    /// @param caller Who ended it.
    /// @param end How.
    event AuctionEnded(bytes32 indexed auction, address indexed caller, BackstopTypes.AuctionEnd end);

    // ------------------------------------------------------------------------------------------------ Options
    //
    // Premiums, payoffs and locked collateral are Inflow or Outflow PREMIUM and EXERCISE, Held and Released besides.

    /// @notice Describes an option: same underlying, type, strike and expiry. A variance swap or a parametric cover is a
    /// series too.
    /// @param series Its id, never used before by this contract.
    /// @param market Market of the underlying or of the risk.
    /// @param backstop Pool that is one side of it, or receives its payoff.
    /// @param terms What it is.
    event SeriesListed(
        bytes32 indexed series,
        bytes32 indexed market,
        bytes32 indexed backstop,
        BackstopTypes.Series terms
    );

    /// @notice An option was written, bought, closed or moved. Promise: no more is closed than is open.
    /// @param series Which.
    /// @param account Whose position it is: the counterparty of the protocol.
    /// @param position Id of the position; zero where an account has one in a series at most.
    /// @param details What was traded.
    event OptionTraded(
        bytes32 indexed series,
        address indexed account,
        bytes32 indexed position,
        BackstopTypes.Trade details
    );

    /// @notice An option, or a part of it, was exercised, settled or claimed. Where the protocol's side is SHORT, what is
    /// settled is allocated to the layer of the series' backstop: no LossAllocated is emitted besides. The shortfall is
    /// owed - settled.
    /// @param series Which.
    /// @param account Whose position ends.
    /// @param position Id of the position; zero where an account has one in a series at most.
    /// @param exercise Id of the exercise, by which flows name it; zero for none.
    /// @param details What was owed and paid.
    event OptionExercised(
        bytes32 indexed series,
        address indexed account,
        bytes32 indexed position,
        bytes32 exercise,
        BackstopTypes.Exercise details
    );

    /// @notice A series ended: all that is still open of it expired unused.
    /// @param series Which.
    /// @param side The protocol's side of it.
    /// @param price Price of the underlying used, in 10^-strikeDecimals of the quote currency; zero when none was.
    event OptionExpired(bytes32 indexed series, BackstopTypes.OptionSide side, uint256 price);

    // ------------------------------------------------------------------------------------------------ Governance and data

    /// @notice A parameter of the contract was set.
    /// @param market Market that it concerns; zero for parameters of the whole contract.
    /// @param name The contract's own name of it, such as `liquidationPenalty`.
    /// @param value New value in the contract's own unit.
    /// @param previous Value before.
    /// @param raw New value where it is not a number, and `value` has no meaning; empty otherwise.
    /// @param proposedAt When the change was proposed on chain, seconds; zero when it was not.
    event ParameterChanged(
        bytes32 indexed market,
        string name,
        int256 value,
        int256 previous,
        bytes raw,
        uint64 proposedAt
    );

    /// @notice A backstop or a market changed its operating status. Exactly one of both is named. A backstop that is DISABLED has
    /// all of its balance held as DISABLED until its next status: no Held or Released is emitted besides.
    /// @param backstop Which backstop; zero for a market.
    /// @param market Which market; zero for a backstop.
    /// @param status New one.
    /// @param reason Why, for people; may be empty.
    event StatusChanged(
        bytes32 indexed backstop,
        bytes32 indexed market,
        BackstopTypes.OperatingStatus status,
        string reason
    );

    /// @notice A price became known on chain.
    /// @param feed Which.
    /// @param price In the feed's units; without meaning where `status` is INVALID.
    /// @param status What is known about its quality.
    /// @param round The feed's own round number; zero when it has none.
    /// @param updatedAt The feed's own time of the price, seconds, not after the block; zero when it states none.
    event PriceReported(
        bytes32 indexed feed,
        uint256 price,
        BackstopTypes.PriceStatus status,
        uint64 round,
        uint64 updatedAt
    );

    /// @notice Somebody stated, with or without proof, what a protocol holds and owes.
    /// @param backstop The attestation mechanism, or the backstop that the statement is about; zero for the whole protocol.
    /// @param statement What is stated.
    event Attested(bytes32 indexed backstop, BackstopTypes.Attestation statement);
}
