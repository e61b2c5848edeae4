// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";
import {MarginEngine} from "./MarginEngine.sol";

/// @title Auto-deleveraging
/// @notice What neither the margin of a bankrupt account nor the layers cover is cut from the profits of the others since
/// their last settlement, the highest profit for its margin first. Nobody loses more than that profit.
/// @dev Not protected: profit that was settled before is safe, so that who touches its account in time is not cut. Each step
/// looks at all accounts: with the engine's most of them, a loss that takes all needs more gas than some chains give.
contract AutoDeleveraging is BackstopEmitter {
    error NotEngine(address caller);

    uint256 private constant ONE = 1e18;

    MarginEngine public immutable engine;
    bytes32 public immutable backstop;

    /// @param margins Whose accounts are cut.
    /// @param rank Place in the waterfall.
    constructor(MarginEngine margins, uint16 rank) BackstopEmitter("Auto-deleveraging") {
        engine = margins;
        backstop = _newId();
        emit BackstopRegistered(
            backstop,
            address(this),
            margins.market(),
            BackstopTypes.MechanismKind.AUTO_DELEVERAGING,
            BackstopTypes.LossLayerKind.ADL,
            rank,
            BackstopTypes.BalanceSource.FLOWS,
            "Auto-deleveraging"
        );
    }

    /// @notice Cuts profits until the loss is paid or no profit is left.
    /// @param loss Id of the loss.
    /// @param bankrupt Account that owes.
    /// @param amount To cut, in units of the quote token.
    /// @param price Price of now.
    /// @return cut What was cut.
    function deleverage(bytes32 loss, address bankrupt, uint256 amount, uint256 price)
        external
        returns (uint256 cut)
    {
        if (msg.sender != address(engine)) revert NotEngine(msg.sender);
        for (uint32 rank = 1; cut < amount; rank++) {
            (address taker, uint256 profit) = _next(bankrupt);
            if (profit == 0) break;
            uint256 haircut = Math.min(profit, amount - cut);
            cut += haircut;
            _report(loss, bankrupt, taker, haircut, price, rank);
            engine.cutProfit(taker, haircut);
        }
    }

    /// @notice What would be cut of an amount now.
    function quote(address bankrupt, uint256 amount) external view returns (uint256 cut) {
        uint256 count = engine.accountCount();
        for (uint256 at = 0; at < count; at++) cut += _profit(engine.accounts(at), bankrupt);
        return Math.min(cut, amount);
    }

    /// @dev The account with the highest profit for its margin; once cut, an account is settled and has no profit left.
    function _next(address bankrupt) private view returns (address taker, uint256 profit) {
        uint256 highest = 0;
        uint256 count = engine.accountCount();
        for (uint256 at = 0; at < count; at++) {
            address account = engine.accounts(at);
            uint256 one = _profit(account, bankrupt);
            (uint256 margin,,) = engine.accountOf(account);
            uint256 score = one == 0 ? 0 : Math.mulDiv(one, ONE, margin + 1) + 1;
            if (score > highest) (highest, taker, profit) = (score, account, one);
        }
    }

    function _profit(address account, address bankrupt) private view returns (uint256) {
        if (account == bankrupt) return 0;
        int256 profit = engine.profitOf(account);
        return profit > 0 ? uint256(profit) : 0;
    }

    function _report(
        bytes32 loss,
        address bankrupt,
        address taker,
        uint256 haircut,
        uint256 price,
        uint32 rank
    ) private {
        (, int256 size,) = engine.accountOf(taker);
        emit Deleveraged(
            engine.market(),
            taker,
            loss,
            backstop,
            BackstopTypes.Deleveraging({
                maker: bankrupt,
                size: uint256(size < 0 ? -size : size),
                notional: engine.valueOf(size, price),
                haircut: haircut,
                price: price,
                rank: rank
            })
        );
    }
}
