import type { ProtocolDefinition } from "../protocol-definition.ts";
import { ERC20_VIEWS } from "./erc20.ts";

/** Contracts and events of morpho-blue. */
export const MORPHO_BLUE: ProtocolDefinition = {
  signatures: {
    Morpho: [
      "event CreateMarket(bytes32 indexed topic, bytes32 indexed id, address loanToken, address collateralToken, address oracle, address irm, uint256 lltv) anonymous",
      "event Supply(bytes32 indexed id, address indexed caller, address indexed onBehalf, uint256 assets, uint256 shares)",
      "event Withdraw(bytes32 indexed id, address caller, address indexed onBehalf, address indexed receiver, uint256 assets, uint256 shares)",
      "event Borrow(bytes32 indexed id, address caller, address indexed onBehalf, address indexed receiver, uint256 assets, uint256 shares)",
      "event Repay(bytes32 indexed id, address indexed caller, address indexed onBehalf, uint256 assets, uint256 shares)",
      "event SupplyCollateral(bytes32 indexed id, address indexed caller, address indexed onBehalf, uint256 assets)",
      "event WithdrawCollateral(bytes32 indexed id, address caller, address indexed onBehalf, address indexed receiver, uint256 assets)",
      "event Liquidate(bytes32 indexed id, address indexed caller, address indexed borrower, uint256 repaidAssets, uint256 repaidShares, uint256 seizedAssets, uint256 badDebtAssets, uint256 badDebtShares)",
      "event AccrueInterest(bytes32 indexed id, uint256 prevBorrowRate, uint256 interest, uint256 feeShares)",
      "event SetFee(bytes32 indexed id, uint256 newFee)",
    ],
    Erc20: ERC20_VIEWS,
  },
  contracts: {
    Morpho: {
      file: "morpho.ts",
      events: [
        {
          event: "CreateMarket",
          handler: "handleCreateMarket",
          hashOf: "CreateMarket(bytes32,(address,address,address,address,uint256))",
          calls: {
            loanSymbol: "Erc20[event.params.loanToken].symbol()",
            loanDecimals: "Erc20[event.params.loanToken].decimals()",
            collateralSymbol: "Erc20[event.params.collateralToken].symbol()",
            collateralDecimals: "Erc20[event.params.collateralToken].decimals()",
          },
        },
        { event: "Supply", handler: "handleSupply" },
        { event: "Withdraw", handler: "handleWithdraw" },
        { event: "Borrow", handler: "handleBorrow" },
        { event: "Repay", handler: "handleRepay" },
        { event: "SupplyCollateral", handler: "handleSupplyCollateral" },
        { event: "WithdrawCollateral", handler: "handleWithdrawCollateral" },
        { event: "Liquidate", handler: "handleLiquidate" },
        { event: "AccrueInterest", handler: "handleAccrueInterest" },
        { event: "SetFee", handler: "handleSetFee" },
      ],
      abis: ["Erc20"],
      context: {},
    },
  },
};
