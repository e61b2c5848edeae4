import { notes, type ProtocolDefinition } from "../protocol-definition.ts";

/** Contracts and events of maker. */
export const MAKER: ProtocolDefinition = {
  signatures: {
    Cat: [
      "event Bite(bytes32 indexed ilk, address indexed urn, uint256 ink, uint256 art, uint256 tab, address flip, uint256 id)",
      "event LogNote(bytes4 indexed sig, address indexed usr, bytes32 indexed arg1, bytes32 indexed arg2, bytes data) anonymous",
    ],
    Flipper: [
      "event Kick(uint256 id, uint256 lot, uint256 bid, uint256 tab, address indexed usr, address indexed gal)",
      "event LogNote(bytes4 indexed sig, address indexed usr, bytes32 indexed arg1, bytes32 indexed arg2, bytes data) anonymous",
    ],
    Vow: [
      "event LogNote(bytes4 indexed sig, address indexed usr, bytes32 indexed arg1, bytes32 indexed arg2, bytes data) anonymous",
    ],
    Flopper: [
      "event Kick(uint256 id, uint256 lot, uint256 bid, address indexed gal)",
      "event LogNote(bytes4 indexed sig, address indexed usr, bytes32 indexed arg1, bytes32 indexed arg2, bytes data) anonymous",
    ],
    Flapper: [
      "event Kick(uint256 id, uint256 lot, uint256 bid)",
      "event LogNote(bytes4 indexed sig, address indexed usr, bytes32 indexed arg1, bytes32 indexed arg2, bytes data) anonymous",
    ],
    Osm: ["event LogValue(bytes32 val)"],
  },
  contracts: {
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
  },
};
