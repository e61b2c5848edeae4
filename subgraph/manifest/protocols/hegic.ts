import type { ProtocolDefinition } from "../protocol-definition.ts";

/** Contracts and events of hegic. */
export const HEGIC: ProtocolDefinition = {
  signatures: {
    HegicOptions: [
      "event Create(uint256 indexed id, address indexed account, uint256 settlementFee, uint256 totalFee)",
      "event Exercise(uint256 indexed id, uint256 profit)",
      "event Expire(uint256 indexed id, uint256 premium)",
      "event Expire(uint256 indexed id)",
      "function options(uint256 id) view returns (uint8 state, address holder, uint256 strike, uint256 amount, uint256 lockedAmount, uint256 premium, uint256 expiration, uint8 optionType)",
    ],
    HegicPool: [
      "event Provide(address indexed account, uint256 amount, uint256 writeAmount)",
      "event Withdraw(address indexed account, uint256 amount, uint256 writeAmount)",
      "event Profit(uint256 indexed id, uint256 amount)",
      "event Loss(uint256 indexed id, uint256 amount)",
    ],
  },
  contracts: {
    HegicOptions: {
      file: "options.ts",
      events: [
        {
          event: "Create",
          handler: "handleCreate",
          calls: { option: "HegicOptions[event.address].options(event.params.id)" },
        },
        { event: "Exercise", handler: "handleExercise" },
        { event: "Expire(uint256,uint256)", handler: "handleExpire" },
        { event: "Expire(uint256)", handler: "handleExpireWithoutPremium" },
      ],
      context: {
        pool: "Bytes",
        asset: "Bytes",
        assetSymbol: "String",
        assetDecimals: "Int",
        strikeDecimals: "Int",
      },
    },
    HegicPool: {
      file: "pool.ts",
      events: [
        { event: "Provide", handler: "handleProvide" },
        { event: "Withdraw", handler: "handleWithdraw" },
        { event: "Profit", handler: "handleProfit" },
        { event: "Loss", handler: "handleLoss" },
      ],
      context: { options: "Bytes", asset: "Bytes", assetSymbol: "String", assetDecimals: "Int" },
    },
  },
};
