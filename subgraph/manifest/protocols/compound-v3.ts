import type { ProtocolDefinition } from "../protocol-definition.ts";

/** Contracts and events of Compound v3. */
export const COMPOUND_V3: ProtocolDefinition = {
  signatures: {
    Comet: [
      "event Supply(address indexed from, address indexed dst, uint256 amount)",
      "event Withdraw(address indexed src, address indexed to, uint256 amount)",
      "event Transfer(address indexed from, address indexed to, uint256 amount)",
      "event SupplyCollateral(address indexed from, address indexed dst, address indexed asset, uint256 amount)",
      "event WithdrawCollateral(address indexed src, address indexed to, address indexed asset, uint256 amount)",
      "event TransferCollateral(address indexed from, address indexed to, address indexed asset, uint256 amount)",
      "event AbsorbCollateral(address indexed absorber, address indexed borrower, address indexed asset, uint256 collateralAbsorbed, uint256 usdValue)",
      "event AbsorbDebt(address indexed absorber, address indexed borrower, uint256 basePaidOut, uint256 usdValue)",
      "event BuyCollateral(address indexed buyer, address indexed asset, uint256 baseAmount, uint256 collateralAmount)",
      "event WithdrawReserves(address indexed to, uint256 amount)",
      "event PauseAction(bool supplyPaused, bool transferPaused, bool withdrawPaused, bool absorbPaused, bool buyPaused)",
    ],
  },
  contracts: {
    Comet: {
      file: "comet.ts",
      events: [
        // A Transfer next to them tells the part that is supply; alone, it is a transfer between accounts.
        { event: "Supply", handler: "handleSupply", receipt: true },
        { event: "Withdraw", handler: "handleWithdraw", receipt: true },
        { event: "Transfer", handler: "handleTransfer", receipt: true },
        { event: "SupplyCollateral", handler: "handleSupplyCollateral" },
        { event: "WithdrawCollateral", handler: "handleWithdrawCollateral" },
        { event: "TransferCollateral", handler: "handleTransferCollateral" },
        { event: "AbsorbCollateral", handler: "handleAbsorbCollateral" },
        // The logs around it tell the collateral and what the account keeps.
        { event: "AbsorbDebt", handler: "handleAbsorbDebt", receipt: true },
        { event: "BuyCollateral", handler: "handleBuyCollateral" },
        { event: "WithdrawReserves", handler: "handleWithdrawReserves" },
        { event: "PauseAction", handler: "handlePauseAction" },
      ],
      context: { base: "Bytes", baseSymbol: "String", baseDecimals: "Int" },
    },
  },
};
