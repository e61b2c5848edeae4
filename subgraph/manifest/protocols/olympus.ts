import type { ProtocolDefinition } from "../protocol-definition.ts";
import { ERC20_VIEWS } from "./erc20.ts";

const TOKEN_CALLS = {
  symbol: "Erc20[event.params.token_].symbol()",
  decimals: "Erc20[event.params.token_].decimals()",
};

const PAIR = {
  ohm: "Bytes",
  reserve: "Bytes",
  reserveSymbol: "String",
  reserveDecimals: "Int",
} as const;

/** Contracts and events of olympus: treasury, range, bond sales. */
export const OLYMPUS: ProtocolDefinition = {
  signatures: {
    Treasury: [
      "event Withdrawal(address indexed policy_, address indexed withdrawer_, address indexed token_, uint256 amount_)",
      "event DebtIncurred(address indexed token_, address indexed policy_, uint256 amount_)",
      "event DebtRepaid(address indexed token_, address indexed policy_, uint256 amount_)",
      "event DebtSet(address indexed token_, address indexed policy_, uint256 amount_)",
    ],
    Range: [
      "event WallUp(bool high_, uint256 timestamp_, uint256 capacity_)",
      "event WallDown(bool high_, uint256 timestamp_, uint256 capacity_)",
      "event CushionUp(bool high_, uint256 timestamp_, uint256 capacity_)",
      "event CushionDown(bool high_, uint256 timestamp_)",
      "event PricesChanged(uint256 wallLowPrice_, uint256 cushionLowPrice_, uint256 cushionHighPrice_, uint256 wallHighPrice_)",
    ],
    Operator: [
      "event Swap(address indexed tokenIn_, address indexed tokenOut_, uint256 amountIn_, uint256 amountOut_)",
    ],
    EmissionManager: [
      "event SaleCreated(uint256 marketID, uint256 saleAmount)",
      "event BackingUpdated(uint256 newBacking, uint256 supplyAdded, uint256 reservesAdded)",
      "event BackingChanged(uint256 newBacking)",
    ],
    YieldRepurchaseFacility: [
      "event RepoMarket(uint256 marketId, uint256 bidAmount)",
      "event NextYieldSet(uint256 nextYield)",
      "event Shutdown()",
    ],
    Erc20: ERC20_VIEWS,
  },
  contracts: {
    Treasury: {
      file: "treasury.ts",
      events: [
        { event: "Withdrawal", handler: "handleWithdrawal", calls: TOKEN_CALLS },
        { event: "DebtIncurred", handler: "handleDebtIncurred", calls: TOKEN_CALLS },
        { event: "DebtRepaid", handler: "handleDebtRepaid", calls: TOKEN_CALLS },
        { event: "DebtSet", handler: "handleDebtSet", calls: TOKEN_CALLS },
      ],
      abis: ["Erc20"],
      context: {},
    },
    Range: {
      file: "range.ts",
      events: [
        { event: "WallUp", handler: "handleWallUp" },
        { event: "WallDown", handler: "handleWallDown" },
        { event: "CushionUp", handler: "handleCushionUp" },
        { event: "CushionDown", handler: "handleCushionDown" },
        { event: "PricesChanged", handler: "handlePricesChanged" },
      ],
      context: {},
    },
    Operator: {
      file: "operator.ts",
      events: [{ event: "Swap", handler: "handleSwap" }],
      context: { range: "Bytes", ...PAIR },
    },
    EmissionManager: {
      file: "emission-manager.ts",
      events: [
        { event: "SaleCreated", handler: "handleSaleCreated" },
        { event: "BackingUpdated", handler: "handleBackingUpdated" },
        { event: "BackingChanged", handler: "handleBackingChanged" },
      ],
      context: PAIR,
    },
    YieldRepurchaseFacility: {
      file: "yield-repurchase-facility.ts",
      events: [
        { event: "RepoMarket", handler: "handleRepoMarket" },
        { event: "NextYieldSet", handler: "handleNextYieldSet" },
        { event: "Shutdown", handler: "handleShutdown" },
      ],
      context: {},
    },
  },
};
