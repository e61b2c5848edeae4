import type { ProtocolDefinition } from "../protocol-definition.ts";
import { ERC20_VIEWS } from "./erc20.ts";

/** Contracts and events of cozy: safety modules. */
export const COZY: ProtocolDefinition = {
  signatures: {
    SafetyModuleFactory: ["event SafetyModuleDeployed(address safetyModule)"],
    SafetyModule: [
      "event ReservePoolCreated(uint16 indexed reservePoolId, address reserveAsset, address depositReceiptToken)",
      "event ConfigUpdatesFinalized(bytes32 indexed topic, uint256[2][] reservePoolConfigs, uint256[3][] triggerConfigUpdates, uint64 configUpdateDelay, uint64 configUpdateGracePeriod, uint64 withdrawDelay) anonymous",
      "event Deposited(address indexed caller_, address indexed receiver_, uint8 indexed reservePoolId_, address depositReceiptToken_, uint256 assetAmount_, uint256 depositReceiptTokenAmount_)",
      "event RedemptionPending(address caller_, address indexed receiver_, address indexed owner_, uint8 indexed reservePoolId_, address receiptToken_, uint256 receiptTokenAmount_, uint256 reserveAssetAmount_, uint64 redemptionId_)",
      "event Redeemed(address caller_, address indexed receiver_, address indexed owner_, uint8 indexed reservePoolId_, address receiptToken_, uint256 receiptTokenAmount_, uint256 reserveAssetAmount_, uint64 redemptionId_)",
      "event Slashed(address indexed payoutHandler_, address indexed receiver_, uint8 indexed reservePoolId_, uint256 assetAmount_)",
      "event ClaimedFees(address indexed reserveAsset_, uint256 feeAmount_, address indexed owner_)",
      "event SafetyModuleStateUpdated(uint8 indexed updatedTo_)",
      "event Triggered(address indexed trigger)",
    ],
    Erc20: ERC20_VIEWS,
  },
  contracts: {
    SafetyModuleFactory: {
      file: "safety-module-factory.ts",
      events: [{ event: "SafetyModuleDeployed", handler: "handleSafetyModuleDeployed" }],
      templates: ["SafetyModule"],
      context: {},
    },
    SafetyModule: {
      file: "safety-module.ts",
      events: [
        {
          event: "ReservePoolCreated",
          handler: "handleReservePoolCreated",
          calls: {
            symbol: "Erc20[event.params.reserveAsset].symbol()",
            decimals: "Erc20[event.params.reserveAsset].decimals()",
          },
        },
        {
          event: "ConfigUpdatesFinalized",
          handler: "handleConfigUpdatesFinalized",
          hashOf:
            "ConfigUpdatesFinalized((uint256,address)[],(address,address,bool)[],(uint64,uint64,uint64))",
        },
        { event: "Deposited", handler: "handleDeposited" },
        { event: "RedemptionPending", handler: "handleRedemptionPending" },
        { event: "Redeemed", handler: "handleRedeemed" },
        { event: "Slashed", handler: "handleSlashed" },
        { event: "ClaimedFees", handler: "handleClaimedFees" },
        { event: "SafetyModuleStateUpdated", handler: "handleSafetyModuleStateUpdated" },
        { event: "Triggered", handler: "handleTriggered" },
      ],
      abis: ["Erc20"],
      context: {},
    },
  },
};
