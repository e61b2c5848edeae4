// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title Token of the local world
/// @notice Anybody can mint: for local chains only.
contract TestToken is ERC20 {
    uint8 private immutable _decimals;

    /// @param name For people.
    /// @param symbol Ticker.
    /// @param decimals_ amount / 10^decimals is the human amount.
    constructor(string memory name, string memory symbol, uint8 decimals_) ERC20(name, symbol) {
        _decimals = decimals_;
    }

    function decimals() public view override returns (uint8) {
        return _decimals;
    }

    /// @notice Makes tokens.
    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}
