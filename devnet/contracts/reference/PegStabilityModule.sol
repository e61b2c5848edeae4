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
import {SurplusBuffer} from "./SurplusBuffer.sol";

/// @title Peg-stability module
/// @notice Swaps another stablecoin against the protocol's own at one to one, less a fee, as far as the ceiling and the
/// reserve reach. The own coin is issued and burnt, the other is the reserve.
/// @dev Not protected: no price is asked. When the gem is worth less than the own coin, everybody brings gem until the ceiling or
/// governance stops them; when the own coin is doubted, the reserve runs dry, first come first served. Fees may change
/// between signature and block.
contract PegStabilityModule is BackstopEmitter, ReentrancyGuard {
    using SafeERC20 for IERC20;

    error AboveCeiling(uint256 issued, uint256 ceiling);
    error ReserveTooSmall(uint256 wanted, uint256 reserve);
    error WorthNothing();
    error Closed();
    error FeeTooHigh(uint256 bps);

    uint256 private constant BPS = 10_000;

    IERC20Metadata public immutable gem;
    /// @notice The own coin; this contract must be its minter.
    DebtToken public immutable coin;
    SurplusBuffer public immutable surplus;
    bytes32 public immutable market;
    bytes32 public immutable backstop;
    /// @dev Coin units of one unit of the gem.
    uint256 private immutable _scale;
    /// @notice Most of the own coin that the module issues.
    uint256 public ceiling;
    uint256 public issued;
    /// @notice Gem by the contract's own book.
    uint256 public balance;
    uint256 public feeInBps;
    uint256 public feeOutBps;
    bool public isClosed;

    /// @param gem_ The other stablecoin, of at most as many decimals as the own.
    /// @param coin_ The own coin.
    /// @param buffer Receives the fees, in the own coin.
    /// @param rank Place in the waterfall.
    /// @param most Most of the own coin that the module issues.
    constructor(IERC20Metadata gem_, DebtToken coin_, SurplusBuffer buffer, uint16 rank, uint256 most)
        BackstopEmitter("Peg-stability module")
    {
        (gem, coin, surplus, ceiling) = (gem_, coin_, buffer, most);
        _scale = 10 ** (coin_.decimals() - gem_.decimals());
        market = _newId();
        backstop = _newId();
        _registerToken(gem_);
        _registerToken(coin_);
        emit MarketRegistered(
            market,
            BackstopTypes.MarketKind.PEG,
            string.concat(coin_.symbol(), "/", gem_.symbol()),
            address(this),
            address(gem_),
            address(coin_),
            bytes32(0)
        );
        emit BackstopRegistered(
            backstop,
            address(this),
            market,
            BackstopTypes.MechanismKind.PEG_STABILITY_MODULE,
            BackstopTypes.LossLayerKind.POL,
            rank,
            BackstopTypes.BalanceSource.FLOWS,
            "Peg-stability module"
        );
        emit ParameterChanged(market, "ceiling", int256(most), 0, "", 0);
        coin_.approve(address(buffer), type(uint256).max);
    }

    /// @notice Gives gem, receives the own coin.
    function buyCoin(uint256 gemIn) external nonReentrant returns (uint256 coinOut) {
        if (isClosed) revert Closed();
        uint256 worth = gemIn * _scale;
        uint256 fee = Math.ceilDiv(worth * feeInBps, BPS);
        if (worth <= fee) revert WorthNothing();
        coinOut = worth - fee;
        issued += worth;
        if (issued > ceiling) revert AboveCeiling(issued, ceiling);
        balance += gemIn;
        emit PegSwapped(backstop, address(gem), address(0), msg.sender, gemIn, 0, 0);
        IERC20(gem).safeTransferFrom(msg.sender, address(this), gemIn);
        coin.mint(msg.sender, coinOut);
        coin.mint(address(this), fee);
        _collect(fee);
    }

    /// @notice Gives the own coin, receives gem, rounded down.
    function sellCoin(uint256 coinIn) external nonReentrant returns (uint256 gemOut) {
        uint256 fee = Math.ceilDiv(coinIn * feeOutBps, BPS);
        gemOut = (coinIn - fee) / _scale;
        if (gemOut == 0) revert WorthNothing();
        if (gemOut > balance) revert ReserveTooSmall(gemOut, balance);
        uint256 burnt = gemOut * _scale;
        balance -= gemOut;
        issued -= Math.min(burnt, issued);
        emit PegSwapped(backstop, address(0), address(gem), msg.sender, 0, gemOut, 0);
        IERC20(coin).safeTransferFrom(msg.sender, address(this), coinIn);
        coin.burn(burnt);
        _collect(coinIn - burnt);
        IERC20(gem).safeTransfer(msg.sender, gemOut);
    }

    /// @notice Sets both fees, basis points.
    function setFees(uint256 inBps, uint256 outBps) external onlyOwner {
        if (Math.max(inBps, outBps) > BPS) revert FeeTooHigh(Math.max(inBps, outBps));
        emit ParameterChanged(market, "feeInBps", int256(inBps), int256(feeInBps), "", 0);
        emit ParameterChanged(market, "feeOutBps", int256(outBps), int256(feeOutBps), "", 0);
        (feeInBps, feeOutBps) = (inBps, outBps);
    }

    /// @notice Sets the most of the own coin that the module issues.
    function setCeiling(uint256 most) external onlyOwner {
        emit ParameterChanged(market, "ceiling", int256(most), int256(ceiling), "", 0);
        ceiling = most;
    }

    /// @notice Stops or resumes taking gem, as when the gem loses its own peg. Coins can always be brought back.
    function setClosed(bool closed) external onlyOwner {
        isClosed = closed;
        BackstopTypes.OperatingStatus status =
            closed ? BackstopTypes.OperatingStatus.PAUSED : BackstopTypes.OperatingStatus.ACTIVE;
        emit StatusChanged(backstop, bytes32(0), status, "gem");
    }

    /// @inheritdoc BackstopEmitter
    function capitalOf(bytes32 id, address token) external view override returns (Capital memory) {
        return Capital(id == backstop && token == address(gem) ? balance : 0, 0, 0, 0, 0, 0);
    }

    function _collect(uint256 fee) private {
        if (fee == 0) return;
        surplus.collect(BackstopTypes.FlowCause.FEE, fee);
    }
}
