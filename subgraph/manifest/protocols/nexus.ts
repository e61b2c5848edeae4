import type { ProtocolDefinition } from "../protocol-definition.ts";
import { ERC20_VIEWS } from "./erc20.ts";

const TOKEN_CALLS = {
  symbol: "Erc20[event.params.assetAddress].symbol()",
  decimals: "Erc20[event.params.assetAddress].decimals()",
};

/** Contracts and events of nexus: Nexus Mutual. */
export const NEXUS: ProtocolDefinition = {
  signatures: {
    StakingPoolFactory: [
      "event StakingPoolCreated(uint256 indexed poolId, address indexed stakingPoolAddress)",
    ],
    StakingPool: [
      "event StakeDeposited(address indexed user, uint256 amount, uint256 trancheId, uint256 tokenId)",
      "event DepositExtended(address indexed user, uint256 tokenId, uint256 initialTrancheId, uint256 newTrancheId, uint256 topUpAmount)",
      "event Withdraw(address indexed user, uint256 indexed tokenId, uint256 tranche, uint256 amountStakeWithdrawn, uint256 amountRewardsWithdrawn)",
      "event StakeBurned(uint256 amount)",
      "event ActiveStakeUpdated(uint256 activeStake, uint256 stakeSharesSupply)",
    ],
    Pool: [
      "event Payout(address indexed to, address indexed assetAddress, uint256 amount)",
      "event AssetsTransferredToSafe(address assetAddress, uint256 amount)",
      "event AssetsTransferredToSwapOperator(address assetAddress, uint256 amount)",
      "event MCRUpdated(uint256 mcr, uint256 desiredMCR, uint256 mcrFloor, uint256 mcrETHWithGear, uint256 totalSumAssured)",
    ],
    Cover: [
      "event CoverBought(uint256 indexed coverId, uint256 indexed originalCoverId, uint256 indexed buyerMemberId, uint256 productId)",
      "function getCoverData(uint256 coverId) view returns (uint24 productId, uint8 coverAsset, uint96 amount, uint32 start, uint32 period, uint32 gracePeriod, uint16 rewardsRatio, uint16 capacityRatio)",
    ],
    Claims: [
      "event ClaimPayoutRedeemed(address indexed user, uint256 amount, uint256 claimId, uint256 coverId)",
    ],
    Erc20: ERC20_VIEWS,
  },
  contracts: {
    StakingPoolFactory: {
      file: "staking-pool-factory.ts",
      events: [{ event: "StakingPoolCreated", handler: "handleStakingPoolCreated" }],
      templates: ["StakingPool"],
      context: { pool: "Bytes", asset: "Bytes", assetSymbol: "String", assetDecimals: "Int" },
    },
    StakingPool: {
      file: "staking-pool.ts",
      events: [
        { event: "StakeDeposited", handler: "handleStakeDeposited" },
        { event: "DepositExtended", handler: "handleDepositExtended" },
        { event: "Withdraw", handler: "handleWithdraw" },
        { event: "StakeBurned", handler: "handleStakeBurned" },
        { event: "ActiveStakeUpdated", handler: "handleActiveStakeUpdated" },
      ],
      context: {},
    },
    Pool: {
      file: "pool.ts",
      events: [
        { event: "Payout", handler: "handlePayout", calls: TOKEN_CALLS },
        { event: "AssetsTransferredToSafe", handler: "handleAssetsTransferredToSafe", calls: TOKEN_CALLS },
        {
          event: "AssetsTransferredToSwapOperator",
          handler: "handleAssetsTransferredToSwapOperator",
          calls: TOKEN_CALLS,
        },
        { event: "MCRUpdated", handler: "handleMCRUpdated" },
      ],
      abis: ["Erc20"],
      context: {},
    },
    Cover: {
      file: "cover.ts",
      events: [
        {
          event: "CoverBought",
          handler: "handleCoverBought",
          calls: { data: "Cover[event.address].getCoverData(event.params.coverId)" },
        },
      ],
      context: { pool: "Bytes", dai: "Bytes", usdc: "Bytes", cbBtc: "Bytes" },
    },
    Claims: {
      file: "claims.ts",
      events: [{ event: "ClaimPayoutRedeemed", handler: "handleClaimPayoutRedeemed" }],
      context: { cover: "Bytes" },
    },
  },
};
