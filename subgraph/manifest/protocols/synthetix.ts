import type { ContextType, ProtocolDefinition } from "../protocol-definition.ts";

/** The system: its token and what it owes. */
const SYSTEM: Readonly<Record<string, ContextType>> = { synthetix: "Bytes", susd: "Bytes" };

/** Contracts and events of synthetix, version 2: liquidations of stakers. */
export const SYNTHETIX: ProtocolDefinition = {
  signatures: {
    Synthetix: [
      "event AccountLiquidated(address indexed account, uint256 snxRedeemed, uint256 amountLiquidated, address liquidator)",
      "event Transfer(address indexed from, address indexed to, uint256 value)",
    ],
    Liquidator: [
      "event AccountFlaggedForLiquidation(address indexed account, uint256 deadline)",
      "event AccountRemovedFromLiquidation(address indexed account, uint256 time)",
    ],
    LiquidatorRewards: ["event RewardPaid(address indexed user, uint256 reward)"],
  },
  contracts: {
    Synthetix: {
      file: "synthetix-token.ts",
      events: [
        { event: "AccountLiquidated", handler: "handleAccountLiquidated" },
        { event: "Transfer", handler: "handleTransfer", topicFilters: { topic2: "liquidatorRewards" } },
      ],
      // Block from which the stakers take debt and collateral over (SIP-148); before it the liquidator repaid the debt.
      context: { ...SYSTEM, liquidatorRewards: "Bytes", "stakersFromBlock?": "Int" },
    },
    Liquidator: {
      file: "liquidator.ts",
      events: [
        { event: "AccountFlaggedForLiquidation", handler: "handleAccountFlaggedForLiquidation" },
        { event: "AccountRemovedFromLiquidation", handler: "handleAccountRemovedFromLiquidation" },
      ],
      context: SYSTEM,
    },
    LiquidatorRewards: {
      file: "liquidator-rewards.ts",
      events: [{ event: "RewardPaid", handler: "handleRewardPaid" }],
      context: SYSTEM,
    },
  },
};
