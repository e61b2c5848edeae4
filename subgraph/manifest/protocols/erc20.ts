/**
 * What is asked of a token. Its `decimals()` is a uint8 by ERC-20, but a token may answer anything, and a number too large
 * for the type that the mapping expects would stop the index; so a whole word is read, and checked.
 */
export const ERC20_VIEWS: readonly string[] = [
  "function symbol() view returns (string)",
  "function decimals() view returns (uint256)",
];
