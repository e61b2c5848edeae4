import type { ContextType, ProtocolDefinition } from "../protocol-definition.ts";

/** Every contract names its whole branch, whose logs are read together. */
const BRANCH: Readonly<Record<string, ContextType>> = {
  troveManager: "Bytes",
  stabilityPool: "Bytes",
  priceFeed: "Bytes",
  collateral: "Bytes",
  collateralSymbol: "String",
  debt: "Bytes",
};

/** Contracts and events of Liquity v2; a branch is one collateral with contracts of its own. */
export const LIQUITY_V2: ProtocolDefinition = {
  signatures: {
    TroveManager: [
      "event Liquidation(uint256 _debtOffsetBySP, uint256 _debtRedistributed, uint256 _boldGasCompensation, uint256 _collGasCompensation, uint256 _collSentToSP, uint256 _collRedistributed, uint256 _collSurplus, uint256 _L_ETH, uint256 _L_boldDebt, uint256 _price)",
      "event Redemption(uint256 _attemptedBoldAmount, uint256 _actualBoldAmount, uint256 _ETHSent, uint256 _ETHFee, uint256 _price, uint256 _redemptionPrice)",
      "event TroveUpdated(uint256 indexed _troveId, uint256 _debt, uint256 _coll, uint256 _stake, uint256 _annualInterestRate, uint256 _snapshotOfTotalCollRedist, uint256 _snapshotOfTotalDebtRedist)",
      "event BatchedTroveUpdated(uint256 indexed _troveId, address _interestBatchManager, uint256 _batchDebtShares, uint256 _coll, uint256 _stake, uint256 _snapshotOfTotalCollRedist, uint256 _snapshotOfTotalDebtRedist)",
    ],
    StabilityPool: [
      "event DepositOperation(address indexed _depositor, uint8 _operation, uint256 _depositLossSinceLastOperation, int256 _topUpOrWithdrawal, uint256 _yieldGainSinceLastOperation, uint256 _yieldGainClaimed, uint256 _ethGainSinceLastOperation, uint256 _ethGainClaimed)",
    ],
    BorrowerOperations: ["event ShutDown(uint256 _tcr)"],
    PriceFeed: ["event ShutDownFromOracleFailure(address _failedOracleAddr)"],
  },
  contracts: {
    TroveManager: {
      file: "trove-manager.ts",
      events: [
        { event: "Liquidation", handler: "handleLiquidation", receipt: true },
        { event: "Redemption", handler: "handleRedemption" },
        { event: "TroveUpdated", handler: "handleTroveUpdated", receipt: true },
        { event: "BatchedTroveUpdated", handler: "handleBatchedTroveUpdated", receipt: true },
      ],
      context: BRANCH,
    },
    StabilityPool: {
      file: "stability-pool.ts",
      events: [{ event: "DepositOperation", handler: "handleDepositOperation" }],
      context: BRANCH,
    },
    BorrowerOperations: {
      file: "borrower-operations.ts",
      events: [{ event: "ShutDown", handler: "handleShutDown" }],
      context: BRANCH,
    },
    PriceFeed: {
      file: "price-feed.ts",
      events: [{ event: "ShutDownFromOracleFailure", handler: "handleShutDownFromOracleFailure" }],
      context: BRANCH,
    },
  },
};
