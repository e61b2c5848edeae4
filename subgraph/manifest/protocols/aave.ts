import type { ProtocolDefinition } from "../protocol-definition.ts";
import { ERC20_VIEWS } from "./erc20.ts";

/** Contracts and events of aave. */
export const AAVE: ProtocolDefinition = {
  signatures: {
    Pool: [
      "event LiquidationCall(address indexed collateralAsset, address indexed debtAsset, address indexed user, uint256 debtToCover, uint256 liquidatedCollateralAmount, address liquidator, bool receiveAToken)",
      "event DeficitCreated(address indexed user, address indexed debtAsset, uint256 amountCreated)",
      "event DeficitCovered(address indexed reserve, address caller, uint256 amountCovered)",
    ],
    PoolConfigurator: [
      "event ReserveInitialized(address indexed asset, address indexed aToken, address stableDebtToken, address variableDebtToken, address interestRateStrategyAddress)",
    ],
    StakedToken: [
      "event Staked(address indexed from, address indexed onBehalfOf, uint256 amount)",
      "event Staked(address indexed from, address indexed to, uint256 assets, uint256 shares)",
      "event Redeem(address indexed from, address indexed to, uint256 amount)",
      "event Redeem(address indexed from, address indexed to, uint256 assets, uint256 shares)",
      "event Cooldown(address indexed user)",
      "event Cooldown(address indexed user, uint256 amount)",
      "event Slashed(address indexed destination, uint256 amount)",
      "event SlashingSettled()",
      "event FundsReturned(uint256 amount)",
      "event MaxSlashablePercentageChanged(uint256 newPercentage)",
      "event ExchangeRateChanged(uint216 exchangeRate)",
      "event CooldownSecondsChanged(uint256 cooldownSeconds)",
      "function balanceOf(address account) view returns (uint256)",
    ],
    Umbrella: [
      "event UmbrellaStakeTokenCreated(address indexed umbrellaStake, address indexed underlying, string name, string symbol)",
      "event SlashingConfigurationChanged(address indexed reserve, address indexed umbrellaStake, uint256 liquidationFee, address umbrellaStakeUnderlyingOracle)",
      "event SlashingConfigurationRemoved(address indexed reserve, address indexed umbrellaStake)",
      "event DeficitOffsetChanged(address indexed reserve, uint256 newDeficitOffset)",
      "event PendingDeficitChanged(address indexed reserve, uint256 newPendingDeficit)",
      "event StakeTokenSlashed(address indexed reserve, address indexed umbrellaStake, uint256 amount, uint256 fee)",
      "event DeficitOffsetCovered(address indexed reserve, uint256 amount)",
      "event PendingDeficitCovered(address indexed reserve, uint256 amount)",
      "event ReserveDeficitCovered(address indexed reserve, uint256 amount)",
    ],
    UmbrellaStakeToken: [
      "event Deposit(address indexed sender, address indexed owner, uint256 assets, uint256 shares)",
      "event Withdraw(address indexed sender, address indexed receiver, address indexed owner, uint256 assets, uint256 shares)",
      "event StakerCooldownUpdated(address indexed user, uint256 amount, uint256 endOfCooldown, uint256 unstakeWindow)",
      "event Slashed(address indexed destination, uint256 amount)",
      "event CooldownChanged(uint256 oldCooldown, uint256 newCooldown)",
      "event UnstakeWindowChanged(uint256 oldUnstakeWindow, uint256 newUnstakeWindow)",
      "event Paused(address account)",
      "event Unpaused(address account)",
    ],
    Oracle: [
      "event AssetSourceUpdated(address indexed asset, address indexed source)",
      "event FallbackOracleUpdated(address indexed fallbackOracle)",
      "event BaseCurrencySet(address indexed baseCurrency, uint256 baseCurrencyUnit)",
    ],
    Source: [
      "event AnswerUpdated(int256 indexed current, uint256 indexed roundId, uint256 updatedAt)",
      "function aggregator() view returns (address)",
    ],
    Erc20: ERC20_VIEWS,
  },
  contracts: {
    Pool: {
      file: "pool.ts",
      events: [
        { event: "LiquidationCall", handler: "handleLiquidationCall" },
        { event: "DeficitCreated", handler: "handleDeficitCreated" },
        // The logs after it in its transaction tell which part of the deficit was paid.
        { event: "DeficitCovered", handler: "handleDeficitCovered", receipt: true },
      ],
      // Block from which the pool recognises bad debt (Aave v3.3); before it, or without it, no deficit proves nothing.
      context: { "deficitsFromBlock?": "Int" },
    },
    PoolConfigurator: {
      file: "pool-configurator.ts",
      events: [
        {
          event: "ReserveInitialized",
          handler: "handleReserveInitialized",
          calls: {
            symbol: "Erc20[event.params.asset].symbol()",
            decimals: "Erc20[event.params.asset].decimals()",
          },
        },
      ],
      abis: ["Erc20"],
      // The oracle prices the reserves where it is followed.
      context: { pool: "Bytes", "oracle?": "Bytes" },
    },
    // One proxy has emitted both layouts: amounts alone at first, amounts and shares since its third version.
    StakedToken: {
      file: "staked-token.ts",
      events: [
        { event: "Staked(address,address,uint256)", handler: "handleFirstStaked" },
        { event: "Staked(address,address,uint256,uint256)", handler: "handleStaked" },
        { event: "Redeem(address,address,uint256)", handler: "handleFirstRedeem" },
        { event: "Redeem(address,address,uint256,uint256)", handler: "handleRedeem" },
        {
          event: "Cooldown(address)",
          handler: "handleFirstCooldown",
          calls: { balance: "StakedToken[event.address].balanceOf(event.params.user)" },
        },
        { event: "Cooldown(address,uint256)", handler: "handleCooldown" },
        { event: "Slashed", handler: "handleSlashed" },
        { event: "SlashingSettled", handler: "handleSlashingSettled" },
        { event: "FundsReturned", handler: "handleFundsReturned" },
        { event: "MaxSlashablePercentageChanged", handler: "handleMaxSlashablePercentageChanged" },
        { event: "ExchangeRateChanged", handler: "handleExchangeRateChanged" },
        { event: "CooldownSecondsChanged", handler: "handleCooldownSecondsChanged" },
      ],
      context: { name: "String", asset: "Bytes", assetSymbol: "String", assetDecimals: "Int" },
    },
    Umbrella: {
      file: "umbrella.ts",
      events: [
        {
          event: "UmbrellaStakeTokenCreated",
          handler: "handleUmbrellaStakeTokenCreated",
          calls: {
            symbol: "Erc20[event.params.underlying].symbol()",
            decimals: "Erc20[event.params.underlying].decimals()",
          },
        },
        { event: "SlashingConfigurationChanged", handler: "handleSlashingConfigurationChanged" },
        { event: "SlashingConfigurationRemoved", handler: "handleSlashingConfigurationRemoved" },
        { event: "DeficitOffsetChanged", handler: "handleDeficitOffsetChanged" },
        { event: "PendingDeficitChanged", handler: "handlePendingDeficitChanged" },
        { event: "StakeTokenSlashed", handler: "handleStakeTokenSlashed" },
        { event: "DeficitOffsetCovered", handler: "handleDeficitOffsetCovered", receipt: true },
        { event: "PendingDeficitCovered", handler: "handlePendingDeficitCovered", receipt: true },
        { event: "ReserveDeficitCovered", handler: "handleReserveDeficitCovered", receipt: true },
      ],
      abis: ["Erc20"],
      templates: ["UmbrellaStakeToken"],
      context: { pool: "Bytes" },
    },
    UmbrellaStakeToken: {
      file: "umbrella-stake-token.ts",
      events: [
        { event: "Deposit", handler: "handleDeposit" },
        { event: "Withdraw", handler: "handleWithdraw" },
        { event: "StakerCooldownUpdated", handler: "handleStakerCooldownUpdated" },
        { event: "Slashed", handler: "handleSlashed" },
        { event: "CooldownChanged", handler: "handleCooldownChanged" },
        { event: "UnstakeWindowChanged", handler: "handleUnstakeWindowChanged" },
        { event: "Paused", handler: "handlePaused" },
        { event: "Unpaused", handler: "handleUnpaused" },
      ],
      context: { name: "String", asset: "Bytes" },
    },
    Oracle: {
      file: "oracle.ts",
      events: [
        {
          event: "AssetSourceUpdated",
          handler: "handleAssetSourceUpdated",
          calls: {
            aggregator: "Source[event.params.source].aggregator()",
            symbol: "Erc20[event.params.asset].symbol()",
            decimals: "Erc20[event.params.asset].decimals()",
          },
        },
        { event: "FallbackOracleUpdated", handler: "handleFallbackOracleUpdated" },
        { event: "BaseCurrencySet", handler: "handleBaseCurrencySet" },
      ],
      abis: ["Source", "Erc20"],
      templates: ["Source"],
      context: {},
    },
    Source: {
      file: "source.ts",
      events: [{ event: "AnswerUpdated", handler: "handleAnswerUpdated" }],
      context: { oracle: "Bytes", asset: "Bytes" },
    },
  },
};
