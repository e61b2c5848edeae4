// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @title Timelocked governance
/// @notice Calls wait for a delay between proposal and execution, so that everybody can see them coming. A contract that is
/// owned by it learns through `proposedAt` when the call that runs now was proposed.
/// @dev Not protected: a proposal does not lapse, and anybody chooses the moment of its execution after the delay. The owner alone
/// proposes and cancels.
contract TimelockedGovernance is Ownable {
    error NotReady(bytes32 id, uint256 readyAt);
    error UnknownProposal(bytes32 id);
    error ProposalWaits(bytes32 id);

    event Proposed(bytes32 indexed id, address indexed target, bytes data, uint256 readyAt);
    event Executed(bytes32 indexed id);
    event Cancelled(bytes32 indexed id);

    /// @notice Seconds between proposal and execution.
    uint256 public immutable delay;
    /// @notice When each waiting proposal was made, seconds; zero for none.
    mapping(bytes32 => uint256) public proposalTime;
    /// @notice When the call that runs now was proposed, seconds; zero outside of one.
    uint64 public proposedAt;

    /// @param delaySeconds Seconds between proposal and execution.
    constructor(uint256 delaySeconds) Ownable(msg.sender) {
        delay = delaySeconds;
    }

    /// @notice Proposes a call; the same call can be proposed again once it was executed or cancelled.
    function propose(address target, bytes calldata data) external onlyOwner returns (bytes32 id) {
        id = keccak256(abi.encode(target, data));
        if (proposalTime[id] != 0) revert ProposalWaits(id);
        proposalTime[id] = block.timestamp;
        emit Proposed(id, target, data, block.timestamp + delay);
    }

    /// @notice Drops a proposal.
    function cancel(bytes32 id) external onlyOwner {
        if (proposalTime[id] == 0) revert UnknownProposal(id);
        delete proposalTime[id];
        emit Cancelled(id);
    }

    /// @notice Runs a call whose delay is over. Anybody may.
    function execute(address target, bytes calldata data) external {
        bytes32 id = keccak256(abi.encode(target, data));
        uint256 time = proposalTime[id];
        if (time == 0) revert UnknownProposal(id);
        if (block.timestamp < time + delay) revert NotReady(id, time + delay);
        delete proposalTime[id];
        uint64 outer = proposedAt;
        proposedAt = uint64(time);
        Address.functionCall(target, data);
        proposedAt = outer;
        emit Executed(id);
    }
}
