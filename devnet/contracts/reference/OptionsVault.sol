// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";
import {OracleAggregator} from "./OracleAggregator.sol";

/// @title Options vault
/// @notice Depositors' capital writes one series of cash-settled European puts after the other. Whoever wants to leave queues
/// for the end of the round. Puts may be written beyond what full collateral allows, as far as the leverage says: then a
/// deep fall leaves holders with a shortfall.
/// @dev Not protected: strike and premium are governance's. A round settles at the price at which somebody first asks after its
/// expiry, so that whoever gains waits for the best. After a round that took everything, old shares dilute who deposits
/// next by next to nothing; after a few such rounds numbers of shares overflow and the vault must be replaced.
contract OptionsVault is BackstopEmitter, ReentrancyGuard {
    using SafeERC20 for IERC20;

    error RoundRuns(uint256 expiry);
    error NoRound();
    error NotExpired(uint256 expiry);
    error AboveCapacity(uint256 size, uint256 capacity);
    error TooFewShares(uint256 shares, uint256 free);
    error NothingReady(uint256 round);
    error NothingHeld();
    error WorthNothing();
    error PriceNotGood(BackstopTypes.PriceStatus status);

    /// @notice The round that runs, or the last one.
    struct Round {
        bytes32 series;
        /// 8 decimals, as the oracle's.
        uint256 strike;
        uint64 expiry;
        /// Premium for one whole unit of the underlying, in units of the asset.
        uint256 premium;
        /// Size sold, in units of the underlying.
        uint256 sold;
        /// What the pool paid for one whole unit of the underlying, times 10^18; set when the round is settled.
        uint256 payoffIndex;
        bool isSettled;
    }

    uint256 private constant BPS = 10_000;
    uint256 private constant INDEX = 1e18;
    /// @dev As in OpenZeppelin's ERC-4626: shares and assets that nobody owns.
    uint256 private constant VIRTUAL_SHARES = 1_000;

    IERC20Metadata public immutable asset;
    IERC20Metadata public immutable underlying;
    OracleAggregator public immutable oracle;
    bytes32 public immutable market;
    bytes32 public immutable backstop;
    uint256 public immutable leverageBps;
    uint256 private immutable _scale;
    uint256 private immutable _unit;
    uint256 public balance;
    uint256 public encumbered;
    uint256 public totalShares;
    uint256 public queuedShares;
    uint256 public roundNumber;
    mapping(uint256 => Round) public rounds;
    mapping(address => uint256) public sharesOf;
    mapping(address => uint256) public queuedOf;
    /// @notice Size bought, by round and holder, in units of the underlying.
    mapping(uint256 => mapping(address => uint256)) public heldOf;

    /// @param token Strike currency and capital.
    /// @param underlying_ What the puts are on.
    /// @param aggregator Prices of the underlying.
    /// @param leverage Strike that may be written, basis points of the capital.
    constructor(IERC20Metadata token, IERC20Metadata underlying_, OracleAggregator aggregator, uint256 leverage)
        BackstopEmitter("Options vault")
    {
        (asset, underlying, oracle, leverageBps) = (token, underlying_, aggregator, leverage);
        _unit = 10 ** underlying_.decimals();
        _scale = 10 ** (uint256(underlying_.decimals()) + aggregator.DECIMALS() - token.decimals());
        market = _newId();
        backstop = _newId();
        _registerToken(token);
        _registerToken(underlying_);
        emit MarketRegistered(
            market,
            BackstopTypes.MarketKind.OPTION_UNDERLYING,
            string.concat(underlying_.symbol(), " vault puts"),
            address(this),
            address(underlying_),
            address(token),
            aggregator.feed()
        );
        emit BackstopRegistered(
            backstop,
            address(this),
            market,
            BackstopTypes.MechanismKind.OPTIONS_VAULT,
            BackstopTypes.LossLayerKind.OPTION_PAYOFF,
            1,
            BackstopTypes.BalanceSource.FLOWS,
            "Options vault"
        );
    }

    /// @notice Deposits for shares, rounded down; between rounds only, so that nobody shares in a payoff already known.
    function deposit(uint256 amount) external nonReentrant returns (uint256 shares) {
        _requireNoRound();
        shares = Math.mulDiv(amount, totalShares + VIRTUAL_SHARES, balance + 1);
        if (shares == 0) revert WorthNothing();
        sharesOf[msg.sender] += shares;
        totalShares += shares;
        balance += amount;
        emit Deposited(backstop, address(asset), msg.sender, amount, shares);
        IERC20(asset).safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @notice Queues shares for the end of the round.
    function queue(uint256 shares) external {
        uint256 free = sharesOf[msg.sender] - queuedOf[msg.sender];
        if (shares == 0 || shares > free) revert TooFewShares(shares, free);
        queuedOf[msg.sender] += shares;
        queuedShares += shares;
        emit WithdrawalRequested(backstop, address(asset), msg.sender, bytes32(0), worthOf(shares), shares);
    }

    /// @notice Leaves with what the queued shares are worth once the round is settled.
    function withdraw() external nonReentrant returns (uint256 amount) {
        uint256 shares = queuedOf[msg.sender];
        if (shares == 0 || !_isIdle()) revert NothingReady(roundNumber);
        amount = worthOf(shares);
        delete queuedOf[msg.sender];
        queuedShares -= shares;
        sharesOf[msg.sender] -= shares;
        totalShares -= shares;
        balance -= amount;
        emit Withdrawn(backstop, address(asset), msg.sender, bytes32(0), amount, shares, true);
        IERC20(asset).safeTransfer(msg.sender, amount);
    }

    /// @notice Begins a round.
    function beginRound(uint256 strike, uint64 expiry, uint256 premium) external onlyOwner {
        _requireNoRound();
        roundNumber += 1;
        bytes32 series = _newId();
        rounds[roundNumber] = Round(series, strike, expiry, premium, 0, 0, false);
        emit SeriesListed(
            series,
            market,
            backstop,
            BackstopTypes.Series({
                optionType: BackstopTypes.OptionType.PUT,
                style: BackstopTypes.OptionStyle.EUROPEAN,
                settlement: BackstopTypes.SettlementKind.CASH,
                underlying: address(underlying),
                strike: strike,
                strikeDecimals: oracle.DECIMALS(),
                expiry: expiry
            })
        );
    }

    /// @notice Buys puts of the round; the premium is rounded up.
    function buy(uint256 size) external nonReentrant {
        Round storage round = rounds[roundNumber];
        if (_isIdle() || block.timestamp >= round.expiry) revert NoRound();
        uint256 premium = Math.mulDiv(size, round.premium, _unit, Math.Rounding.Ceil);
        round.sold += size;
        heldOf[roundNumber][msg.sender] += size;
        balance += premium;
        emit OptionTraded(
            round.series,
            msg.sender,
            bytes32(0),
            BackstopTypes.Trade({
                action: BackstopTypes.OptionAction.OPEN,
                side: BackstopTypes.OptionSide.SHORT,
                size: size,
                premiumAsset: address(asset),
                premium: premium,
                fee: 0,
                impliedVolatility: 0
            })
        );
        emit Inflow(backstop, address(asset), msg.sender, BackstopTypes.FlowCause.PREMIUM, premium, bytes32(0));
        _requireCapacity(round);
        IERC20(asset).safeTransferFrom(msg.sender, address(this), premium);
    }

    /// @notice Settles the round at the first good price after its expiry. Anybody may. What the capital does not reach for
    /// is shared by the holders.
    function settle() external {
        Round storage round = rounds[roundNumber];
        if (_isIdle()) revert NoRound();
        if (block.timestamp < round.expiry) revert NotExpired(round.expiry);
        (uint256 price, BackstopTypes.PriceStatus status,) = oracle.latest();
        if (status != BackstopTypes.PriceStatus.OK) revert PriceNotGood(status);
        round.isSettled = true;
        _unlock(encumbered);
        if (price >= round.strike || round.sold == 0) {
            emit OptionExpired(round.series, BackstopTypes.OptionSide.SHORT, price);
            return;
        }
        uint256 owed = Math.mulDiv(round.sold, round.strike - price, _scale);
        uint256 paid = Math.min(owed, balance);
        round.payoffIndex = Math.mulDiv(paid, INDEX, round.sold);
        uint256 due = Math.mulDiv(round.sold, round.payoffIndex, INDEX);
        bytes32 id = _newId();
        emit OptionExercised(
            round.series,
            address(this),
            bytes32(0),
            id,
            BackstopTypes.Exercise({
                kind: BackstopTypes.ExerciseKind.SETTLEMENT,
                side: BackstopTypes.OptionSide.SHORT,
                size: round.sold,
                payoffAsset: address(asset),
                owed: owed,
                settled: due,
                price: price
            })
        );
        balance -= due;
        emit Outflow(backstop, address(asset), address(this), BackstopTypes.FlowCause.EXERCISE, due, id);
    }

    /// @notice Takes the payoff of a settled round, which is the holders' since its settlement.
    function claim(uint256 number) external nonReentrant {
        uint256 size = heldOf[number][msg.sender];
        uint256 amount = Math.mulDiv(size, rounds[number].payoffIndex, INDEX);
        if (amount == 0) revert NothingHeld();
        delete heldOf[number][msg.sender];
        IERC20(asset).safeTransfer(msg.sender, amount);
    }

    /// @notice What some shares are worth, rounded down.
    function worthOf(uint256 shares) public view returns (uint256) {
        return Math.mulDiv(shares, balance + 1, totalShares + VIRTUAL_SHARES);
    }

    /// @inheritdoc BackstopEmitter
    function capitalOf(bytes32 id, address token) external view override returns (Capital memory) {
        bool isHere = id == backstop && token == address(asset);
        return isHere ? Capital(balance, 0, encumbered, 0, totalShares, queuedShares) : Capital(0, 0, 0, 0, 0, 0);
    }

    /// @dev Locks what the sold puts may cost at worst, as far as there is capital.
    function _requireCapacity(Round storage round) private {
        uint256 worst = Math.mulDiv(round.sold, round.strike, _scale, Math.Rounding.Ceil);
        uint256 most = Math.mulDiv(balance, leverageBps, BPS);
        if (worst > most) revert AboveCapacity(worst, most);
        uint256 locked = Math.min(worst, balance);
        if (locked <= encumbered) return;
        emit Held(
            backstop, address(asset), msg.sender, BackstopTypes.HoldKind.ENCUMBERED, locked - encumbered
        );
        encumbered = locked;
    }

    function _unlock(uint256 amount) private {
        if (amount == 0) return;
        encumbered -= amount;
        emit Released(backstop, address(asset), address(0), BackstopTypes.HoldKind.ENCUMBERED, amount);
    }

    function _isIdle() private view returns (bool) {
        return roundNumber == 0 || rounds[roundNumber].isSettled;
    }

    function _requireNoRound() private view {
        if (!_isIdle()) revert RoundRuns(rounds[roundNumber].expiry);
    }
}
