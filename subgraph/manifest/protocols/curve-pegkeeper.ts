import type { ContextType, ProtocolDefinition } from "../protocol-definition.ts";

/** The stablecoin that the keepers hold at its peg. */
const PEGGED: Readonly<Record<string, ContextType>> = {
  pegged: "Bytes",
  peggedSymbol: "String",
  peggedDecimals: "Int",
};

/** Contracts and events of curve-pegkeeper: keepers of both generations, their regulator, the factory's ceilings. */
export const CURVE_PEGKEEPER: ProtocolDefinition = {
  signatures: {
    PegKeeper: [
      "event Provide(uint256 amount)",
      "event Withdraw(uint256 amount)",
      "event Profit(uint256 lp_amount)",
      "event NewReceiver(address receiver)",
      "event SetNewCallerShare(uint256 caller_share)",
      "event SetNewRegulator(address regulator)",
    ],
    Regulator: [
      "event AddPegKeeper(address peg_keeper, address pool, bool is_inverse)",
      "event RemovePegKeeper(address peg_keeper)",
      "event SetKilled(uint256 is_killed, address by)",
      "event PriceDeviation(uint256 price_deviation)",
      "event WorstPriceThreshold(uint256 threshold)",
      "event DebtParameters(uint256 alpha, uint256 beta)",
    ],
    Factory: ["event SetDebtCeiling(address indexed addr, uint256 debt_ceiling)"],
  },
  contracts: {
    PegKeeper: {
      file: "peg-keeper.ts",
      events: [
        { event: "Provide", handler: "handleProvide" },
        { event: "Withdraw", handler: "handleWithdraw" },
        { event: "Profit", handler: "handleProfit" },
        { event: "NewReceiver", handler: "handleNewReceiver" },
        { event: "SetNewCallerShare", handler: "handleSetNewCallerShare" },
        { event: "SetNewRegulator", handler: "handleSetNewRegulator" },
      ],
      // The pool's token is the pool itself.
      context: { pool: "Bytes", poolSymbol: "String", ...PEGGED },
    },
    Regulator: {
      file: "regulator.ts",
      events: [
        { event: "AddPegKeeper", handler: "handleAddPegKeeper" },
        { event: "RemovePegKeeper", handler: "handleRemovePegKeeper" },
        { event: "SetKilled", handler: "handleSetKilled" },
        { event: "PriceDeviation", handler: "handlePriceDeviation" },
        { event: "WorstPriceThreshold", handler: "handleWorstPriceThreshold" },
        { event: "DebtParameters", handler: "handleDebtParameters" },
      ],
      context: PEGGED,
    },
    Factory: {
      file: "factory.ts",
      events: [{ event: "SetDebtCeiling", handler: "handleSetDebtCeiling" }],
      context: {},
    },
  },
};
