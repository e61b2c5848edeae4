import type { ProtocolDefinition } from "../protocol-definition.ts";

/** Contracts and events of aave. */
export const AAVE: ProtocolDefinition = {
  signatures: {
    Pool: [
      "event LiquidationCall(address indexed collateralAsset, address indexed debtAsset, address indexed user, uint256 debtToCover, uint256 liquidatedCollateralAmount, address liquidator, bool receiveAToken)",
      "event DeficitCreated(address indexed user, address indexed debtAsset, uint256 amountCreated)",
      "event DeficitCovered(address indexed reserve, address caller, uint256 amountCovered)",
    ],
    PoolConfigurator: [
      "event ReserveInitialized(address indexed asset, address indexed aToken, address stableDebtToken, address variableDebtToken, address interestRateStrategyAddress)",
    ],
    Erc20: ["function symbol() view returns (string)", "function decimals() view returns (uint8)"],
  },
  contracts: {
    Pool: {
      file: "pool.ts",
      events: [
        { event: "LiquidationCall", handler: "handleLiquidationCall" },
        { event: "DeficitCreated", handler: "handleDeficitCreated" },
        { event: "DeficitCovered", handler: "handleDeficitCovered" },
      ],
      // Block from which the pool recognises bad debt (Aave v3.3); before it, or without it, no deficit proves nothing.
      context: { "deficitsFromBlock?": "Int" },
    },
    PoolConfigurator: {
      file: "pool-configurator.ts",
      events: [
        {
          event: "ReserveInitialized",
          handler: "handleReserveInitialized",
          calls: {
            symbol: "Erc20[event.params.asset].symbol()",
            decimals: "Erc20[event.params.asset].decimals()",
          },
        },
      ],
      abis: ["Erc20"],
      context: { pool: "Bytes" },
    },
  },
};
