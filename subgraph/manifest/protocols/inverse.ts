import type { ProtocolDefinition } from "../protocol-definition.ts";

/** Contracts and events of inverse: repayments of the bad debt that Frontier has had since 2022. */
export const INVERSE: ProtocolDefinition = {
  signatures: {
    AnToken: [
      "event RepayBorrow(address payer, address borrower, uint256 repayAmount, uint256 accountBorrows, uint256 totalBorrows)",
    ],
    DebtConverter: [
      "event Conversion(address indexed user, address indexed anToken, uint256 epoch, uint256 dolaAmount, uint256 underlyingAmount)",
      "event Repayment(uint256 dolaAmount, uint256 epoch)",
      "event Redemption(address indexed user, uint256 dolaAmount)",
    ],
    DebtRepayer: ["event debtRepayment(address underlying, uint256 receiveAmount, uint256 paidAmount)"],
  },
  contracts: {
    AnToken: {
      file: "an-token.ts",
      events: [{ event: "RepayBorrow", handler: "handleRepayBorrow" }],
      // Accounts of the DAO that repay bad debt, separated by commas; others repay their own loans.
      context: { payers: "String", asset: "Bytes", assetSymbol: "String", assetDecimals: "Int" },
    },
    DebtConverter: {
      file: "debt-converter.ts",
      events: [
        { event: "Conversion", handler: "handleConversion" },
        { event: "Repayment", handler: "handleRepayment" },
        { event: "Redemption", handler: "handleRedemption" },
      ],
      context: { dola: "Bytes" },
    },
    DebtRepayer: {
      file: "debt-repayer.ts",
      events: [{ event: "debtRepayment", handler: "handleDebtRepayment" }],
      context: {},
    },
  },
};
