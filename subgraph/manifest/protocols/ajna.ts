import type { ProtocolDefinition } from "../protocol-definition.ts";

/** Contracts and events of ajna: pools of both kinds of collateral. */
export const AJNA: ProtocolDefinition = {
  signatures: {
    Pool: [
      "event Kick(address indexed borrower, uint256 debt, uint256 collateral, uint256 bond)",
      "event Take(address indexed borrower, uint256 amount, uint256 collateral, uint256 bondChange, bool isReward)",
      "event BucketTake(address indexed borrower, uint256 index, uint256 amount, uint256 collateral, uint256 bondChange, bool isReward)",
      "event Settle(address indexed borrower, uint256 settledDebt)",
      "event AuctionSettle(address indexed borrower, uint256 collateral)",
      "event AuctionNFTSettle(address indexed borrower, uint256 collateral, uint256 lp, uint256 index)",
      "event BucketBankruptcy(uint256 indexed index, uint256 lpForfeited)",
      "event KickReserveAuction(uint256 claimableReservesRemaining, uint256 auctionPrice, uint256 currentBurnEpoch)",
      "event ReserveAuction(uint256 claimableReservesRemaining, uint256 auctionPrice, uint256 currentBurnEpoch)",
    ],
  },
  contracts: {
    Pool: {
      file: "pool.ts",
      events: [
        { event: "Kick", handler: "handleKick" },
        { event: "Take", handler: "handleTake" },
        { event: "BucketTake", handler: "handleBucketTake" },
        { event: "Settle", handler: "handleSettle" },
        { event: "AuctionSettle", handler: "handleAuctionSettle" },
        { event: "AuctionNFTSettle", handler: "handleAuctionNFTSettle" },
        { event: "BucketBankruptcy", handler: "handleBucketBankruptcy" },
        { event: "KickReserveAuction", handler: "handleKickReserveAuction" },
        { event: "ReserveAuction", handler: "handleReserveAuction" },
      ],
      context: {
        collateral: "Bytes",
        collateralSymbol: "String",
        collateralDecimals: "Int",
        quote: "Bytes",
        quoteSymbol: "String",
        quoteDecimals: "Int",
        ajna: "Bytes",
      },
    },
  },
};
