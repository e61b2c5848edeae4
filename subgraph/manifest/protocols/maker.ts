import { type ContractDefinition, notes, type ProtocolDefinition } from "../protocol-definition.ts";
import { MAKER_SIGNATURES } from "./maker-signatures.ts";

const IN_THE_VAT = { vat: "Bytes", vow: "Bytes" } as const;

const VAT_CONTRACTS: Readonly<Record<string, ContractDefinition>> = {
  Vat: {
    file: "vat.ts",
    events: [
      ...notes({
        "init(bytes32)": "handleInit",
        "frob(bytes32,address,address,address,int256,int256)": "handleFrob",
        "grab(bytes32,address,address,address,int256,int256)": "handleGrab",
        "fold(bytes32,address,int256)": "handleFold",
        "suck(address,address,uint256)": "handleSuck",
        "file(bytes32,bytes32,uint256)": "handleFileIlk",
        "file(bytes32,uint256)": "handleFile",
      }),
      // Only the Vow's own moves are read; none goes from the Vow to itself, which would match both.
      ...notes({ "move(address,address,uint256)": "handleMoveIn" }).map((event) => ({
        ...event,
        receipt: true as const,
        topicFilters: { topic2: "vow" },
      })),
      ...notes({ "move(address,address,uint256)": "handleMoveOut" }).map((event) => ({
        ...event,
        topicFilters: { topic1: "vow" },
      })),
    ],
    context: { vow: "Bytes" },
  },
  Jug: {
    file: "jug.ts",
    events: notes({
      "file(bytes32,bytes32,uint256)": "handleFileIlk",
      "file(bytes32,uint256)": "handleFile",
    }),
    context: { vat: "Bytes" },
  },
  Spotter: {
    file: "spotter.ts",
    events: [
      { event: "Poke", handler: "handlePoke" },
      ...notes({ "file(bytes32,bytes32,uint256)": "handleFileIlk", "file(bytes32,uint256)": "handleFile" }),
    ],
    context: { vat: "Bytes" },
  },
};

const DUTCH_AUCTION_CONTRACTS: Readonly<Record<string, ContractDefinition>> = {
  Dog: {
    file: "dog.ts",
    events: [
      { event: "Bark", handler: "handleBark" },
      { event: "Cage", handler: "handleCage" },
      { event: "Digs", handler: "handleDigs" },
      { event: "File(bytes32,uint256)", handler: "handleFile" },
      { event: "File(bytes32,address)", handler: "handleFileAddress" },
      { event: "File(bytes32,bytes32,uint256)", handler: "handleFileIlk" },
      { event: "File(bytes32,bytes32,address)", handler: "handleFileIlkAddress" },
    ],
    context: { vat: "Bytes" },
  },
  Clipper: {
    file: "clipper.ts",
    events: [
      { event: "Kick", handler: "handleKick" },
      { event: "Take", handler: "handleTake" },
      { event: "Redo", handler: "handleRedo" },
      { event: "Yank", handler: "handleYank" },
      { event: "File(bytes32,uint256)", handler: "handleFile" },
      { event: "File(bytes32,address)", handler: "handleFileAddress" },
    ],
    context: {
      ...IN_THE_VAT,
      ilk: "String",
      "collateral?": "Bytes",
      "collateralSymbol?": "String",
      "collateralDecimals?": "Int",
      "feed?": "Bytes",
    },
  },
};

const SURPLUS_CONTRACTS: Readonly<Record<string, ContractDefinition>> = {
  Splitter: {
    file: "splitter.ts",
    events: [
      { event: "Kick", handler: "handleKick" },
      { event: "Cage", handler: "handleCage" },
      { event: "File(bytes32,uint256)", handler: "handleFile" },
      { event: "File(bytes32,address)", handler: "handleFileAddress" },
    ],
    context: IN_THE_VAT,
  },
  FlapperSwap: {
    file: "flapper-swap.ts",
    events: [{ event: "Exec", handler: "handleExec" }],
    context: {
      ...IN_THE_VAT,
      coin: "Bytes",
      coinSymbol: "String",
      coinDecimals: "Int",
      token: "Bytes",
      tokenSymbol: "String",
      tokenDecimals: "Int",
    },
  },
  Kicker: {
    file: "kicker.ts",
    events: [
      { event: "File(bytes32,uint256)", handler: "handleFile" },
      { event: "File(bytes32,int256)", handler: "handleFileSigned" },
    ],
    context: {},
  },
};

const PEG = { ...IN_THE_VAT, ilk: "String", gem: "Bytes", gemSymbol: "String", gemDecimals: "Int" } as const;

const PEG_CONTRACTS: Readonly<Record<string, ContractDefinition>> = {
  Psm: {
    file: "psm.ts",
    events: [
      { event: "SellGem", handler: "handleSellGem" },
      { event: "BuyGem", handler: "handleBuyGem" },
      { event: "File", handler: "handleFile" },
    ],
    context: PEG,
  },
  LitePsm: {
    file: "lite-psm.ts",
    events: [
      { event: "SellGem", handler: "handleSellGem" },
      { event: "BuyGem", handler: "handleBuyGem" },
      { event: "Fill", handler: "handleFill" },
      { event: "Trim", handler: "handleTrim" },
      { event: "Chug", handler: "handleChug" },
      { event: "File(bytes32,uint256)", handler: "handleFile" },
      { event: "File(bytes32,address)", handler: "handleFileAddress" },
    ],
    context: { ...PEG, dai: "Bytes" },
  },
};

const SHUTDOWN_CONTRACTS: Readonly<Record<string, ContractDefinition>> = {
  End: {
    file: "end.ts",
    events: [
      { event: "Cage()", handler: "handleCage" },
      { event: "Cage(bytes32)", handler: "handleCageIlk" },
      ...notes({ "cage()": "handleNotedCage", "cage(bytes32)": "handleNotedCageIlk" }),
    ],
    context: IN_THE_VAT,
  },
  Esm: {
    file: "esm.ts",
    events: [
      { event: "Fire", handler: "handleFire" },
      { event: "Join", handler: "handleJoin" },
      ...notes({ "fire()": "handleNotedFire", "join(uint256)": "handleNotedJoin" }),
    ],
    context: { token: "Bytes", tokenSymbol: "String", tokenDecimals: "Int" },
  },
};

/** Contracts and events of maker. */
export const MAKER: ProtocolDefinition = {
  signatures: MAKER_SIGNATURES,
  contracts: {
    Cat: {
      file: "cat.ts",
      events: [
        { event: "Bite", handler: "handleBite" },
        ...notes({
          "file(bytes32,bytes32,uint256)": "handleFile",
          "file(bytes32,uint256)": "handleFileSystem",
          "cage()": "handleCage",
        }),
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
          "file(bytes32,uint256)": "handleFile",
        }),
      ],
      context: {
        vat: "Bytes",
        vow: "Bytes",
        ilk: "String",
        "collateral?": "Bytes",
        "collateralSymbol?": "String",
        "collateralDecimals?": "Int",
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
        "flop()": "handleFlop",
        "flap()": "handleFlap",
        "file(bytes32,uint256)": "handleFile",
        "file(bytes32,address)": "handleFileAddress",
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
          "file(bytes32,uint256)": "handleFile",
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
          "file(bytes32,uint256)": "handleFile",
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
    ...VAT_CONTRACTS,
    ...DUTCH_AUCTION_CONTRACTS,
    ...SURPLUS_CONTRACTS,
    ...PEG_CONTRACTS,
    ...SHUTDOWN_CONTRACTS,
  },
};
