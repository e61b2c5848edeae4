/** Type of a value in a data source's context, as graph-node calls it. */
export type ContextType = "String" | "Bytes" | "Int" | "Bool";

/** One event of a contract and the exported function that handles it. */
export interface EventDefinition {
  /** Name of the event, with its types where the ABI has several: `Expire(uint256,uint256)`. */
  readonly event: string;
  readonly handler: string;
  /** Anonymous notes only: the call whose selector, padded to 32 bytes, is the first topic. */
  readonly call?: string;
  /** Filters on indexed parameters: topic number to the context key (an address) that it must equal. */
  readonly topicFilters?: { readonly topic1?: string; readonly topic2?: string; readonly topic3?: string };
  /** True when the handler reads the other logs of its transaction. */
  readonly receipt?: true;
  /** Views that graph-node calls ahead of the handler, in manifest syntax, by label. */
  readonly calls?: Readonly<Record<string, string>>;
}

/** One contract of a protocol. */
export interface ContractDefinition {
  /** File of the handlers below `subgraph/src/mappings/<protocol>/`. */
  readonly file: string;
  readonly events: readonly EventDefinition[];
  /** ABIs besides the contract's own that declared calls or bindings use. */
  readonly abis?: readonly string[];
  /** Facts that every source of this contract must state; keys that end in `?` may be left out. */
  readonly context: Readonly<Record<string, ContextType>>;
}

/** A protocol's contracts by name; each name is the name of its ABI. */
export type ProtocolDefinition = Readonly<Record<string, ContractDefinition>>;

/** Maker notes whose first topic is the selector of the call. */
function notes(calls: Readonly<Record<string, string>>): EventDefinition[] {
  return Object.entries(calls).map(([call, handler]) => ({ event: "LogNote", call, handler }));
}

const MAKER: ProtocolDefinition = {
  Cat: {
    file: "cat.ts",
    events: [
      { event: "Bite", handler: "handleBite" },
      ...notes({ "file(bytes32,bytes32,uint256)": "handleFile" }),
    ],
    context: { vat: "Bytes" },
  },
  Flipper: {
    file: "flipper.ts",
    events: [
      { event: "Kick", handler: "handleKick" },
      ...notes({
        "tend(uint256,uint256,uint256)": "handleTend",
        "dent(uint256,uint256,uint256)": "handleDent",
        "tick(uint256)": "handleTick",
        "deal(uint256)": "handleDeal",
        "yank(uint256)": "handleYank",
      }),
    ],
    context: {
      vat: "Bytes",
      vow: "Bytes",
      ilk: "String",
      collateral: "Bytes",
      collateralSymbol: "String",
      collateralDecimals: "Int",
      "feed?": "Bytes",
    },
  },
  Vow: {
    file: "vow.ts",
    events: notes({
      "fess(uint256)": "handleFess",
      "flog(uint256)": "handleFlog",
      "heal(uint256)": "handleHeal",
      "kiss(uint256)": "handleKiss",
      "file(bytes32,uint256)": "handleFile",
      "cage()": "handleCage",
    }),
    context: { vat: "Bytes" },
  },
  Flopper: {
    file: "flopper.ts",
    events: [
      { event: "Kick", handler: "handleKick" },
      ...notes({
        "dent(uint256,uint256,uint256)": "handleDent",
        "tick(uint256)": "handleTick",
        "deal(uint256)": "handleDeal",
        "yank(uint256)": "handleYank",
      }),
    ],
    context: { vat: "Bytes", vow: "Bytes", token: "Bytes", tokenSymbol: "String", tokenDecimals: "Int" },
  },
  Flapper: {
    file: "flapper.ts",
    events: [
      { event: "Kick", handler: "handleKick" },
      ...notes({
        "tend(uint256,uint256,uint256)": "handleTend",
        "tick(uint256)": "handleTick",
        "deal(uint256)": "handleDeal",
        "yank(uint256)": "handleYank",
      }),
    ],
    context: { vat: "Bytes", vow: "Bytes", token: "Bytes", tokenSymbol: "String", tokenDecimals: "Int" },
  },
  Osm: {
    file: "osm.ts",
    events: [{ event: "LogValue", handler: "handleLogValue" }],
    context: {
      asset: "Bytes",
      assetSymbol: "String",
      assetDecimals: "Int",
      quote: "String",
      decimals: "Int",
      heartbeat: "Int",
    },
  },
};

const HEGIC: ProtocolDefinition = {
  HegicOptions: {
    file: "options.ts",
    events: [
      {
        event: "Create",
        handler: "handleCreate",
        calls: { option: "HegicOptions[event.address].options(event.params.id)" },
      },
      { event: "Exercise", handler: "handleExercise" },
      { event: "Expire(uint256,uint256)", handler: "handleExpire" },
      { event: "Expire(uint256)", handler: "handleExpireWithoutPremium" },
    ],
    context: {
      pool: "Bytes",
      asset: "Bytes",
      assetSymbol: "String",
      assetDecimals: "Int",
      strikeDecimals: "Int",
    },
  },
  HegicPool: {
    file: "pool.ts",
    events: [
      { event: "Provide", handler: "handleProvide" },
      { event: "Withdraw", handler: "handleWithdraw" },
      { event: "Profit", handler: "handleProfit" },
      { event: "Loss", handler: "handleLoss" },
    ],
    context: { options: "Bytes", asset: "Bytes", assetSymbol: "String", assetDecimals: "Int" },
  },
};

const KEEP: ProtocolDefinition = {
  AssetPool: {
    file: "asset-pool.ts",
    events: [
      { event: "Deposited", handler: "handleDeposited" },
      { event: "CoverageClaimed", handler: "handleCoverageClaimed" },
      { event: "WithdrawalInitiated", handler: "handleWithdrawalInitiated" },
      { event: "WithdrawalCompleted", handler: "handleWithdrawalCompleted" },
      { event: "AssetPoolUpgraded", handler: "handleAssetPoolUpgraded" },
    ],
    context: { asset: "Bytes", assetSymbol: "String", assetDecimals: "Int" },
  },
  RewardsPool: {
    file: "rewards-pool.ts",
    events: [{ event: "RewardWithdrawn", handler: "handleRewardWithdrawn" }],
    context: { assetPool: "Bytes", asset: "Bytes", assetSymbol: "String", assetDecimals: "Int" },
  },
};

const PERP: ProtocolDefinition = {
  ClearingHouse: {
    file: "clearing-house.ts",
    events: [
      { event: "PositionChanged", handler: "handlePositionChanged" },
      { event: "PositionLiquidated", handler: "handlePositionLiquidated", receipt: true },
    ],
    context: { insuranceFund: "Bytes", quote: "Bytes", quoteSymbol: "String", quoteDecimals: "Int" },
  },
  InsuranceFund: {
    file: "insurance-fund.ts",
    events: [{ event: "Withdrawn", handler: "handleWithdrawn" }],
    context: { clearingHouse: "Bytes", quote: "Bytes", quoteSymbol: "String", quoteDecimals: "Int" },
  },
  QuoteToken: {
    file: "quote-token.ts",
    events: [{ event: "Transfer", handler: "handleTransfer", topicFilters: { topic2: "insuranceFund" } }],
    context: {
      clearingHouse: "Bytes",
      insuranceFund: "Bytes",
      quoteSymbol: "String",
      quoteDecimals: "Int",
    },
  },
};

const AAVE: ProtocolDefinition = {
  Pool: {
    file: "pool.ts",
    events: [
      { event: "LiquidationCall", handler: "handleLiquidationCall" },
      { event: "DeficitCreated", handler: "handleDeficitCreated" },
      { event: "DeficitCovered", handler: "handleDeficitCovered" },
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
    context: { pool: "Bytes" },
  },
};

/** Every protocol the subgraph knows, by slug. */
export const PROTOCOLS: Readonly<Record<string, ProtocolDefinition>> = {
  maker: MAKER,
  hegic: HEGIC,
  keep: KEEP,
  perp: PERP,
  aave: AAVE,
};
