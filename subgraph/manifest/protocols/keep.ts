import type { ProtocolDefinition } from "../protocol-definition.ts";

/** Contracts and events of keep. */
export const KEEP: ProtocolDefinition = {
  signatures: {
    AssetPool: [
      "event Deposited(address indexed underwriter, uint256 amount, uint256 covAmount)",
      "event CoverageClaimed(address indexed recipient, uint256 amount, uint256 timestamp)",
      "event WithdrawalInitiated(address indexed underwriter, uint256 covAmount, uint256 timestamp)",
      "event WithdrawalCompleted(address indexed underwriter, uint256 amount, uint256 covAmount, uint256 timestamp)",
      "event AssetPoolUpgraded(address indexed underwriter, uint256 collateralAmount, uint256 covAmount, uint256 timestamp)",
    ],
    RewardsPool: ["event RewardWithdrawn(uint256 amount)"],
  },
  contracts: {
    AssetPool: {
      file: "asset-pool.ts",
      events: [
        { event: "Deposited", handler: "handleDeposited" },
        { event: "CoverageClaimed", handler: "handleCoverageClaimed" },
        { event: "WithdrawalInitiated", handler: "handleWithdrawalInitiated" },
        { event: "WithdrawalCompleted", handler: "handleWithdrawalCompleted" },
        { event: "AssetPoolUpgraded", handler: "handleAssetPoolUpgraded" },
      ],
      context: { asset: "Bytes", assetSymbol: "String", assetDecimals: "Int" },
    },
    RewardsPool: {
      file: "rewards-pool.ts",
      events: [{ event: "RewardWithdrawn", handler: "handleRewardWithdrawn" }],
      context: { assetPool: "Bytes", asset: "Bytes", assetSymbol: "String", assetDecimals: "Int" },
    },
  },
};
