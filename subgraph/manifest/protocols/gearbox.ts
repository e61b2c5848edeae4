import type { ContextType, ProtocolDefinition } from "../protocol-definition.ts";

/** The pool, its token and what it lends; its token has the decimals of what it lends. */
const POOL: Readonly<Record<string, ContextType>> = {
  asset: "Bytes",
  assetSymbol: "String",
  assetDecimals: "Int",
};

/** Contracts and events of gearbox, version 3. */
export const GEARBOX: ProtocolDefinition = {
  signatures: {
    Pool: [
      "event Repay(address indexed creditManager, uint256 borrowedAmount, uint256 profit, uint256 loss)",
      "event Withdraw(address indexed sender, address indexed receiver, address indexed owner, uint256 assets, uint256 shares)",
      "event Transfer(address indexed from, address indexed to, uint256 value)",
      "event SetTotalDebtLimit(uint256 limit)",
      "event SetCreditManagerDebtLimit(address indexed creditManager, uint256 newLimit)",
      "event Paused(address account)",
      "event Unpaused(address account)",
    ],
    CreditFacade: [
      "event LiquidateCreditAccount(address indexed creditAccount, address indexed liquidator, address to, uint256 remainingFunds)",
      "event PartiallyLiquidateCreditAccount(address indexed creditAccount, address indexed token, address indexed liquidator, uint256 repaidDebt, uint256 seizedCollateral, uint256 fee)",
    ],
  },
  contracts: {
    Pool: {
      file: "pool.ts",
      events: [
        // The logs before it tell what the treasury's shares did not cover, those after it whose account it was.
        { event: "Repay", handler: "handleRepay", receipt: true },
        { event: "Withdraw", handler: "handleWithdraw" },
        { event: "Transfer", handler: "handleTransfer" },
        { event: "SetTotalDebtLimit", handler: "handleSetTotalDebtLimit" },
        { event: "SetCreditManagerDebtLimit", handler: "handleSetCreditManagerDebtLimit" },
        { event: "Paused", handler: "handlePaused" },
        { event: "Unpaused", handler: "handleUnpaused" },
      ],
      context: { treasury: "Bytes", poolSymbol: "String", ...POOL },
    },
    CreditFacade: {
      file: "credit-facade.ts",
      events: [
        // The repayment before it tells principal and loss.
        { event: "LiquidateCreditAccount", handler: "handleLiquidateCreditAccount", receipt: true },
        { event: "PartiallyLiquidateCreditAccount", handler: "handlePartiallyLiquidateCreditAccount" },
      ],
      context: { pool: "Bytes", ...POOL },
    },
  },
};
