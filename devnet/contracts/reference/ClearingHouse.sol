// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BackstopTypes} from "../standard/BackstopTypes.sol";
import {BackstopEmitter} from "./base/BackstopEmitter.sol";

/// @title Clearing house
/// @notice Members' obligations of a day are netted to one number each, which is settled out of their margins. When a
/// member's margin does not suffice, the default waterfall pays: its own contribution to the default fund, the house's own
/// capital, then the contributions of the others, pro rata. What is left after that is not paid to the receivers.
/// @dev Not protected: the house is believed what members owe each other, and names each once. A member may take its margin out
/// a moment before a settlement: a house of many members would lock what their trades require. Contributions cannot be
/// taken back, and what stays unpaid has no way to be paid later.
contract ClearingHouse is BackstopEmitter, ReentrancyGuard {
    using SafeERC20 for IERC20;

    error NotMember(address account);
    error TooManyMembers();
    error LengthsDiffer();
    error NotBalanced(int256 sum);
    error TooLittle(uint256 wanted, uint256 held);

    /// @notice What a member has with the house.
    struct Member {
        uint256 margin;
        uint256 contribution;
        bool isMember;
    }

    uint256 private constant MAX_MEMBERS = 32;

    IERC20Metadata public immutable asset;
    bytes32 public immutable market;
    /// @notice The house's own capital, which pays before the members' fund.
    bytes32 public immutable houseBackstop;
    /// @notice The default fund of the members.
    bytes32 public immutable fundBackstop;
    uint16 public immutable houseRank;
    uint256 public houseCapital;
    uint256 public fundBalance;
    /// @notice What receivers are still owed by defaulters.
    uint256 public unpaid;
    address[] public members;
    mapping(address => Member) public memberOf;

    /// @param token Unit of everything.
    /// @param rank Place of the house's capital; the default fund is next.
    constructor(IERC20Metadata token, uint16 rank) BackstopEmitter("Clearing house") {
        (asset, houseRank) = (token, rank);
        market = _newId();
        houseBackstop = _newId();
        fundBackstop = _newId();
        _registerToken(token);
        emit MarketRegistered(
            market,
            BackstopTypes.MarketKind.SYSTEM,
            "Clearing",
            address(this),
            address(token),
            address(token),
            bytes32(0)
        );
        _register(houseBackstop, rank, "House capital");
        _register(fundBackstop, rank + 1, "Default fund");
    }

    /// @notice Admits a member.
    function admit(address account) external onlyOwner {
        if (members.length == MAX_MEMBERS) revert TooManyMembers();
        if (memberOf[account].isMember) return;
        memberOf[account].isMember = true;
        members.push(account);
    }

    /// @notice The house puts its own capital in.
    function capitalise(uint256 amount) external onlyOwner nonReentrant {
        houseCapital += amount;
        emit Inflow(
            houseBackstop, address(asset), msg.sender, BackstopTypes.FlowCause.DONATION, amount, bytes32(0)
        );
        IERC20(asset).safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @notice A member contributes to the default fund.
    function contribute(uint256 amount) external nonReentrant {
        _requireMember(msg.sender);
        memberOf[msg.sender].contribution += amount;
        fundBalance += amount;
        emit Deposited(fundBackstop, address(asset), msg.sender, amount, 0);
        IERC20(asset).safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @notice A member puts margin in.
    function deposit(uint256 amount) external nonReentrant {
        _requireMember(msg.sender);
        memberOf[msg.sender].margin += amount;
        _reportPosition(msg.sender, BackstopTypes.PositionCause.ADJUST);
        IERC20(asset).safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @notice A member takes margin out; what its trades require is the house's decision by `settle`.
    function withdraw(uint256 amount) external nonReentrant {
        uint256 margin = memberOf[msg.sender].margin;
        if (amount > margin) revert TooLittle(amount, margin);
        memberOf[msg.sender].margin = margin - amount;
        _reportPosition(msg.sender, BackstopTypes.PositionCause.ADJUST);
        IERC20(asset).safeTransfer(msg.sender, amount);
    }

    /// @notice Settles the netted obligations of a day. They sum to zero: what some pay, others receive.
    /// @param accounts Members, each once.
    /// @param nets Signed: received (+) or paid (-), in units of the asset.
    function settle(address[] calldata accounts, int256[] calldata nets) external onlyOwner nonReentrant {
        if (accounts.length != nets.length) revert LengthsDiffer();
        _requireBalanced(nets);
        uint256 collected = 0;
        uint256 owed = 0;
        for (uint256 at = 0; at < accounts.length; at++) {
            if (nets[at] >= 0) continue;
            _requireMember(accounts[at]);
            owed += uint256(-nets[at]);
            collected += _collect(accounts[at], uint256(-nets[at]));
        }
        for (uint256 at = 0; at < accounts.length; at++) {
            if (nets[at] <= 0) continue;
            _requireMember(accounts[at]);
            memberOf[accounts[at]].margin += Math.mulDiv(uint256(nets[at]), collected, owed);
            _reportPosition(accounts[at], BackstopTypes.PositionCause.ADJUST);
        }
    }

    /// @inheritdoc BackstopEmitter
    function capitalOf(bytes32 id, address token) external view override returns (Capital memory) {
        if (token != address(asset)) return Capital(0, 0, 0, 0, 0, 0);
        uint256 held = id == houseBackstop ? houseCapital : id == fundBackstop ? fundBalance : 0;
        return Capital(held, 0, 0, 0, 0, 0);
    }

    /// @inheritdoc BackstopEmitter
    function deficitOf(bytes32 id, address token) external view override returns (uint256, uint256) {
        return (id == market && token == address(asset) ? unpaid : 0, 0);
    }

    /// @inheritdoc BackstopEmitter
    function positionOf(bytes32 id, address account, bytes32)
        external
        view
        override
        returns (BackstopTypes.Position memory)
    {
        uint256 margin = id == market ? memberOf[account].margin : 0;
        return BackstopTypes.Position(margin, 0, 0, margin == 0);
    }

    /// @dev What a member owes, out of its margin and then the default waterfall.
    function _collect(address account, uint256 due) private returns (uint256 paid) {
        Member storage member = memberOf[account];
        paid = Math.min(due, member.margin);
        member.margin -= paid;
        if (paid == due) {
            _reportPosition(account, BackstopTypes.PositionCause.ADJUST);
            return paid;
        }
        uint256 loss = due - paid;
        uint256 covered = Math.min(loss, houseCapital + fundBalance);
        bytes32 id = _reportDefault(account, due, loss, covered);
        _reportPosition(account, BackstopTypes.PositionCause.LIQUIDATION);
        emit LossRecognised(id, market, address(asset), account, loss);
        _drawFund(id, account, Math.min(covered, member.contribution));
        uint256 own = Math.min(covered, member.contribution);
        member.contribution -= own;
        uint256 house = Math.min(covered - own, houseCapital);
        _drawHouse(id, house);
        _mutualise(id, account, covered - own - house);
        unpaid += loss - covered;
        return paid + covered;
    }

    /// @dev The others' contributions, pro rata; the rounding falls on the last.
    function _mutualise(bytes32 id, address defaulter, uint256 amount) private {
        if (amount == 0) return;
        uint256 others = fundBalance - memberOf[defaulter].contribution;
        uint256 left = amount;
        for (uint256 at = 0; at < members.length && left > 0; at++) {
            Member storage one = memberOf[members[at]];
            if (members[at] == defaulter) continue;
            uint256 part = Math.min(
                Math.min(Math.mulDiv(one.contribution, amount, others, Math.Rounding.Ceil), left), one.contribution
            );
            one.contribution -= part;
            left -= part;
        }
        _drawFund(id, defaulter, amount);
    }

    function _drawFund(bytes32 id, address account, uint256 amount) private {
        if (amount == 0) return;
        fundBalance -= amount;
        emit Outflow(fundBackstop, address(asset), account, BackstopTypes.FlowCause.COVERAGE, amount, id);
        emit LossCovered(id, market, address(asset), fundBackstop, amount);
    }

    function _drawHouse(bytes32 id, uint256 amount) private {
        if (amount == 0) return;
        houseCapital -= amount;
        emit Outflow(
            houseBackstop, address(asset), address(this), BackstopTypes.FlowCause.COVERAGE, amount, id
        );
        emit LossCovered(id, market, address(asset), houseBackstop, amount);
    }

    function _register(bytes32 id, uint16 rank, string memory name) private {
        emit BackstopRegistered(
            id,
            address(this),
            market,
            BackstopTypes.MechanismKind.CLEARING,
            BackstopTypes.LossLayerKind.INSURANCE_FUND,
            rank,
            BackstopTypes.BalanceSource.FLOWS,
            name
        );
    }

    function _reportDefault(address account, uint256 due, uint256 loss, uint256 covered)
        private
        returns (bytes32 id)
    {
        id = _newId();
        emit Liquidated(
            market,
            id,
            account,
            BackstopTypes.Liquidation({
                mode: BackstopTypes.LiquidationMode.CLOSE_OUT,
                liquidator: address(0),
                collateralSeized: due - loss,
                collateralReturned: 0,
                debtRepaid: due - loss,
                liquidatorFee: 0,
                loss: loss,
                absorbed: covered,
                price: 0,
                auctionContract: address(0),
                auction: bytes32(0)
            })
        );
    }

    function _reportPosition(address account, BackstopTypes.PositionCause cause) private {
        uint256 margin = memberOf[account].margin;
        emit PositionChanged(
            market, account, bytes32(0), cause, BackstopTypes.Position(margin, 0, 0, margin == 0)
        );
    }

    function _requireMember(address account) private view {
        if (!memberOf[account].isMember) revert NotMember(account);
    }

    function _requireBalanced(int256[] calldata nets) private pure {
        int256 sum = 0;
        for (uint256 at = 0; at < nets.length; at++) sum += nets[at];
        if (sum != 0) revert NotBalanced(sum);
    }
}
