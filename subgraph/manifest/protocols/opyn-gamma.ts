import type { ProtocolDefinition } from "../protocol-definition.ts";
import { ERC20_VIEWS } from "./erc20.ts";

/** Views that name the assets of an option. */
const ASSET_CALLS = Object.fromEntries(
  ["underlying", "strike", "collateral"].flatMap((asset) =>
    ["symbol", "decimals"].map((view) => [`${asset}_${view}`, `Erc20[event.params.${asset}].${view}()`]),
  ),
);

/** Contracts and events of opyn-gamma. */
export const OPYN_GAMMA: ProtocolDefinition = {
  signatures: {
    Controller: [
      "event CollateralAssetDeposited(address indexed asset, address indexed accountOwner, address indexed from, uint256 vaultId, uint256 amount)",
      "event CollateralAssetWithdrawed(address indexed asset, address indexed AccountOwner, address indexed to, uint256 vaultId, uint256 amount)",
      "event LongOtokenDeposited(address indexed otoken, address indexed accountOwner, address indexed from, uint256 vaultId, uint256 amount)",
      "event LongOtokenWithdrawed(address indexed otoken, address indexed AccountOwner, address indexed to, uint256 vaultId, uint256 amount)",
      "event ShortOtokenMinted(address indexed otoken, address indexed AccountOwner, address indexed to, uint256 vaultId, uint256 amount)",
      "event ShortOtokenBurned(address indexed otoken, address indexed AccountOwner, address indexed from, uint256 vaultId, uint256 amount)",
      "event Redeem(address indexed otoken, address indexed redeemer, address indexed receiver, address collateralAsset, uint256 otokenBurned, uint256 payout)",
      "event VaultSettled(address indexed AccountOwner, address indexed to, address indexed otoken, uint256 vaultId, uint256 payout)",
      "event VaultSettled(address indexed accountOwner, address indexed oTokenAddress, address to, uint256 payout, uint256 vaultId, uint256 indexed vaultType)",
      "event VaultLiquidated(address indexed liquidator, address indexed receiver, address indexed vaultOwner, uint256 auctionPrice, uint256 auctionStartingRound, uint256 collateralPayout, uint256 debtAmount, uint256 vaultId)",
      "event Donated(address indexed donator, address indexed asset, uint256 amount)",
      "event SystemPartiallyPaused(bool isPaused)",
      "event SystemFullyPaused(bool isPaused)",
    ],
    OTokenFactory: [
      "event OtokenCreated(address tokenAddress, address creator, address indexed underlying, address indexed strike, address indexed collateral, uint256 strikePrice, uint256 expiry, bool isPut)",
    ],
    OToken: ["event Transfer(address indexed from, address indexed to, uint256 value)"],
    MarginPool: ["event AssetFarmed(address indexed asset, address indexed receiver, uint256 amount)"],
    Oracle: [
      "event ExpiryPriceUpdated(address indexed asset, uint256 indexed expiryTimestamp, uint256 price, uint256 onchainTimestamp)",
      "event ExpiryPriceDisputed(address indexed asset, uint256 indexed expiryTimestamp, uint256 disputedPrice, uint256 newPrice, uint256 disputeTimestamp)",
      "event StablePriceUpdated(address indexed asset, uint256 price)",
    ],
    Erc20: ERC20_VIEWS,
  },
  contracts: {
    Controller: {
      file: "controller.ts",
      events: [
        { event: "CollateralAssetDeposited", handler: "handleCollateralAssetDeposited" },
        { event: "CollateralAssetWithdrawed", handler: "handleCollateralAssetWithdrawed" },
        { event: "LongOtokenDeposited", handler: "handleLongOtokenDeposited" },
        { event: "LongOtokenWithdrawed", handler: "handleLongOtokenWithdrawed" },
        { event: "ShortOtokenMinted", handler: "handleShortOtokenMinted" },
        { event: "ShortOtokenBurned", handler: "handleShortOtokenBurned" },
        { event: "Redeem", handler: "handleRedeem" },
        {
          event: "VaultSettled(indexed address,indexed address,indexed address,uint256,uint256)",
          handler: "handleVaultSettled",
        },
        {
          event: "VaultSettled(indexed address,indexed address,address,uint256,uint256,indexed uint256)",
          handler: "handleVaultSettledWithType",
        },
        { event: "VaultLiquidated", handler: "handleVaultLiquidated" },
        { event: "Donated", handler: "handleDonated" },
        { event: "SystemPartiallyPaused", handler: "handleSystemPartiallyPaused" },
        { event: "SystemFullyPaused", handler: "handleSystemFullyPaused" },
      ],
      context: { pool: "Bytes" },
    },
    OTokenFactory: {
      file: "o-token-factory.ts",
      events: [{ event: "OtokenCreated", handler: "handleOtokenCreated", calls: ASSET_CALLS }],
      abis: ["Erc20"],
      templates: ["OToken"],
      context: { controller: "Bytes", pool: "Bytes" },
    },
    OToken: {
      file: "o-token.ts",
      events: [{ event: "Transfer", handler: "handleTransfer" }],
      context: { pool: "Bytes", collateral: "Bytes" },
    },
    MarginPool: {
      file: "margin-pool.ts",
      events: [{ event: "AssetFarmed", handler: "handleAssetFarmed" }],
      context: {},
    },
    Oracle: {
      file: "oracle.ts",
      events: [
        { event: "ExpiryPriceUpdated", handler: "handleExpiryPriceUpdated" },
        { event: "ExpiryPriceDisputed", handler: "handleExpiryPriceDisputed" },
        { event: "StablePriceUpdated", handler: "handleStablePriceUpdated" },
      ],
      context: {},
    },
  },
};
