// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";
import {LossLayer} from "./base/LossLayer.sol";
import {OracleAggregator} from "./OracleAggregator.sol";

/// @title Put-option backstop
/// @notice The protocol's reserve on either side of puts. LONG: the protocol buys puts from writers who lock the whole
/// strike; when the underlying falls, the payoff flows into the reserve, which stands for losses. SHORT: the protocol
/// sells puts; then it takes the risk, and its reserve is locked for the whole strike. The side is the protocol's, always.
/// @dev Not protected: premium and strike are governance's, and nothing checks them against a fair price. A European series
/// settles at the price at which somebody first asks after its expiry; what nobody fixes and exercises within a day expires
/// unused, also when the oracle was silent. Underlying received by physical exercise, and the reserve itself, have no way
/// out but losses and payoffs.
contract PutOptionBackstop is LossLayer {
    using SafeERC20 for IERC20;

    error UnknownSeries(bytes32 series);
    error WrongSide(BackstopTypes.OptionSide side);
    error NotWithin(uint256 from, uint256 to);
    error NotInTheMoney(uint256 price, uint256 strike);
    error TooLittleOpen(uint256 size, uint256 open);
    error ReserveTooSmall(uint256 wanted, uint256 free);
    error PriceNotGood(BackstopTypes.PriceStatus status);
    error NotEuropean();
    error LongIsCash();
    error NotExpired(uint256 expiry);
    error NotHolder(address caller);

    /// @notice What a series of puts is.
    struct Terms {
        BackstopTypes.OptionSide side;
        BackstopTypes.OptionStyle style;
        BackstopTypes.SettlementKind settlement;
        /// Price of one whole unit of the underlying, 8 decimals as the oracle's.
        uint256 strike;
        uint64 expiry;
        /// Premium for one whole unit of the underlying, in units of the asset.
        uint256 premium;
        /// A year, 10^18 = 100 %; what the premium was quoted at.
        uint256 impliedVolatility;
    }

    /// @dev After its expiry an option can be exercised for this long.
    uint256 private constant EXERCISE_WINDOW = 1 days;

    IERC20Metadata public immutable underlying;
    OracleAggregator public immutable oracle;
    bytes32 public immutable market;
    /// @dev Of underlying and price against the asset.
    uint256 private immutable _scale;
    uint256 private immutable _unit;
    /// @notice Part of the reserve that is locked for puts sold.
    uint256 public encumbered;
    /// @notice Underlying received by physical exercise of puts sold, by the contract's own book.
    uint256 public underlyingBalance;
    mapping(bytes32 => Terms) public termsOf;
    /// @notice Size open, by series and counterparty, in units of the underlying.
    mapping(bytes32 => mapping(address => uint256)) public openOf;
    mapping(bytes32 => uint256) public totalOpen;
    /// @notice Price at which a European series settles; zero until it is fixed.
    mapping(bytes32 => uint256) public settlementPrice;

    /// @param token Strike currency and reserve.
    /// @param underlying_ What the puts are on.
    /// @param aggregator Prices of the underlying.
    /// @param rank Place in the waterfall.
    constructor(IERC20Metadata token, IERC20Metadata underlying_, OracleAggregator aggregator, uint16 rank)
        LossLayer("Put-option backstop", token)
    {
        (underlying, oracle) = (underlying_, aggregator);
        _unit = 10 ** underlying_.decimals();
        _scale = 10 ** (uint256(underlying_.decimals()) + aggregator.DECIMALS() - token.decimals());
        market = _newId();
        _registerToken(underlying_);
        emit MarketRegistered(
            market,
            BackstopTypes.MarketKind.OPTION_UNDERLYING,
            string.concat(underlying_.symbol(), " puts"),
            address(this),
            address(underlying_),
            address(token),
            aggregator.feed()
        );
        emit BackstopRegistered(
            backstop,
            address(this),
            market,
            BackstopTypes.MechanismKind.PUT_OPTION_BACKSTOP,
            BackstopTypes.LossLayerKind.OPTION_PAYOFF,
            rank,
            BackstopTypes.BalanceSource.FLOWS,
            "Put-option backstop"
        );
    }

    /// @notice Governance puts capital into the reserve.
    function fund(uint256 amount) external nonReentrant {
        _take(BackstopTypes.FlowCause.DONATION, amount);
    }

    /// @notice Offers a series.
    function list(Terms calldata terms) external onlyOwner returns (bytes32 series) {
        bool isLong = terms.side == BackstopTypes.OptionSide.LONG;
        if (isLong && terms.settlement != BackstopTypes.SettlementKind.CASH) revert LongIsCash();
        series = _newId();
        termsOf[series] = terms;
        emit SeriesListed(
            series,
            market,
            backstop,
            BackstopTypes.Series({
                optionType: BackstopTypes.OptionType.PUT,
                style: terms.style,
                settlement: terms.settlement,
                underlying: address(underlying),
                strike: terms.strike,
                strikeDecimals: oracle.DECIMALS(),
                expiry: terms.expiry
            })
        );
    }

    /// @notice A counterparty takes the other side: it buys a put from the protocol, or writes one for it. A buyer pays the
    /// premium, rounded up; a writer receives it, rounded down, and locks the whole strike.
    /// @param size In units of the underlying.
    function open(bytes32 series, uint256 size) external nonReentrant {
        Terms memory terms = _terms(series);
        if (block.timestamp >= terms.expiry) revert NotWithin(0, terms.expiry);
        bool isShort = terms.side == BackstopTypes.OptionSide.SHORT;
        Math.Rounding rounding = isShort ? Math.Rounding.Ceil : Math.Rounding.Floor;
        uint256 premium = Math.mulDiv(size, terms.premium, _unit, rounding);
        uint256 held = openOf[series][msg.sender];
        uint256 locked = _locked(terms, held + size) - _locked(terms, held);
        openOf[series][msg.sender] = held + size;
        totalOpen[series] += size;
        _reportTrade(series, terms, size, premium);
        if (isShort) _sell(locked, premium);
        else _buy(locked, premium);
    }

    /// @notice Fixes the price at which a European series settles: the first good one after its expiry. Anybody may.
    function fix(bytes32 series) external {
        Terms memory terms = _terms(series);
        if (terms.style != BackstopTypes.OptionStyle.EUROPEAN) revert NotEuropean();
        if (block.timestamp < terms.expiry) revert NotExpired(terms.expiry);
        if (settlementPrice[series] == 0) settlementPrice[series] = _goodPrice();
    }

    /// @notice The holder of a put sold by the protocol exercises it.
    function exercise(bytes32 series, uint256 size) external nonReentrant {
        Terms memory terms = _terms(series);
        if (terms.side != BackstopTypes.OptionSide.SHORT) revert WrongSide(terms.side);
        uint256 price = _exercisePrice(series, terms);
        uint256 locked = _close(series, terms, msg.sender, size);
        bool isCash = terms.settlement == BackstopTypes.SettlementKind.CASH;
        uint256 owed = isCash ? _payoff(terms, size, price) : Math.mulDiv(size, terms.strike, _scale);
        bytes32 id = _reportExercise(series, msg.sender, terms, size, owed, price);
        encumbered -= locked;
        emit Released(backstop, address(asset), msg.sender, BackstopTypes.HoldKind.ENCUMBERED, locked);
        if (!isCash) {
            underlyingBalance += size;
            emit Inflow(
                backstop, address(underlying), msg.sender, BackstopTypes.FlowCause.EXERCISE, size, id
            );
            IERC20(underlying).safeTransferFrom(msg.sender, address(this), size);
        }
        _draw(msg.sender, BackstopTypes.FlowCause.EXERCISE, owed, id);
    }

    /// @notice The protocol exercises a put against a writer; the payoff, in cash, comes out of what the writer locked. Anybody
    /// may call it where the price is fixed; when to exercise an American put is governance's choice alone.
    function exerciseAgainst(bytes32 series, address writer, uint256 size) external nonReentrant {
        Terms memory terms = _terms(series);
        if (terms.side != BackstopTypes.OptionSide.LONG) revert WrongSide(terms.side);
        bool isOpenToAll = terms.style == BackstopTypes.OptionStyle.EUROPEAN;
        if (!isOpenToAll && msg.sender != owner()) revert NotHolder(msg.sender);
        uint256 price = _exercisePrice(series, terms);
        uint256 locked = _close(series, terms, writer, size);
        uint256 owed = _payoff(terms, size, price);
        bytes32 id = _reportExercise(series, writer, terms, size, owed, price);
        balance += owed;
        emit Inflow(backstop, address(asset), writer, BackstopTypes.FlowCause.EXERCISE, owed, id);
        asset.safeTransfer(writer, locked - owed);
    }

    /// @notice Ends what a counterparty has left in a series once nobody can exercise it any more. Writers get back what they
    /// locked, the reserve is free again.
    function expire(bytes32 series, address account) external nonReentrant {
        Terms memory terms = _terms(series);
        if (block.timestamp < terms.expiry + EXERCISE_WINDOW) revert NotExpired(terms.expiry + EXERCISE_WINDOW);
        uint256 size = openOf[series][account];
        uint256 locked = _close(series, terms, account, size);
        _reportExpiry(series, account, terms, size);
        if (terms.side == BackstopTypes.OptionSide.SHORT) {
            encumbered -= locked;
            emit Released(backstop, address(asset), account, BackstopTypes.HoldKind.ENCUMBERED, locked);
        } else {
            asset.safeTransfer(account, locked);
        }
    }

    /// @inheritdoc LossLayer
    function capacity(uint256) public view override returns (uint256) {
        return balance - encumbered;
    }

    /// @inheritdoc BackstopEmitter
    function capitalOf(bytes32 id, address token) external view override returns (Capital memory) {
        if (_isHere(id, token)) return Capital(balance, 0, encumbered, 0, 0, 0);
        bool isUnderlying = id == backstop && token == address(underlying);
        return Capital(isUnderlying ? underlyingBalance : 0, 0, 0, 0, 0, 0);
    }

    /// @dev The protocol sells: the reserve is locked for the whole strike.
    function _sell(uint256 locked, uint256 premium) private {
        _take(BackstopTypes.FlowCause.PREMIUM, premium);
        if (locked > balance - encumbered) revert ReserveTooSmall(locked, balance - encumbered);
        encumbered += locked;
        emit Held(backstop, address(asset), msg.sender, BackstopTypes.HoldKind.ENCUMBERED, locked);
    }

    /// @dev The protocol buys: the writer locks the whole strike, which is not the protocol's capital.
    function _buy(uint256 locked, uint256 premium) private {
        if (premium > balance - encumbered) revert ReserveTooSmall(premium, balance - encumbered);
        asset.safeTransferFrom(msg.sender, address(this), locked);
        _draw(msg.sender, BackstopTypes.FlowCause.PREMIUM, premium, bytes32(0));
    }

    /// @dev American until expiry at the price of now; European after it at the price that was fixed.
    function _exercisePrice(bytes32 series, Terms memory terms) private view returns (uint256 price) {
        bool isEuropean = terms.style == BackstopTypes.OptionStyle.EUROPEAN;
        uint256 from = isEuropean ? terms.expiry : 0;
        uint256 to = isEuropean ? terms.expiry + EXERCISE_WINDOW : terms.expiry;
        if (block.timestamp < from || block.timestamp >= to) revert NotWithin(from, to);
        price = isEuropean ? settlementPrice[series] : _goodPrice();
        if (price == 0 || price >= terms.strike) revert NotInTheMoney(price, terms.strike);
    }

    function _payoff(Terms memory terms, uint256 size, uint256 price) private view returns (uint256) {
        return Math.mulDiv(size, terms.strike - price, _scale);
    }

    /// @dev What is locked for all that an account has open: the whole strike, rounded up once, so that an account that opens
    /// or closes in parts never unlocks more than it locked.
    function _locked(Terms memory terms, uint256 size) private view returns (uint256) {
        return Math.mulDiv(size, terms.strike, _scale, Math.Rounding.Ceil);
    }

    /// @dev Closes a part of what an account has open and returns what is unlocked by it.
    function _close(bytes32 series, Terms memory terms, address account, uint256 size) private returns (uint256) {
        uint256 held = openOf[series][account];
        if (size == 0 || size > held) revert TooLittleOpen(size, held);
        openOf[series][account] = held - size;
        totalOpen[series] -= size;
        return _locked(terms, held) - _locked(terms, held - size);
    }

    function _terms(bytes32 series) private view returns (Terms memory terms) {
        terms = termsOf[series];
        if (terms.expiry == 0) revert UnknownSeries(series);
    }

    function _goodPrice() private view returns (uint256 price) {
        BackstopTypes.PriceStatus status;
        (price, status,) = oracle.latest();
        if (status != BackstopTypes.PriceStatus.OK) revert PriceNotGood(status);
    }

    function _reportTrade(bytes32 series, Terms memory terms, uint256 size, uint256 premium) private {
        emit OptionTraded(
            series,
            msg.sender,
            bytes32(0),
            BackstopTypes.Trade({
                action: BackstopTypes.OptionAction.OPEN,
                side: terms.side,
                size: size,
                premiumAsset: address(asset),
                premium: premium,
                fee: 0,
                impliedVolatility: terms.impliedVolatility
            })
        );
    }

    function _reportExercise(
        bytes32 series,
        address account,
        Terms memory terms,
        uint256 size,
        uint256 owed,
        uint256 price
    ) private returns (bytes32 id) {
        id = _newId();
        emit OptionExercised(
            series,
            account,
            bytes32(0),
            id,
            BackstopTypes.Exercise({
                kind: terms.style == BackstopTypes.OptionStyle.EUROPEAN
                    ? BackstopTypes.ExerciseKind.SETTLEMENT
                    : BackstopTypes.ExerciseKind.EXERCISE,
                side: terms.side,
                size: size,
                payoffAsset: address(asset),
                owed: owed,
                settled: owed,
                price: price
            })
        );
    }

    function _reportExpiry(bytes32 series, address account, Terms memory terms, uint256 size) private {
        emit OptionExercised(
            series,
            account,
            bytes32(0),
            bytes32(0),
            BackstopTypes.Exercise(
                BackstopTypes.ExerciseKind.EXPIRY, terms.side, size, address(asset), 0, 0, settlementPrice[series]
            )
        );
    }
}
