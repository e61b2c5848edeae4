import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type AbiEvent, keccak256, toBytes } from "viem";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { buildAbis } from "../../subgraph/manifest/abi.ts";
import { ContextError } from "../../subgraph/manifest/context.ts";
import { EventNotFoundError } from "../../subgraph/manifest/event-signature.ts";
import { type DataSource, generateManifest, type Manifest } from "../../subgraph/manifest/manifest.ts";
import { ManifestError } from "../../subgraph/manifest/mapping.ts";
import { loadNetwork, type NetworkConfig, type SourceConfig } from "../../subgraph/manifest/network.ts";
import { SHARED_MISSING, sharedPath } from "../support/shared.ts";
import { readCsv } from "./read-csv.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const INPUTS = { abis: buildAbis(), repoRoot: ".." };
/** Mainnet's sources and Perpetual Protocol's: every contract that protocols.ts knows. */
const EVERYTHING = generateManifest(loadNetwork(join(ROOT, "tests/gnd/network.json")), INPUTS);

const VOW: SourceConfig = {
  protocol: "maker",
  contract: "Vow",
  address: "0xA950524441892A31ebddF91d3cEEFa04Bf454466",
  startBlock: 1,
  context: { vat: "0x35D1b3F3D7966A1DFe207aa4514C12a259A0492B" },
};

function network(...sources: SourceConfig[]): NetworkConfig {
  return { name: "local", graphNetwork: "seawall-local", chainId: 31337, sources };
}

function source(manifest: Manifest, name: string): DataSource {
  const found = manifest.dataSources.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no data source "${name}"`);
  return found;
}

describe("the committed manifest", () => {
  test("is what the generator makes of mainnet", () => {
    const committed = parse(readFileSync(join(ROOT, "subgraph/subgraph.yaml"), "utf8"));
    const mainnet = loadNetwork(join(ROOT, "subgraph/networks/mainnet.json"));
    expect(committed).toEqual(JSON.parse(JSON.stringify(generateManifest(mainnet, INPUTS))));
  });

  test.each(
    readdirSync(join(ROOT, "subgraph/networks"))
      .filter((file) => file.endsWith(".json"))
      .map((file) => [file]),
  )("can be made of %s", (file) => {
    const network = loadNetwork(join(ROOT, "subgraph/networks", file));
    expect(generateManifest(network, INPUTS).dataSources).toHaveLength(network.sources.length);
  });

  test("points at ABIs that exist and at one file of handlers", () => {
    for (const { mapping } of EVERYTHING.dataSources) {
      expect(mapping.file).toBe("generated/handlers.gnd-test.ts");
      for (const abi of mapping.abis) expect(existsSync(join(ROOT, "subgraph", abi.file))).toBe(true);
    }
  });

  test("never prunes and asks for the versions that its features need", () => {
    expect(EVERYTHING.indexerHints.prune).toBe("never");
    expect(EVERYTHING.specVersion).toBe("1.3.0");
    expect(new Set(EVERYTHING.dataSources.map((one) => one.mapping.apiVersion))).toEqual(new Set(["0.0.9"]));
  });
});

/** Manifest name of a contract → names in the recorded list of events. */
const LISTED: Record<string, string | readonly string[]> = {
  MakerCat: "Maker Cat v1",
  MakerFlipperEthA: "Maker Flipper",
  MakerFlopper: "Maker Flopper",
  MakerFlapper: "Maker Flapper (legacy)",
  MakerDog: "Maker Dog",
  MakerSpotter: "Maker Spot",
  MakerFlapperSwap: "Sky FlapperUniV2SwapOnly",
  MakerKicker: "Sky Kicker",
  MakerPsmUsdc: "Maker PSM",
  MakerLitePsm: "Maker LitePSM",
  HegicOptionsEth: "Hegic v888 Options",
  AavePool: "Aave v3 Pool",
  VenusShortfall: "Venus Shortfall",
  PerpV2ClearingHouse: "Perp v2 ClearingHouse",
  PerpV2Vault: "Perp v2 Vault",
  DydxV1P1Deleveraging: "dYdX v1 P1Deleveraging",
  DydxV1P1Liquidation: "dYdX v1 P1Liquidation",
  DydxV1P1LiquidatorProxy: "dYdX v1 P1LiquidatorProxy",
  PerpV2InsuranceFund: "Perp v2 InsuranceFund",
  AaveStakedAave: [
    "Aave stkAAVE v1 (StakedToken)",
    "Aave stkAAVE (IStakedTokenV2, earlier shape)",
    "Aave stkAAVE / stkABPT (IStakedTokenV3, v3 shape)",
  ],
  CompoundV3CometUsdc: "Compound v3 Comet",
  OpynGammaController: "Opyn Gamma Controller",
  OpynGammaOTokenFactory: "Opyn Gamma OTokenFactory",
  OpynGammaMarginPool: "Opyn Gamma MarginPool",
  OpynGammaOracleV1: "Opyn Gamma Oracle v1",
  PremiaPool: "Premia v2 Pool",
  HegicHardcoreOperationalTreasury: "Hegic Hardcore OperationalTreasury",
  HegicHardcoreStakeAndCover: "Hegic Hardcore StakeAndCover",
  AaveUmbrella: [
    "Aave Umbrella (IUmbrella)",
    "Aave Umbrella (IUmbrellaConfiguration)",
    "Aave Umbrella (IUmbrellaStkManager)",
  ],
};

const csv = sharedPath("design", "events.csv");

describe.skipIf(csv === null)(
  `events against the list read from source code (${csv ?? SHARED_MISSING})`,
  () => {
    const rows = csv === null ? [] : readCsv(readFileSync(csv, "utf8"));

    test.each(Object.entries(LISTED))("%s has the indexed layout and first topic of %s", (name, contract) => {
      const listed = rows.filter((row) => [contract].flat().includes(row["contract"] ?? ""));
      expect(listed.length).toBeGreaterThan(0);
      const handlers = source(EVERYTHING, name).mapping.eventHandlers;
      const shared = handlers.filter((handler) =>
        listed.some((row) => row["subgraph_manifest_signature"] === handler.event),
      );
      expect(shared.map((handler) => handler.event)).toEqual(
        handlers.map((handler) => handler.event).filter((event) => !UNLISTED.includes(event)),
      );
      for (const handler of shared) {
        const row = listed.find((candidate) => candidate["subgraph_manifest_signature"] === handler.event);
        expect(keccak256(toBytes(handler.event.replaceAll("indexed ", "")))).toBe(row?.["topic0"]);
      }
    });
  },
);

/** Anonymous notes, the layout of Hegic's deployed `Expire`, which later source no longer has, and what is not in the list. */
const UNLISTED = [
  "LogNote(indexed bytes4,indexed address,indexed bytes32,indexed bytes32,bytes)",
  "Expire(indexed uint256,uint256)",
  // opynfinance/GammaProtocol contracts/core/Controller.sol, Oracle.sol.
  "LongOtokenDeposited(indexed address,indexed address,indexed address,uint256,uint256)",
  "LongOtokenWithdrawed(indexed address,indexed address,indexed address,uint256,uint256)",
  "Donated(indexed address,indexed address,uint256)",
  "SystemPartiallyPaused(bool)",
  "SystemFullyPaused(bool)",
  "StablePriceUpdated(indexed address,uint256)",
  // Premian-Labs/premia-contracts contracts/pool/IPoolEvents.sol.
  "Sell(indexed address,uint256,uint256,uint256,uint256,int128)",
  // OpenZeppelin AccessControl.
  "RoleGranted(indexed bytes32,indexed address,indexed address)",
  // Perp v2: positions, status, and `Borrowed` of its first versions.
  "PositionChanged(indexed address,indexed address,int256,int256,uint256,int256,int256,uint256)",
  "PositionClosed(indexed address,indexed address,int256,int256,int256,int256,uint256)",
  "Borrowed(address,uint256)",
  "Paused(address)",
  "Unpaused(address)",
];

/** First topics of deployed contracts, as stated where the comment says. */
const STATED_TOPICS: [string, string, string][] = [
  // cvauclair/hegic-subgraph subgraph.yaml: the layouts that the deployed v888 contracts emit.
  ["HegicOptionsEth", "Expire(indexed uint256,uint256)", "0x5f36a4a5"],
  ["HegicPoolEth", "Provide(indexed address,uint256,uint256)", "0x4089141e"],
  ["HegicPoolEth", "Withdraw(indexed address,uint256,uint256)", "0xf279e6a1"],
  ["HegicPoolEth", "Profit(indexed uint256,uint256)", "0x9f78baa7"],
  ["HegicPoolEth", "Loss(indexed uint256,uint256)", "0x86f83f02"],
  // ethernian/maker-auctions data/osm-events-raw.json: topic of 3,606 recorded logs.
  ["MakerOsmEth", "LogValue(bytes32)", "0x296ba4ca"],
  // EIP-20.
  ["PerpQuoteToken", "Transfer(indexed address,indexed address,uint256)", "0xddf252ad"],
  // Topics by which public indexers look for the deployed Morpho's logs.
  [
    "MorphoBlueMorpho",
    "Supply(indexed bytes32,indexed address,indexed address,uint256,uint256)",
    "0xedf88704",
  ],
  ["MorphoBlueMorpho", "AccrueInterest(indexed bytes32,uint256,uint256,uint256)", "0x9d9bd501"],
  [
    "MorphoBlueMorpho",
    "Liquidate(indexed bytes32,indexed address,indexed address,uint256,uint256,uint256,uint256,uint256)",
    "0xa4946ede",
  ],
];

test.each(STATED_TOPICS)("%s %s hashes to %s…", (name, event, topic) => {
  const events = source(EVERYTHING, name).mapping.eventHandlers.map((handler) => handler.event);
  expect(events).toContain(event);
  expect(keccak256(toBytes(event.replaceAll("indexed ", ""))).slice(0, 10)).toBe(topic);
});

const ANONYMOUS =
  /^(LogNote|CreateMarket|DepegInsurance|NullEpoch|EpochResolved|Trade|PositionUpdated|EventLog1)\(/;
/** Whether an event of the Backstop event standard has a struct or a number of less than a word. */
function isOfStandard(event: string): boolean {
  const read = INPUTS.abis["backstop"]?.["IBackstopEvents"] ?? [];
  const found = read.find((item) => item.type === "event" && event.startsWith(`${item.name}(`)) as AbiEvent;
  return found.inputs.some(({ type }) => ["tuple", "uint8", "uint16"].includes(type));
}

test("only anonymous events override the first topic", () => {
  for (const { mapping, source: contract } of EVERYTHING.dataSources) {
    for (const handler of mapping.eventHandlers) {
      const isAnonymous =
        contract.abi === "Backstop" ? isOfStandard(handler.event) : ANONYMOUS.test(handler.event);
      expect(handler.topic0 !== undefined).toBe(isAnonymous);
    }
  }
});

test("an event with a struct has the topic of its true signature", () => {
  const [created] = source(EVERYTHING, "MorphoBlueMorpho").mapping.eventHandlers;
  // The first topic of the deployed contract's CreateMarket logs.
  expect(created?.topic0).toBe("0xac4b2400f169220b0c0afdde7a0b32e775ba727ea1cb30b35f935cdaab8683ac");
  expect(created?.event).toBe(
    "CreateMarket(indexed bytes32,indexed bytes32,address,address,address,address,uint256)",
  );
});

test("an event that was deployed in two layouts has a handler for each, under one topic", () => {
  const template = EVERYTHING.templates?.find(({ name }) => name === "VenusVToken");
  const events = (template?.mapping.eventHandlers ?? []).map(({ event }) => event);
  const liquidations = events.filter((event) => event.startsWith("LiquidateBorrow("));
  expect(liquidations).toEqual([
    "LiquidateBorrow(indexed address,indexed address,uint256,indexed address,uint256)",
    "LiquidateBorrow(address,address,uint256,address,uint256)",
  ]);
  // Compound v2 and VenusProtocol/isolated-pools: the first topic of the logs of both.
  const topics = liquidations.map((event) =>
    keccak256(toBytes(event.replaceAll("indexed ", ""))).slice(0, 10),
  );
  expect(topics).toEqual(["0x298637f6", "0x298637f6"]);
});

test("a topic filter is the address padded on the left to 32 bytes, in lower case", () => {
  expect(source(EVERYTHING, "PerpQuoteToken").mapping.eventHandlers[0]?.topic2).toEqual([
    "0x0000000000000000000000008c29f6f7fc1999ab84b476952e986f974acb3824",
  ]);
});

test("logs that only make sense with their siblings ask for the receipt, and no others", () => {
  const asking = EVERYTHING.dataSources.filter(({ name }) =>
    /^(Perp|Liquity|Musd|Aave|Compound|Gearbox)/.test(name),
  );
  const handlers = asking.flatMap((one) => one.mapping.eventHandlers.filter(({ receipt }) => receipt));
  expect(new Set(handlers.map(({ handler }) => handler))).toEqual(
    new Set([
      "PerpClearingHouse_handlePositionLiquidated",
      "PerpV2ClearingHouse_handlePositionChanged",
      "PerpV2ClearingHouse_handlePositionLiquidated",
      "PerpV2Vault_handleDeposited",
      "PerpV2Vault_handleCollateralLiquidated",
      "PerpV2Vault_handleBadDebtSettled",
      "PerpV2AccountBalance_handlePnlRealized",
      "PerpV2WalletPayments_handlePayment",
      "LiquityV1TroveManager_handleLiquidation",
      "LiquityV2TroveManager_handleLiquidation",
      "MusdTroveManager_handleLiquidation",
      "LiquityV1StabilityPool_handleLUSDBalanceUpdated",
      "MusdStabilityPool_handleMUSDBalanceUpdated",
      "LiquityV2TroveManager_handleTroveUpdated",
      "LiquityV2TroveManager_handleBatchedTroveUpdated",
      "AavePool_handleDeficitCovered",
      "AaveUmbrella_handleDeficitOffsetCovered",
      "AaveUmbrella_handlePendingDeficitCovered",
      "AaveUmbrella_handleReserveDeficitCovered",
      "CompoundV3Comet_handleSupply",
      "CompoundV3Comet_handleWithdraw",
      "CompoundV3Comet_handleTransfer",
      "CompoundV3Comet_handleAbsorbDebt",
      "GearboxPool_handleRepay",
      "GearboxCreditFacade_handleLiquidateCreditAccount",
    ]),
  );
});

describe("generateManifest", () => {
  test("holds the network's contracts and no others", () => {
    const manifest = generateManifest(network(VOW), INPUTS);
    expect(manifest.dataSources.map((one) => [one.name, one.network])).toEqual([
      ["MakerVow", "seawall-local"],
    ]);
  });

  test("refuses an unknown contract and lists the known ones", () => {
    expect(() => generateManifest(network({ ...VOW, contract: "Frog" }), INPUTS)).toThrow(
      /No contract "Frog" of protocol "maker"; known are: maker Cat/,
    );
  });

  test("refuses an unknown protocol", () => {
    expect(() => generateManifest(network({ ...VOW, protocol: "sky" }), INPUTS)).toThrow(ManifestError);
  });

  test("refuses two data sources of one name", () => {
    expect(() => generateManifest(network(VOW, VOW), INPUTS)).toThrow(
      /Two data sources are called "MakerVow"/,
    );
  });

  test("refuses a context without a fact that the contract's handlers read", () => {
    expect(() => generateManifest(network({ ...VOW, context: {} }), INPUTS)).toThrow(ContextError);
  });

  test("refuses an ABI that lacks a handled event", () => {
    const abis = { ...INPUTS.abis, maker: { ...INPUTS.abis["maker"], Vow: [] } };
    expect(() => generateManifest(network(VOW), { ...INPUTS, abis })).toThrow(EventNotFoundError);
  });

  test("refuses a contract without an ABI", () => {
    expect(() => generateManifest(network(VOW), { ...INPUTS, abis: {} })).toThrow(
      /No ABI "abis\/maker\/Vow.json"/,
    );
  });
});
