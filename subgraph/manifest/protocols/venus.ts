import { layouts } from "../layouts.ts";
import type { ProtocolDefinition } from "../protocol-definition.ts";

const MARKET_CALLS = {
  underlying: "VToken[event.params.vTokenAddress].underlying()",
  symbol: "VToken[event.params.vTokenAddress].symbol()",
};

const RISK_ASSET = { riskAsset: "Bytes", riskAssetSymbol: "String", riskAssetDecimals: "Int" } as const;

/** Contracts and events of venus: isolated pools. */
export const VENUS: ProtocolDefinition = {
  signatures: {
    PoolRegistry: [
      "event MarketAdded(address indexed comptroller, address indexed vTokenAddress)",
      "event MarketAdded(address indexed comptroller, address vTokenAddress)",
    ],
    VToken: [
      "event BadDebtIncreased(address indexed borrower, uint256 badDebtDelta, uint256 badDebtOld, uint256 badDebtNew)",
      "event BadDebtRecovered(uint256 badDebtOld, uint256 badDebtNew)",
      "event HealBorrow(address indexed payer, address indexed borrower, uint256 repayAmount)",
      "event LiquidateBorrow(address indexed liquidator, address indexed borrower, uint256 repayAmount, address indexed vTokenCollateral, uint256 seizeTokens)",
      "event LiquidateBorrow(address liquidator, address borrower, uint256 repayAmount, address vTokenCollateral, uint256 seizeTokens)",
      "function underlying() view returns (address)",
      "function symbol() view returns (string)",
    ],
    Shortfall: [
      "event AuctionStarted(address indexed comptroller, uint256 auctionStartBlockOrTimestamp, uint8 auctionType, address[] markets, uint256[] marketsDebt, uint256 seizedRiskFund, uint256 startBidBps)",
      "event BidPlaced(address indexed comptroller, uint256 auctionStartBlockOrTimestamp, uint256 bidBps, address indexed bidder)",
      "event AuctionClosed(address indexed comptroller, uint256 auctionStartBlockOrTimestamp, address indexed highestBidder, uint256 highestBidBps, uint256 seizedRiskFind, address[] markets, uint256[] marketDebt)",
      "event AuctionRestarted(address indexed comptroller, uint256 auctionStartBlockOrTimestamp)",
      "event AuctionsPaused(address sender)",
      "event AuctionsResumed(address sender)",
      "event MinimumPoolBadDebtUpdated(uint256 oldMinimumPoolBadDebt, uint256 newMinimumPoolBadDebt)",
      "event WaitForFirstBidderUpdated(uint256 oldWaitForFirstBidder, uint256 newWaitForFirstBidder)",
      "event NextBidderBlockLimitUpdated(uint256 oldNextBidderBlockOrTimestampLimit, uint256 newNextBidderBlockOrTimestampLimit)",
      "event IncentiveBpsUpdated(uint256 oldIncentiveBps, uint256 newIncentiveBps)",
    ],
    RiskFund: [
      "event PoolAssetsIncreased(address indexed comptroller, address indexed asset, uint256 amount)",
      "event PoolAssetsDecreased(address indexed comptroller, address indexed asset, uint256 amount)",
      "event SweepTokenFromPool(address indexed token, address indexed comptroller, address indexed receiver, uint256 amount)",
      "event SweepTokenFromPool(address indexed token, address indexed comptroller, uint256 amount)",
      "event TransferredReserveForAuction(address indexed comptroller, uint256 amount)",
      "event TransferredReserveForAuction(address comptroller, uint256 amount)",
    ],
  },
  contracts: {
    PoolRegistry: {
      file: "pool-registry.ts",
      events: layouts(
        "MarketAdded(indexed address,indexed address)",
        "MarketAdded(indexed address,address)",
        "OfOldLayout",
        {
          calls: MARKET_CALLS,
        },
      ),
      abis: ["VToken"],
      templates: ["VToken"],
      context: { shortfall: "Bytes" },
    },
    VToken: {
      file: "v-token.ts",
      events: [
        { event: "BadDebtIncreased", handler: "handleBadDebtIncreased" },
        { event: "BadDebtRecovered", handler: "handleBadDebtRecovered" },
        { event: "HealBorrow", handler: "handleHealBorrow" },
        ...layouts(
          "LiquidateBorrow(indexed address,indexed address,uint256,indexed address,uint256)",
          "LiquidateBorrow(address,address,uint256,address,uint256)",
          "OfOldLayout",
        ),
      ],
      context: { shortfall: "Bytes", asset: "Bytes", assetKind: "String" },
    },
    Shortfall: {
      file: "shortfall.ts",
      events: [
        { event: "AuctionStarted", handler: "handleAuctionStarted" },
        { event: "BidPlaced", handler: "handleBidPlaced" },
        { event: "AuctionClosed", handler: "handleAuctionClosed" },
        { event: "AuctionRestarted", handler: "handleAuctionRestarted" },
        { event: "AuctionsPaused", handler: "handleAuctionsPaused" },
        { event: "AuctionsResumed", handler: "handleAuctionsResumed" },
        { event: "MinimumPoolBadDebtUpdated", handler: "handleMinimumPoolBadDebtUpdated" },
        { event: "WaitForFirstBidderUpdated", handler: "handleWaitForFirstBidderUpdated" },
        { event: "NextBidderBlockLimitUpdated", handler: "handleNextBidderBlockLimitUpdated" },
        { event: "IncentiveBpsUpdated", handler: "handleIncentiveBpsUpdated" },
      ],
      context: RISK_ASSET,
    },
    RiskFund: {
      file: "risk-fund.ts",
      events: [
        { event: "PoolAssetsIncreased", handler: "handlePoolAssetsIncreased" },
        { event: "PoolAssetsDecreased", handler: "handlePoolAssetsDecreased" },
        {
          event: "SweepTokenFromPool(address,address,address,uint256)",
          handler: "handleSweepTokenFromPool",
        },
        {
          event: "SweepTokenFromPool(address,address,uint256)",
          handler: "handleSweepTokenFromPoolOfOldLayout",
        },
        ...layouts(
          "TransferredReserveForAuction(indexed address,uint256)",
          "TransferredReserveForAuction(address,uint256)",
          "OfOldLayout",
        ),
      ],
      context: RISK_ASSET,
    },
  },
};
