import { layouts } from "../layouts.ts";
import type { ProtocolDefinition } from "../protocol-definition.ts";
import { ERC20_VIEWS } from "./erc20.ts";

const ASSET = { asset: "Bytes", assetSymbol: "String", assetDecimals: "Int" } as const;

/** Contracts and events of reserve: staked RSR. */
export const RESERVE: ProtocolDefinition = {
  signatures: {
    DeployerRegistry: ["event DeploymentRegistered(string version, address deployer)"],
    Deployer: [
      "event RTokenCreated(address indexed main, address indexed rToken, address stRSR, address indexed owner, string version)",
    ],
    StRSR: [
      "event Staked(uint256 indexed era, address indexed staker, uint256 rsrAmount, uint256 indexed stRSRAmount)",
      "event Staked(uint256 indexed era, address indexed staker, uint256 rsrAmount, uint256 stRSRAmount)",
      "event UnstakingStarted(uint256 indexed draftId, uint256 indexed draftEra, address indexed staker, uint256 rsrAmount, uint256 stRSRAmount, uint256 availableAt)",
      "event UnstakingCompleted(uint256 indexed firstId, uint256 indexed endId, uint256 draftEra, address indexed staker, uint256 rsrAmount)",
      "event UnstakingCancelled(uint256 indexed firstId, uint256 indexed endId, uint256 draftEra, address indexed staker, uint256 rsrAmount)",
      "event ExchangeRateSet(uint192 indexed oldVal, uint192 indexed newVal)",
      "event ExchangeRateSet(uint192 oldVal, uint192 newVal)",
      "event RewardsPaid(uint256 indexed rsrAmt)",
      "event RewardsPaid(uint256 rsrAmt)",
      "event AllBalancesReset(uint256 indexed newEra)",
      "event AllUnstakingReset(uint256 indexed newEra)",
      "event UnstakingDelaySet(uint48 indexed oldVal, uint48 indexed newVal)",
      "event UnstakingDelaySet(uint48 oldVal, uint48 newVal)",
      "event WithdrawalLeakSet(uint192 oldVal, uint192 newVal)",
    ],
    BasketHandler: ["event BasketStatusChanged(uint8 oldStatus, uint8 newStatus)"],
    Main: ["function basketHandler() view returns (address)"],
    Erc20: ERC20_VIEWS,
  },
  contracts: {
    DeployerRegistry: {
      file: "deployer-registry.ts",
      events: [{ event: "DeploymentRegistered", handler: "handleDeploymentRegistered" }],
      templates: ["Deployer"],
      context: { firstDeployer: "Bytes", ...ASSET },
    },
    Deployer: {
      file: "deployer.ts",
      events: [
        {
          event: "RTokenCreated",
          handler: "handleRTokenCreated",
          calls: {
            basketHandler: "Main[event.params.main].basketHandler()",
            symbol: "Erc20[event.params.rToken].symbol()",
            decimals: "Erc20[event.params.rToken].decimals()",
          },
        },
      ],
      abis: ["Main", "Erc20"],
      templates: ["StRSR", "BasketHandler"],
      context: ASSET,
    },
    StRSR: {
      file: "st-rsr.ts",
      events: [
        ...layouts(
          "Staked(indexed uint256,indexed address,uint256,indexed uint256)",
          "Staked(indexed uint256,indexed address,uint256,uint256)",
          "OfLaterLayout",
        ),
        { event: "UnstakingStarted", handler: "handleUnstakingStarted" },
        { event: "UnstakingCompleted", handler: "handleUnstakingCompleted" },
        { event: "UnstakingCancelled", handler: "handleUnstakingCancelled" },
        ...layouts(
          "ExchangeRateSet(indexed uint192,indexed uint192)",
          "ExchangeRateSet(uint192,uint192)",
          "OfLaterLayout",
        ),
        ...layouts("RewardsPaid(indexed uint256)", "RewardsPaid(uint256)", "OfLaterLayout"),
        { event: "AllBalancesReset", handler: "handleAllBalancesReset" },
        { event: "AllUnstakingReset", handler: "handleAllUnstakingReset" },
        ...layouts(
          "UnstakingDelaySet(indexed uint48,indexed uint48)",
          "UnstakingDelaySet(uint48,uint48)",
          "OfLaterLayout",
        ),
        { event: "WithdrawalLeakSet", handler: "handleWithdrawalLeakSet" },
      ],
      context: { rToken: "Bytes", asset: "Bytes" },
    },
    BasketHandler: {
      file: "basket-handler.ts",
      events: [{ event: "BasketStatusChanged", handler: "handleBasketStatusChanged" }],
      context: { rToken: "Bytes" },
    },
  },
};
