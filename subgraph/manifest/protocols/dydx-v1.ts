import type { ContextType, ProtocolDefinition } from "../protocol-definition.ts";

const MARKET: Readonly<Record<string, ContextType>> = {
  perpetual: "Bytes",
  market: "String",
  token: "Bytes",
  tokenSymbol: "String",
  tokenDecimals: "Int",
};

/** Contracts and events of dydx-v1. */
export const DYDX_V1: ProtocolDefinition = {
  signatures: {
    P1Deleveraging: [
      "event LogDeleveraged(address indexed maker, address indexed taker, uint256 amount, bool isBuy, uint256 oraclePrice)",
      "event LogDeleveragingOperatorSet(address deleveragingOperator)",
    ],
    P1Liquidation: [
      "event LogLiquidated(address indexed maker, address indexed taker, uint256 amount, bool isBuy, uint256 oraclePrice)",
    ],
    P1LiquidatorProxy: [
      "event LogLiquidatorProxyUsed(address indexed liquidatee, address indexed liquidator, bool isBuy, uint256 liquidationAmount, uint256 feeAmount)",
      "event LogInsuranceFundSet(address insuranceFund)",
      "event LogInsuranceFeeSet(uint256 insuranceFee)",
    ],
  },
  contracts: {
    P1Deleveraging: {
      file: "deleveraging.ts",
      events: [
        { event: "LogDeleveraged", handler: "handleDeleveraged", receipt: true },
        { event: "LogDeleveragingOperatorSet", handler: "handleDeleveragingOperatorSet" },
      ],
      context: MARKET,
    },
    P1Liquidation: {
      file: "liquidation.ts",
      events: [{ event: "LogLiquidated", handler: "handleLiquidated", receipt: true }],
      context: MARKET,
    },
    P1LiquidatorProxy: {
      file: "liquidator-proxy.ts",
      events: [
        { event: "LogLiquidatorProxyUsed", handler: "handleLiquidatorProxyUsed" },
        { event: "LogInsuranceFundSet", handler: "handleInsuranceFundSet" },
        { event: "LogInsuranceFeeSet", handler: "handleInsuranceFeeSet" },
      ],
      context: MARKET,
    },
  },
};
