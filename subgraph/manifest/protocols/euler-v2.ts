import type { ProtocolDefinition } from "../protocol-definition.ts";
import { ERC20_VIEWS } from "./erc20.ts";

/** Contracts and events of euler-v2. */
export const EULER_V2: ProtocolDefinition = {
  signatures: {
    GenericFactory: [
      "event ProxyCreated(address indexed proxy, bool upgradeable, address implementation, bytes trailingData)",
    ],
    EVault: [
      "event VaultStatus(uint256 totalShares, uint256 totalBorrows, uint256 accumulatedFees, uint256 cash, uint256 interestAccumulator, uint256 interestRate, uint256 timestamp)",
      "event Liquidate(address indexed liquidator, address indexed violator, address collateral, uint256 repayAssets, uint256 yieldBalance)",
      "event GovSetConfigFlags(uint32 newConfigFlags)",
    ],
    Erc20: ERC20_VIEWS,
  },
  contracts: {
    GenericFactory: {
      file: "generic-factory.ts",
      events: [
        {
          event: "ProxyCreated",
          handler: "handleProxyCreated",
          calls: {
            symbol: "Erc20[event.params.proxy].symbol()",
            decimals: "Erc20[event.params.proxy].decimals()",
          },
        },
      ],
      abis: ["Erc20"],
      templates: ["EVault"],
      context: {},
    },
    EVault: {
      file: "e-vault.ts",
      events: [
        { event: "VaultStatus", handler: "handleVaultStatus" },
        // DebtSocialized comes right before it in the same transaction.
        { event: "Liquidate", handler: "handleLiquidate", receipt: true },
        { event: "GovSetConfigFlags", handler: "handleGovSetConfigFlags" },
      ],
      context: { asset: "Bytes" },
    },
  },
};
