import type { ContextType, EventDefinition, ProtocolDefinition } from "../protocol-definition.ts";

/** Every contract names the whole system, whose logs are read together. */
const SYSTEM: Readonly<Record<string, ContextType>> = {
  troveManager: "Bytes",
  stabilityPool: "Bytes",
  debt: "Bytes",
};

/** The mainnet deployment states a trove's rate, the published source does not: both layouts are handled. */
const TROVE_UPDATED = [
  "event TroveUpdated(address indexed _borrower, uint256 _principal, uint256 _interest, uint256 _coll, uint256 _stake, uint16 _interestRate, uint256 _lastInterestUpdateTime, uint8 _operation)",
  "event TroveUpdated(address indexed _borrower, uint256 _principal, uint256 _interest, uint256 _coll, uint256 _stake, uint8 _operation)",
];

const TROVE_HANDLERS: readonly EventDefinition[] = [
  {
    event: "TroveUpdated(address,uint256,uint256,uint256,uint256,uint16,uint256,uint8)",
    handler: "handleTroveUpdated",
  },
  {
    event: "TroveUpdated(address,uint256,uint256,uint256,uint256,uint8)",
    handler: "handleTroveUpdatedWithoutRate",
  },
];

/** Contracts and events of Mezo's MUSD, a fork of Liquity v1 with interest and without recovery-mode liquidation. */
export const MUSD: ProtocolDefinition = {
  signatures: {
    TroveManager: [
      "event Liquidation(uint256 _liquidatedPrincipal, uint256 _liquidatedInterest, uint256 _liquidatedColl, uint256 _collGasCompensation, uint256 _gasCompensation)",
      ...TROVE_UPDATED,
    ],
    BorrowerOperations: TROVE_UPDATED,
    StabilityPool: [
      "event StabilityPoolMUSDBalanceUpdated(uint256 _newBalance)",
      "event CollateralGainWithdrawn(address indexed _depositor, uint256 _collateral, uint256 _MUSDLoss)",
    ],
  },
  contracts: {
    TroveManager: {
      file: "trove-manager.ts",
      events: [{ event: "Liquidation", handler: "handleLiquidation", receipt: true }, ...TROVE_HANDLERS],
      context: SYSTEM,
    },
    BorrowerOperations: { file: "borrower-operations.ts", events: TROVE_HANDLERS, context: SYSTEM },
    StabilityPool: {
      file: "stability-pool.ts",
      events: [
        {
          event: "StabilityPoolMUSDBalanceUpdated",
          handler: "handleMUSDBalanceUpdated",
          receipt: true,
        },
        { event: "CollateralGainWithdrawn", handler: "handleCollateralGainWithdrawn" },
      ],
      context: SYSTEM,
    },
  },
};
