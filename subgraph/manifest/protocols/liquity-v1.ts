import type { ContextType, ProtocolDefinition } from "../protocol-definition.ts";

/** Every contract names the whole system, whose logs are read together. */
const SYSTEM: Readonly<Record<string, ContextType>> = {
  troveManager: "Bytes",
  stabilityPool: "Bytes",
  priceFeed: "Bytes",
  debt: "Bytes",
};

/** Contracts and events of Liquity v1, as deployed (the repository's newest source differs). */
export const LIQUITY_V1: ProtocolDefinition = {
  signatures: {
    TroveManager: [
      "event Liquidation(uint256 _liquidatedDebt, uint256 _liquidatedColl, uint256 _collGasCompensation, uint256 _LUSDGasCompensation)",
      "event TroveLiquidated(address indexed _borrower, uint256 _debt, uint256 _coll, uint8 _operation)",
      "event TroveUpdated(address indexed _borrower, uint256 _debt, uint256 _coll, uint256 _stake, uint8 _operation)",
    ],
    BorrowerOperations: [
      "event TroveUpdated(address indexed _borrower, uint256 _debt, uint256 _coll, uint256 stake, uint8 operation)",
    ],
    StabilityPool: [
      "event StabilityPoolLUSDBalanceUpdated(uint256 _newBalance)",
      "event ETHGainWithdrawn(address indexed _depositor, uint256 _ETH, uint256 _LUSDLoss)",
    ],
    PriceFeed: [
      "event LastGoodPriceUpdated(uint256 _lastGoodPrice)",
      "event PriceFeedStatusChanged(uint8 newStatus)",
    ],
  },
  contracts: {
    TroveManager: {
      file: "trove-manager.ts",
      events: [
        { event: "Liquidation", handler: "handleLiquidation", receipt: true },
        { event: "TroveLiquidated", handler: "handleTroveLiquidated" },
        { event: "TroveUpdated", handler: "handleTroveUpdated" },
      ],
      context: SYSTEM,
    },
    BorrowerOperations: {
      file: "borrower-operations.ts",
      events: [{ event: "TroveUpdated", handler: "handleTroveUpdated" }],
      context: SYSTEM,
    },
    StabilityPool: {
      file: "stability-pool.ts",
      events: [
        {
          event: "StabilityPoolLUSDBalanceUpdated",
          handler: "handleLUSDBalanceUpdated",
          receipt: true,
        },
        { event: "ETHGainWithdrawn", handler: "handleETHGainWithdrawn" },
      ],
      context: SYSTEM,
    },
    PriceFeed: {
      file: "price-feed.ts",
      events: [
        { event: "LastGoodPriceUpdated", handler: "handleLastGoodPriceUpdated" },
        { event: "PriceFeedStatusChanged", handler: "handlePriceFeedStatusChanged" },
      ],
      context: SYSTEM,
    },
  },
};
