import type { ProtocolDefinition } from "../protocol-definition.ts";

/** Contracts and events of perp. */
export const PERP: ProtocolDefinition = {
  signatures: {
    ClearingHouse: [
      "event PositionChanged(address indexed trader, address indexed amm, uint256 margin, uint256 positionNotional, int256 exchangedPositionSize, uint256 fee, int256 positionSizeAfter, int256 realizedPnl, int256 unrealizedPnlAfter, uint256 badDebt, uint256 liquidationPenalty, uint256 spotPrice, int256 fundingPayment)",
      "event PositionLiquidated(address indexed trader, address indexed amm, uint256 positionNotional, uint256 positionSize, uint256 liquidationFee, address liquidator, uint256 badDebt)",
    ],
    InsuranceFund: ["event Withdrawn(address withdrawer, uint256 amount)"],
    PriceFeed: ["event PriceFeedDataSet(bytes32 key, uint256 price, uint256 timestamp, uint256 roundId)"],
    QuoteToken: ["event Transfer(address indexed from, address indexed to, uint256 value)"],
  },
  contracts: {
    ClearingHouse: {
      file: "clearing-house.ts",
      events: [
        { event: "PositionChanged", handler: "handlePositionChanged" },
        { event: "PositionLiquidated", handler: "handlePositionLiquidated", receipt: true },
      ],
      context: { insuranceFund: "Bytes", quote: "Bytes", quoteSymbol: "String", quoteDecimals: "Int" },
    },
    InsuranceFund: {
      file: "insurance-fund.ts",
      events: [{ event: "Withdrawn", handler: "handleWithdrawn" }],
      context: { clearingHouse: "Bytes", quote: "Bytes", quoteSymbol: "String", quoteDecimals: "Int" },
    },
    PriceFeed: {
      file: "price-feed.ts",
      events: [{ event: "PriceFeedDataSet", handler: "handlePriceFeedDataSet" }],
      context: { quote: "String", "heartbeat?": "Int" },
    },
    QuoteToken: {
      file: "quote-token.ts",
      events: [{ event: "Transfer", handler: "handleTransfer", topicFilters: { topic2: "insuranceFund" } }],
      context: {
        clearingHouse: "Bytes",
        insuranceFund: "Bytes",
        quoteSymbol: "String",
        quoteDecimals: "Int",
      },
    },
  },
};
