import type { ProtocolDefinition } from "../protocol-definition.ts";
import { ERC20_VIEWS } from "./erc20.ts";

const ANSWER_UPDATED =
  "event AnswerUpdated(int256 indexed current, uint256 indexed roundId, uint256 updatedAt)";

/** Contracts and events of chainlink: aggregators, named by the network file or by the registry of feeds. */
export const CHAINLINK: ProtocolDefinition = {
  signatures: {
    // The whole word is read: a uint8 that is none would stop the index.
    Aggregator: [ANSWER_UPDATED, "function decimals() view returns (uint256)"],
    FeedRegistry: [
      "event FeedConfirmed(address indexed asset, address indexed denomination, address indexed latestAggregator, address previousAggregator, uint16 nextPhaseId, address sender)",
    ],
    RegisteredAggregator: [ANSWER_UPDATED],
    Erc20: ERC20_VIEWS,
  },
  contracts: {
    Aggregator: {
      file: "aggregator.ts",
      events: [{ event: "AnswerUpdated", handler: "handleAnswerUpdated" }],
      // A proxy says in no event which aggregator it asks: each has its own source, with the proxy and its
      // phase, which must be stated where the proxy is.
      context: {
        "proxy?": "Bytes",
        "phase?": "Int",
        asset: "Bytes",
        assetKind: "String",
        assetSymbol: "String",
        assetDecimals: "Int",
        quote: "String",
        decimals: "Int",
        "heartbeat?": "Int",
      },
    },
    FeedRegistry: {
      file: "feed-registry.ts",
      events: [
        {
          event: "FeedConfirmed",
          handler: "handleFeedConfirmed",
          calls: {
            decimals: "Aggregator[event.params.latestAggregator].decimals()",
            previousDecimals: "Aggregator[event.params.previousAggregator].decimals()",
            symbol: "Erc20[event.params.asset].symbol()",
            assetDecimals: "Erc20[event.params.asset].decimals()",
          },
        },
      ],
      abis: ["Aggregator", "Erc20"],
      templates: ["RegisteredAggregator"],
      context: {},
    },
    RegisteredAggregator: {
      file: "registered-aggregator.ts",
      events: [{ event: "AnswerUpdated", handler: "handleAnswerUpdated" }],
      context: { registry: "Bytes", asset: "Bytes", denomination: "Bytes", decimals: "Int", phase: "Int" },
    },
  },
};
