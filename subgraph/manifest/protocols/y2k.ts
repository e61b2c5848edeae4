import type { EventDefinition, ProtocolDefinition } from "../protocol-definition.ts";
import { ERC20_VIEWS } from "./erc20.ts";

/** The struct `VaultTVL` of a controller's event, member by member. */
const TVL = "(uint256,uint256,uint256,uint256)";
const V1_TVL = "uint256 riskClaim, uint256 riskFinal, uint256 hedgeClaim, uint256 hedgeFinal";
const V2_TVL = "uint256 collateralClaim, uint256 collateralFinal, uint256 premiumClaim, uint256 premiumFinal";
const V2_INDEXED = "bytes32 indexed topic, uint256 indexed epochId, uint256 indexed marketId";

/** Views that name the assets of a market. */
function namesOf(...assets: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    assets.flatMap((asset) =>
      ["symbol", "decimals"].map((view) => [`${asset}_${view}`, `Erc20[event.params.${asset}].${view}()`]),
    ),
  );
}

/** The events of a controller of the second version; both kinds differ in their last members only. */
function resolutions(resolved: string, empty: string): EventDefinition[] {
  return [
    {
      event: "EpochResolved",
      handler: "handleEpochResolved",
      hashOf: `EpochResolved(uint256,uint256,${TVL},bool${resolved})`,
    },
    { event: "NullEpoch", handler: "handleNullEpoch", hashOf: `NullEpoch(uint256,uint256,${TVL}${empty})` },
    { event: "ProtocolFeeCollected", handler: "handleProtocolFeeCollected" },
  ];
}

/** Contracts and events of y2k. */
export const Y2K: ProtocolDefinition = {
  signatures: {
    VaultFactory: [
      "event MarketCreated(uint256 indexed mIndex, address hedge, address risk, address token, string name, int256 strikePrice)",
      "event EpochCreated(bytes32 indexed marketEpochId, uint256 indexed mIndex, uint256 startEpoch, uint256 endEpoch, address hedge, address risk, address token, string name, int256 strikePrice, uint256 withdrawalFee)",
    ],
    Controller: [
      `event DepegInsurance(bytes32 indexed topic, bytes32 epochMarketID, ${V1_TVL}, bool isDisaster, uint256 epoch, uint256 time, int256 depegPrice) anonymous`,
      `event NullEpoch(bytes32 indexed topic, bytes32 epochMarketID, ${V1_TVL}, uint256 epoch, uint256 time) anonymous`,
    ],
    VaultFactoryV2: [
      "event MarketCreated(uint256 indexed marketId, address premium, address collateral, address underlyingAsset, address token, string name, uint256 strike, address controller)",
      "event EpochCreated(uint256 indexed epochId, uint256 indexed marketId, uint40 startEpoch, uint40 endEpoch, address premium, address collateral, address token, uint256 strike, uint16 withdrawalFee)",
    ],
    ControllerPeggedAssetV2: [
      `event EpochResolved(${V2_INDEXED}, ${V2_TVL}, bool strikeMet, uint256 time, uint256 strikeData) anonymous`,
      `event NullEpoch(${V2_INDEXED}, ${V2_TVL}, uint256 time) anonymous`,
      "event ProtocolFeeCollected(uint256 indexed epochId, uint256 indexed marketId, uint256 premiumFee, uint256 collateralFee, uint256 time)",
    ],
    ControllerGeneric: [
      `event EpochResolved(${V2_INDEXED}, ${V2_TVL}, bool strikeMet, int256 depegPrice) anonymous`,
      `event NullEpoch(${V2_INDEXED}, ${V2_TVL}) anonymous`,
      "event ProtocolFeeCollected(uint256 indexed epochId, uint256 indexed marketId, uint256 premiumFee, uint256 collateralFee)",
    ],
    Vault: [
      "event Deposit(address caller, address indexed owner, uint256 indexed id, uint256 assets)",
      "event Withdraw(address caller, address receiver, address indexed owner, uint256 indexed id, uint256 burnt, uint256 paid)",
      "function previewWithdraw(uint256 id, uint256 amount) view returns (uint256)",
    ],
    Erc20: ERC20_VIEWS,
  },
  contracts: {
    VaultFactory: {
      file: "vault-factory.ts",
      events: [
        { event: "MarketCreated", handler: "handleMarketCreated", calls: namesOf("token") },
        { event: "EpochCreated", handler: "handleEpochCreated" },
      ],
      abis: ["Erc20"],
      templates: ["Vault"],
      context: { asset: "Bytes", assetSymbol: "String", assetDecimals: "Int" },
    },
    Controller: {
      file: "controller.ts",
      events: [
        {
          event: "DepegInsurance",
          handler: "handleDepegInsurance",
          hashOf: `DepegInsurance(bytes32,${TVL},bool,uint256,uint256,int256)`,
        },
        {
          event: "NullEpoch",
          handler: "handleNullEpoch",
          hashOf: `NullEpoch(bytes32,${TVL},uint256,uint256)`,
        },
      ],
      context: { factory: "Bytes" },
    },
    VaultFactoryV2: {
      file: "vault-factory-v2.ts",
      events: [
        {
          event: "MarketCreated",
          handler: "handleMarketCreated",
          calls: namesOf("token", "underlyingAsset"),
        },
        { event: "EpochCreated", handler: "handleEpochCreated" },
      ],
      abis: ["Erc20"],
      templates: ["Vault"],
      context: {},
    },
    ControllerPeggedAssetV2: {
      file: "controller-pegged-asset-v2.ts",
      events: resolutions(",uint256,uint256", ",uint256"),
      context: { factory: "Bytes" },
    },
    ControllerGeneric: {
      file: "controller-generic.ts",
      events: resolutions(",int256", ""),
      context: { factory: "Bytes" },
    },
    Vault: {
      file: "vault.ts",
      events: [
        { event: "Deposit", handler: "handleDeposit" },
        {
          event: "Withdraw",
          handler: "handleWithdraw",
          calls: { gross: "Vault[event.address].previewWithdraw(event.params.id, event.params.burnt)" },
        },
      ],
      context: {
        factory: "Bytes",
        epoch: "String",
        vaultEpoch: "String",
        risk: "Bytes",
        token: "Bytes",
      },
    },
  },
};
