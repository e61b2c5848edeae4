import type { ProtocolDefinition } from "../protocol-definition.ts";

const ASSET = { asset: "Bytes", assetSymbol: "String", assetDecimals: "Int" } as const;

/** Contracts and events of hegic-hardcore. */
export const HEGIC_HARDCORE: ProtocolDefinition = {
  signatures: {
    OperationalTreasury: [
      "event Expired(uint256 indexed id)",
      "event Paid(uint256 indexed id, address indexed account, uint256 amount)",
      "event Replenished(uint256 amount)",
      "event RoleGranted(bytes32 indexed role, address indexed account, address indexed sender)",
    ],
    Strategy: [
      "event Acquired(uint256 indexed id, uint256 amount, uint256 premium, uint256 strike, uint32 expiration)",
      "event AcquiredStrangle(uint256 indexed id, uint256 amount, uint256 premium, uint256 callStrike, uint256 putStrike, uint32 expiration)",
      "event AcquiredSpread(uint256 indexed id, uint256 amount, uint256 premium, uint256 atmStrike, uint256 otmStrike, uint32 expiration)",
      "event SetLimit(uint256 limit)",
      "function priceProvider() view returns (address)",
    ],
    StakeAndCover: [
      "event Provided(address indexed by, uint256 hAmount, uint256 tokenAmount)",
      "event Withdrawn(address indexed by, address indexed hegicDestination, uint256 hAmount, uint256 tokenAmount)",
    ],
    CoverInflow: ["event Transfer(address indexed from, address indexed to, uint256 value)"],
    CoverOutflow: ["event Transfer(address indexed from, address indexed to, uint256 value)"],
  },
  contracts: {
    OperationalTreasury: {
      file: "operational-treasury.ts",
      events: [
        { event: "Expired", handler: "handleExpired" },
        { event: "Paid", handler: "handlePaid" },
        { event: "Replenished", handler: "handleReplenished" },
        {
          event: "RoleGranted",
          handler: "handleRoleGranted",
          calls: { feed: "Strategy[event.params.account].priceProvider()" },
        },
      ],
      abis: ["Strategy"],
      templates: ["Strategy"],
      context: { ...ASSET, stakeAndCover: "Bytes", ethFeed: "Bytes", btcFeed: "Bytes" },
    },
    Strategy: {
      file: "strategy.ts",
      events: [
        { event: "Acquired", handler: "handleAcquired" },
        { event: "AcquiredStrangle", handler: "handleAcquiredStrangle" },
        { event: "AcquiredSpread", handler: "handleAcquiredSpread" },
        { event: "SetLimit", handler: "handleSetLimit" },
      ],
      context: {
        ...ASSET,
        treasury: "Bytes",
        feed: "Bytes",
        underlying: "String",
        underlyingDecimals: "Int",
      },
    },
    StakeAndCover: {
      file: "stake-and-cover.ts",
      events: [
        { event: "Provided", handler: "handleProvided" },
        { event: "Withdrawn", handler: "handleWithdrawn" },
      ],
      context: ASSET,
    },
    // The token of the pool; one contract for each direction, because a source has one filter for an event.
    CoverInflow: {
      file: "cover-inflow.ts",
      events: [{ event: "Transfer", handler: "handleTransfer", topicFilters: { topic2: "stakeAndCover" } }],
      context: { assetSymbol: "String", assetDecimals: "Int", stakeAndCover: "Bytes" },
    },
    CoverOutflow: {
      file: "cover-outflow.ts",
      events: [{ event: "Transfer", handler: "handleTransfer", topicFilters: { topic1: "stakeAndCover" } }],
      context: {
        assetSymbol: "String",
        assetDecimals: "Int",
        stakeAndCover: "Bytes",
        treasury: "Bytes",
      },
    },
  },
};
