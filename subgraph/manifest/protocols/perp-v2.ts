import type { ContextType, ProtocolDefinition } from "../protocol-definition.ts";

const SYSTEM: Readonly<Record<string, ContextType>> = {
  clearingHouse: "Bytes",
  vault: "Bytes",
  accountBalance: "Bytes",
  insuranceFund: "Bytes",
  token: "Bytes",
  tokenSymbol: "String",
  tokenDecimals: "Int",
};

/** Contracts and events of perp-v2. */
export const PERP_V2: ProtocolDefinition = {
  signatures: {
    ClearingHouse: [
      "event PositionChanged(address indexed trader, address indexed baseToken, int256 exchangedPositionSize, int256 exchangedPositionNotional, uint256 fee, int256 openNotional, int256 realizedPnl, uint256 sqrtPriceAfterX96)",
      "event PositionLiquidated(address indexed trader, address indexed baseToken, uint256 positionNotional, uint256 positionSize, uint256 liquidationFee, address liquidator)",
      "event PositionClosed(address indexed trader, address indexed baseToken, int256 closedPositionSize, int256 closedPositionNotional, int256 openNotional, int256 realizedPnl, uint256 closedPrice)",
    ],
    Vault: [
      "event Deposited(address indexed collateralToken, address indexed trader, uint256 amount)",
      "event Withdrawn(address indexed collateralToken, address indexed trader, uint256 amount)",
      "event CollateralLiquidated(address indexed trader, address indexed collateralToken, address indexed liquidator, uint256 collateral, uint256 repaidSettlementWithoutInsuranceFundFeeX10_S, uint256 insuranceFundFeeX10_S, uint24 discountRatio)",
      "event BadDebtSettled(address indexed trader, uint256 amount)",
    ],
    AccountBalance: ["event PnlRealized(address indexed trader, int256 amount)"],
    InsuranceFund: [
      "event Borrowed(address borrower, uint256 amount)",
      "event Repaid(uint256 repaidAmount, uint256 tokenBalanceAfterRepaid)",
      "event FeeDistributed(uint256 surplus, uint256 insuranceFundCapacity, uint256 insuranceFundFreeCollateral, uint256 distributionThreshold)",
      "event DistributionThresholdChanged(uint256 distributionThreshold)",
      "event SurplusBeneficiaryChanged(address surplusBeneficiary)",
      "event Paused(address account)",
      "event Unpaused(address account)",
    ],
    WalletReceipts: ["event Transfer(address indexed from, address indexed to, uint256 value)"],
    WalletPayments: ["event Transfer(address indexed from, address indexed to, uint256 value)"],
  },
  contracts: {
    ClearingHouse: {
      file: "clearing-house.ts",
      events: [
        { event: "PositionChanged", handler: "handlePositionChanged", receipt: true },
        { event: "PositionLiquidated", handler: "handlePositionLiquidated", receipt: true },
        { event: "PositionClosed", handler: "handlePositionClosed" },
      ],
      context: { ...SYSTEM, "deficitsFromBlock?": "Int" },
    },
    Vault: {
      file: "vault.ts",
      events: [
        {
          event: "Deposited",
          handler: "handleDeposited",
          topicFilters: { topic2: "insuranceFund" },
          receipt: true,
        },
        { event: "Withdrawn", handler: "handleWithdrawn", topicFilters: { topic2: "insuranceFund" } },
        { event: "CollateralLiquidated", handler: "handleCollateralLiquidated", receipt: true },
        { event: "BadDebtSettled", handler: "handleBadDebtSettled", receipt: true },
      ],
      context: { ...SYSTEM, "deficitsFromBlock?": "Int" },
    },
    AccountBalance: {
      file: "account-balance.ts",
      events: [
        {
          event: "PnlRealized",
          handler: "handlePnlRealized",
          topicFilters: { topic1: "insuranceFund" },
          receipt: true,
        },
      ],
      context: SYSTEM,
    },
    InsuranceFund: {
      file: "insurance-fund.ts",
      events: [
        { event: "Borrowed", handler: "handleBorrowed" },
        { event: "Repaid", handler: "handleRepaid" },
        { event: "FeeDistributed", handler: "handleFeeDistributed" },
        { event: "DistributionThresholdChanged", handler: "handleDistributionThresholdChanged" },
        { event: "SurplusBeneficiaryChanged", handler: "handleSurplusBeneficiaryChanged" },
        { event: "Paused", handler: "handlePaused" },
        { event: "Unpaused", handler: "handleUnpaused" },
      ],
      context: SYSTEM,
    },
    WalletReceipts: {
      file: "wallet-receipts.ts",
      events: [{ event: "Transfer", handler: "handleReceipt", topicFilters: { topic2: "insuranceFund" } }],
      context: SYSTEM,
    },
    WalletPayments: {
      file: "wallet-payments.ts",
      events: [
        {
          event: "Transfer",
          handler: "handlePayment",
          topicFilters: { topic1: "insuranceFund" },
          receipt: true,
        },
      ],
      context: SYSTEM,
    },
  },
};
