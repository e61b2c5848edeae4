// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title Token that contracts of the protocol issue and burn
/// @notice The stablecoin that vaults lend, or the protocol's own token that a recapitalisation issues.
/// @dev Not protected: minters issue without a limit of the token, and governance names them at once.
contract DebtToken is ERC20, Ownable {
    error NotMinter(address caller);

    mapping(address => bool) public isMinter;

    modifier onlyMinter() {
        if (!isMinter[msg.sender]) revert NotMinter(msg.sender);
        _;
    }

    /// @param name For people.
    /// @param symbol Ticker.
    constructor(string memory name, string memory symbol) ERC20(name, symbol) Ownable(msg.sender) {}

    /// @notice Lets a contract issue tokens, or no longer.
    function setMinter(address minter, bool allowed) external onlyOwner {
        isMinter[minter] = allowed;
    }

    /// @notice Issues tokens.
    function mint(address to, uint256 amount) external onlyMinter {
        _mint(to, amount);
    }

    /// @notice Burns the caller's tokens.
    function burn(uint256 amount) external {
        _burn(msg.sender, amount);
    }
}
