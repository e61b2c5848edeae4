import type { ProtocolDefinition } from "../protocol-definition.ts";

/** One order of a trade: four prices, fees for vega (six figures) and variance (eight), then the totals and the new volatilities. */
const TRADE_RESULT =
  "(uint256,uint256,uint256,uint256,(int256,int256,uint256,uint256,uint256,uint256),(uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256),uint256,uint256,uint256,uint256,uint256)";
const TRADE_DATA = "(uint256,uint256,uint8,uint8,uint256,uint256,bool,uint256,uint256,uint256)";
const LIQUIDATION = "(address,address,uint256,uint256,uint256,uint256,uint256,uint256)";

/** Facts that every contract of an option market states: the market's contracts and its two tokens. */
const MARKET = {
  optionMarket: "Bytes",
  liquidityPool: "Bytes",
  base: "Bytes",
  baseSymbol: "String",
  quote: "Bytes",
  quoteSymbol: "String",
} as const;

/** Contracts and events of lyra (Avalon). */
export const LYRA: ProtocolDefinition = {
  signatures: {
    OptionMarket: [
      "event BoardCreated(uint256 indexed boardId, uint256 expiry, uint256 baseIv, bool frozen)",
      "event BoardFrozen(uint256 indexed boardId, bool frozen)",
      "event BoardBaseIvSet(uint256 indexed boardId, uint256 baseIv)",
      "event StrikeAdded(uint256 indexed boardId, uint256 indexed strikeId, uint256 strikePrice, uint256 skew)",
      "event StrikeSkewSet(uint256 indexed strikeId, uint256 skew)",
      "event Trade(bytes32 indexed topic, address indexed trader, uint256 indexed strikeId, uint256 indexed positionId, uint256 expiry, uint256 strikePrice, uint8 optionType, uint8 tradeDirection, uint256 amount, uint256 setCollateralTo, bool isForceClose, uint256 spotPrice, uint256 reservedFee, uint256 totalCost, uint256[23][] tradeResults, address rewardBeneficiary, address caller, uint256 returnCollateral, uint256 lpPremiums, uint256 lpFee, uint256 liquidatorFee, uint256 smFee, uint256 insolventAmount, uint256 timestamp) anonymous",
      "event BoardSettled(uint256 indexed boardId, uint256 spotPriceAtExpiry, uint256 totalUserLongProfitQuote, uint256 totalBoardLongCallCollateral, uint256 totalBoardLongPutCollateral, uint256 totalAMMShortCallProfitBase, uint256 totalAMMShortCallProfitQuote, uint256 totalAMMShortPutProfitQuote)",
      "function getStrikeAndExpiry(uint256 strikeId) view returns (uint256 strikePrice, uint256 expiry)",
      "function getBoardStrikes(uint256 boardId) view returns (uint256[] strikeIds)",
    ],
    OptionToken: [
      "event PositionUpdated(bytes32 indexed topic, uint256 indexed positionId, address indexed owner, uint8 indexed updatedType, uint256 id, uint256 strikeId, uint8 optionType, uint256 amount, uint256 collateral, uint8 state, uint256 timestamp) anonymous",
    ],
    ShortCollateral: [
      "event BoardSettlementCollateralSent(uint256 amountBaseSent, uint256 amountQuoteSent, uint256 lpBaseInsolvency, uint256 lpQuoteInsolvency, uint256 LPBaseExcess, uint256 LPQuoteExcess)",
      "event PositionSettled(uint256 indexed positionId, address indexed settler, address indexed optionOwner, uint256 strikePrice, uint256 priceAtExpiry, uint8 optionType, uint256 amount, uint256 settlementAmount, uint256 insolventAmount)",
      "event BaseExchangedAndQuoteSent(address indexed recipient, uint256 amountBase, uint256 quoteReceived)",
    ],
    LiquidityPool: [
      "event DepositQueued(address indexed depositor, address indexed beneficiary, uint256 indexed depositQueueId, uint256 amountDeposited, uint256 totalQueuedDeposits, uint256 timestamp)",
      "event DepositProcessed(address indexed caller, address indexed beneficiary, uint256 indexed depositQueueId, uint256 amountDeposited, uint256 tokenPrice, uint256 tokensReceived, uint256 timestamp)",
      "event WithdrawQueued(address indexed withdrawer, address indexed beneficiary, uint256 indexed withdrawalQueueId, uint256 amountWithdrawn, uint256 totalQueuedWithdrawals, uint256 timestamp)",
      "event WithdrawProcessed(address indexed caller, address indexed beneficiary, uint256 indexed withdrawalQueueId, uint256 amountWithdrawn, uint256 tokenPrice, uint256 quoteReceived, uint256 totalQueuedWithdrawals, uint256 timestamp)",
      "event WithdrawPartiallyProcessed(address indexed caller, address indexed beneficiary, uint256 indexed withdrawalQueueId, uint256 amountWithdrawn, uint256 tokenPrice, uint256 quoteReceived, uint256 totalQueuedWithdrawals, uint256 timestamp)",
      "event QuoteLocked(uint256 quoteLocked, uint256 lockedCollateralQuote)",
      "event QuoteFreed(uint256 quoteFreed, uint256 lockedCollateralQuote)",
      "event BaseLocked(uint256 baseLocked, uint256 lockedCollateralBase)",
      "event BaseFreed(uint256 baseFreed, uint256 lockedCollateralBase)",
      "event BasePurchased(uint256 quoteSpent, uint256 baseReceived)",
      "event BaseSold(uint256 amountBase, uint256 quoteReceived)",
      "event BoardSettlement(uint256 insolventSettlementAmount, uint256 amountQuoteReserved, uint256 totalOutstandingSettlements)",
      "event OutstandingSettlementSent(address indexed user, uint256 amount, uint256 totalOutstandingSettlements)",
      "event InsolventSettlementAmountUpdated(uint256 amountQuoteAdded, uint256 totalInsolventSettlementAmount)",
      "event QuoteTransferredToPoolHedger(uint256 amountQuote)",
      "event CircuitBreakerUpdated(uint256 newTimestamp, bool ivVarianceThresholdCrossed, bool skewVarianceThresholdCrossed, bool liquidityThresholdCrossed)",
      "event BoardSettlementCircuitBreakerUpdated(uint256 newTimestamp)",
    ],
    PoolHedger: ["event QuoteReturnedToLP(uint256 amountQuote)"],
    SynthetixAdapter: [
      "event GlobalPausedSet(bool isPaused)",
      "event MarketPausedSet(address contractAddress, bool isPaused)",
    ],
    BaseReceipts: ["event Transfer(address indexed from, address indexed to, uint256 value)"],
    BasePayments: ["event Transfer(address indexed from, address indexed to, uint256 value)"],
  },
  contracts: {
    OptionMarket: {
      file: "option-market.ts",
      events: [
        { event: "BoardCreated", handler: "handleBoardCreated" },
        { event: "BoardFrozen", handler: "handleBoardFrozen" },
        { event: "BoardBaseIvSet", handler: "handleBoardBaseIvSet" },
        {
          event: "StrikeAdded",
          handler: "handleStrikeAdded",
          calls: { strike: "OptionMarket[event.address].getStrikeAndExpiry(event.params.strikeId)" },
        },
        { event: "StrikeSkewSet", handler: "handleStrikeSkewSet" },
        {
          event: "Trade",
          handler: "handleTrade",
          hashOf: `Trade(address,uint256,uint256,${TRADE_DATA},${TRADE_RESULT}[],${LIQUIDATION},uint256)`,
        },
        {
          event: "BoardSettled",
          handler: "handleBoardSettled",
          calls: { strikes: "OptionMarket[event.address].getBoardStrikes(event.params.boardId)" },
        },
      ],
      context: { ...MARKET, optionToken: "Bytes" },
    },
    OptionToken: {
      file: "option-token.ts",
      events: [
        {
          event: "PositionUpdated",
          handler: "handlePositionUpdated",
          hashOf:
            "PositionUpdated(uint256,address,uint8,(uint256,uint256,uint8,uint256,uint256,uint8),uint256)",
        },
      ],
      context: MARKET,
    },
    ShortCollateral: {
      file: "short-collateral.ts",
      events: [
        { event: "BoardSettlementCollateralSent", handler: "handleBoardSettlementCollateralSent" },
        { event: "PositionSettled", handler: "handlePositionSettled" },
        {
          event: "BaseExchangedAndQuoteSent",
          handler: "handleBaseExchangedAndQuoteSent",
          topicFilters: { topic1: "liquidityPool" },
        },
      ],
      context: { ...MARKET, optionToken: "Bytes" },
    },
    LiquidityPool: {
      file: "liquidity-pool.ts",
      events: [
        { event: "DepositQueued", handler: "handleDepositQueued" },
        { event: "DepositProcessed", handler: "handleDepositProcessed" },
        { event: "WithdrawQueued", handler: "handleWithdrawQueued" },
        { event: "WithdrawProcessed", handler: "handleWithdrawProcessed" },
        { event: "WithdrawPartiallyProcessed", handler: "handleWithdrawPartiallyProcessed" },
        { event: "QuoteLocked", handler: "handleQuoteLocked" },
        { event: "QuoteFreed", handler: "handleQuoteFreed" },
        { event: "BaseLocked", handler: "handleBaseLocked" },
        { event: "BaseFreed", handler: "handleBaseFreed" },
        { event: "BasePurchased", handler: "handleBasePurchased" },
        { event: "BaseSold", handler: "handleBaseSold" },
        { event: "BoardSettlement", handler: "handleBoardSettlement" },
        { event: "OutstandingSettlementSent", handler: "handleOutstandingSettlementSent" },
        { event: "InsolventSettlementAmountUpdated", handler: "handleInsolventSettlementAmountUpdated" },
        { event: "QuoteTransferredToPoolHedger", handler: "handleQuoteTransferredToPoolHedger" },
        { event: "CircuitBreakerUpdated", handler: "handleCircuitBreakerUpdated" },
        {
          event: "BoardSettlementCircuitBreakerUpdated",
          handler: "handleBoardSettlementCircuitBreakerUpdated",
        },
      ],
      context: MARKET,
    },
    PoolHedger: {
      file: "pool-hedger.ts",
      events: [{ event: "QuoteReturnedToLP", handler: "handleQuoteReturnedToLP" }],
      context: MARKET,
    },
    SynthetixAdapter: {
      file: "synthetix-adapter.ts",
      events: [
        { event: "GlobalPausedSet", handler: "handleGlobalPausedSet" },
        { event: "MarketPausedSet", handler: "handleMarketPausedSet" },
      ],
      context: MARKET,
    },
    // The pool's events state no base that it gives back to sellers' collateral: the token's own transfers do. Two
    // sources, because anybody can make a transfer of nothing from the pool to itself, which both would handle.
    BaseReceipts: {
      file: "base-receipts.ts",
      events: [{ event: "Transfer", handler: "handleReceipt", topicFilters: { topic2: "liquidityPool" } }],
      context: { ...MARKET, shortCollateral: "Bytes" },
    },
    BasePayments: {
      file: "base-payments.ts",
      events: [{ event: "Transfer", handler: "handlePayment", topicFilters: { topic1: "liquidityPool" } }],
      context: { ...MARKET, shortCollateral: "Bytes" },
    },
  },
};
