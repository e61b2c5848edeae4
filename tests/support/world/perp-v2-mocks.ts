/** A feed whose price anybody sets, as a market and as a collateral read it, and a receiver of surplus. */
export const PERP_V2_MOCKS = `
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
contract PriceFeed {
  uint256 private price;
  function setPrice(uint256 value) external { price = value; }
  function getPrice(uint256) external view returns (uint256) { return price; }
  function getDispatchedPrice(uint256) external view returns (uint256) { return price; }
  function dispatchPrice(uint256) external {}
  function decimals() external pure returns (uint8) { return 18; }
}
contract Beneficiary {
  address public immutable getToken;
  constructor(address token) { getToken = token; }
}
`;
