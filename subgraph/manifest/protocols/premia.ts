import type { ProtocolDefinition } from "../protocol-definition.ts";

/** Contracts and events of premia: pools of the second version. */
export const PREMIA: ProtocolDefinition = {
  signatures: {
    Pool: [
      "event Purchase(address indexed user, uint256 longTokenId, uint256 contractSize, uint256 baseCost, uint256 feeCost, int128 spot64x64)",
      "event Sell(address indexed user, uint256 longTokenId, uint256 contractSize, uint256 baseCost, uint256 feeCost, int128 spot64x64)",
      "event Exercise(address indexed user, uint256 longTokenId, uint256 contractSize, uint256 exerciseValue, uint256 fee)",
      "event Underwrite(address indexed underwriter, address indexed longReceiver, uint256 shortTokenId, uint256 intervalContractSize, uint256 intervalPremium, bool isManualUnderwrite)",
      "event AssignExercise(address indexed underwriter, uint256 shortTokenId, uint256 freedAmount, uint256 intervalContractSize, uint256 fee)",
      "event AssignSale(address indexed underwriter, uint256 shortTokenId, uint256 freedAmount, uint256 intervalContractSize)",
      "event Deposit(address indexed user, bool isCallPool, uint256 amount)",
      "event Withdrawal(address indexed user, bool isCallPool, uint256 depositedAt, uint256 amount)",
      "event FeeWithdrawal(bool indexed isCallPool, uint256 amount)",
      "event Annihilate(uint256 shortTokenId, uint256 amount)",
    ],
  },
  contracts: {
    Pool: {
      file: "pool.ts",
      events: [
        { event: "Purchase", handler: "handlePurchase" },
        { event: "Sell", handler: "handleSell" },
        { event: "Exercise", handler: "handleExercise" },
        { event: "Underwrite", handler: "handleUnderwrite" },
        { event: "AssignExercise", handler: "handleAssignExercise" },
        { event: "AssignSale", handler: "handleAssignSale" },
        { event: "Deposit", handler: "handleDeposit" },
        { event: "Withdrawal", handler: "handleWithdrawal" },
        { event: "FeeWithdrawal", handler: "handleFeeWithdrawal" },
        { event: "Annihilate", handler: "handleAnnihilate" },
      ],
      context: {
        underlying: "Bytes",
        underlyingSymbol: "String",
        underlyingDecimals: "Int",
        base: "Bytes",
        baseSymbol: "String",
        baseDecimals: "Int",
      },
    },
  },
};
