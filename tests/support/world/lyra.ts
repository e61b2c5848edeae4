import { join } from "node:path";
import { type Address, parseEther, stringToHex } from "viem";
import { linkBytecode, loadArtifact } from "../../../devnet/world/artifact.ts";
import type { Contract } from "../../../devnet/world/chain-driver.ts";
import type { NetworkConfig } from "../../../subgraph/manifest/network.ts";
import type { BlockPerCall } from "./block-per-call.ts";
import { LYRA_PARAMETERS } from "./lyra-parameters.ts";

/** Contracts by name, with their folder below the package's artifacts and their constructor arguments. */
const CONTRACTS: readonly (readonly [name: string, folder: string, args?: readonly unknown[]])[] = [
  ["GWAV", "libraries"],
  ["BlackScholes", "libraries"],
  ["SynthetixAdapter", ""],
  ["OptionMarket", ""],
  ["OptionMarketPricer", ""],
  ["OptionGreekCache", ""],
  ["LiquidityPool", ""],
  ["LiquidityToken", "", ["sUSD/sETH Pool Tokens", "LyraELPT"]],
  ["OptionToken", "", ["sUSD/sETH Option Tokens", "LyraEOT"]],
  ["ShortCollateral", ""],
  ["ShortPoolHedger", ""],
  ["TestExchanger", "test-helpers"],
  ["TestExchangeRates", "test-helpers"],
  ["TestSynthetixReturnZero", "test-helpers"],
  ["TestDelegateApprovals", "test-helpers"],
  ["TestCollateralShort", "test-helpers"],
  ["TestAddressResolver", "test-helpers"],
];

const ETHER = key("sETH");
const DOLLAR = key("sUSD");

/** What each contract is told about the others, in the order of its `init`. */
const WIRING: readonly (readonly [string, readonly string[]])[] = [
  [
    "OptionMarket",
    [
      ...["SynthetixAdapter", "LiquidityPool", "OptionMarketPricer", "OptionGreekCache"],
      ...["ShortCollateral", "OptionToken", "sUSD", "sETH"],
    ],
  ],
  ["OptionMarketPricer", ["OptionMarket", "OptionGreekCache"]],
  ["OptionGreekCache", ["SynthetixAdapter", "OptionMarket", "OptionMarketPricer"]],
  [
    "LiquidityPool",
    [
      ...["SynthetixAdapter", "OptionMarket", "LiquidityToken", "OptionGreekCache"],
      ...["ShortPoolHedger", "ShortCollateral", "sUSD", "sETH"],
    ],
  ],
  ["LiquidityToken", ["LiquidityPool"]],
  [
    "ShortPoolHedger",
    ["SynthetixAdapter", "OptionMarket", "OptionGreekCache", "LiquidityPool", "sUSD", "sETH"],
  ],
  ["ShortCollateral", ["OptionMarket", "LiquidityPool", "OptionToken", "SynthetixAdapter", "sUSD", "sETH"]],
  ["OptionToken", ["OptionMarket", "OptionGreekCache", "ShortCollateral", "SynthetixAdapter"]],
];

/** One Lyra market on a local chain. */
export interface LyraSystem {
  /** Returns a contract by its name; the tokens are `sUSD` and `sETH`. */
  get(name: string): Contract;
  /** What the subgraph indexes of it. */
  readonly network: NetworkConfig;
}

function key(text: string): string {
  return stringToHex(text, { size: 32 });
}

function artifactOf(folder: string, path: string, name: string) {
  return loadArtifact(join(folder, "dist/artifacts/contracts", path, `${name}.sol`, `${name}.json`));
}

async function deployContracts(chain: BlockPerCall, folder: string): Promise<Map<string, Contract>> {
  const contracts = new Map<string, Contract>();
  for (const [name, path, args = []] of CONTRACTS) {
    const artifact = artifactOf(folder, path, name);
    const libraries = Object.fromEntries([...contracts].map(([known, { address }]) => [known, address]));
    const code = linkBytecode(artifact, libraries);
    contracts.set(name, await chain.deploy(name, artifact.abi, code, args));
  }
  const token = artifactOf(folder, "test-helpers", "TestERC20Fail");
  for (const symbol of ["sUSD", "sETH"]) {
    contracts.set(symbol, await chain.deploy(symbol, token.abi, token.bytecode, [symbol, symbol]));
  }
  return contracts;
}

type Send = (contract: string, functionName: string, args: readonly unknown[]) => Promise<void>;
type Find = (name: string) => Contract;

/** The synths and their exchange, as the package's own tests stand in for Synthetix. */
async function wireSynthetix(send: Send, get: Find): Promise<void> {
  const of = (...names: string[]): Address[] => names.map((name) => get(name).address);
  const services = ["ProxySynthetix", "Exchanger", "ExchangeRates", "CollateralShort", "DelegateApprovals"];
  const stands = [
    "SynthetixReturnZero",
    "Exchanger",
    "ExchangeRates",
    "CollateralShort",
    "DelegateApprovals",
  ];
  const addresses = of(...stands.map((name) => `Test${name}`));
  await send("TestSynthetixReturnZero", "init", of("SynthetixAdapter", "sUSD", "TestAddressResolver"));
  await send("TestCollateralShort", "init", of("SynthetixAdapter", "sUSD"));
  await send("TestAddressResolver", "setAddresses", [services.map(key), addresses]);
  for (const minter of of("TestSynthetixReturnZero", "TestCollateralShort")) {
    for (const token of ["sUSD", "sETH"]) await send(token, "permitMint", [minter, true]);
  }
  await send("SynthetixAdapter", "initialize", []);
  await send("SynthetixAdapter", "setAddressResolver", of("TestAddressResolver"));
  await send("SynthetixAdapter", "updateSynthetixAddresses", []);
  for (const contract of ["TestSynthetixReturnZero", "TestCollateralShort"]) {
    await send(contract, "addBaseAsset", [ETHER, ...of("sETH", "OptionMarket")]);
  }
}

async function wireMarket(send: Send, get: Find): Promise<void> {
  for (const [name, others] of WIRING)
    await send(
      name,
      "init",
      others.map((other) => get(other).address),
    );
  const market = get("OptionMarket").address;
  await send("SynthetixAdapter", "setGlobalsForContract", [market, DOLLAR, ETHER, market, key("")]);
  for (const [contract, setter, value] of LYRA_PARAMETERS) await send(contract, setter, [value]);
  await send("TestExchanger", "setFeeRateForExchange", [ETHER, DOLLAR, parseEther("0.0075")]);
  await send("TestExchanger", "setFeeRateForExchange", [DOLLAR, ETHER, parseEther("0.005")]);
}

function networkOf(get: Find): NetworkConfig {
  const address = (name: string) => get(name).address;
  const market = {
    optionMarket: address("OptionMarket"),
    liquidityPool: address("LiquidityPool"),
    base: address("sETH"),
    baseSymbol: "sETH",
    quote: address("sUSD"),
    quoteSymbol: "sUSD",
  };
  const optionToken = address("OptionToken");
  const shortCollateral = address("ShortCollateral");
  const source = (contract: string, deployed: string, more: object = {}) => ({
    protocol: "lyra",
    contract,
    address: address(deployed),
    startBlock: 1,
    context: { ...market, ...more },
  });
  const sources = [
    source("OptionMarket", "OptionMarket", { optionToken }),
    source("OptionToken", "OptionToken"),
    source("LiquidityPool", "LiquidityPool"),
    source("ShortCollateral", "ShortCollateral", { optionToken }),
    source("PoolHedger", "ShortPoolHedger"),
    source("SynthetixAdapter", "SynthetixAdapter"),
    source("BaseReceipts", "sETH", { shortCollateral }),
    source("BasePayments", "sETH", { shortCollateral }),
  ];
  return { name: "lyra-test", graphNetwork: "lyra-test", chainId: 31337, sources };
}

/** Sets the price of one ether in whole dollars. */
export async function setEtherPrice(chain: BlockPerCall, lyra: LyraSystem, price: number): Promise<void> {
  const args = [ETHER, parseEther(String(price)), false];
  await chain.call(0, lyra.get("TestExchangeRates"), { functionName: "setRateAndInvalid", args });
}

/**
 * Deploys one market of Lyra with the parameters of the package's own tests; ether starts at 2,000 dollars.
 *
 * @param folder - Of the unpacked npm package `@lyrafinance/protocol`.
 */
export async function deployLyra(chain: BlockPerCall, folder: string): Promise<LyraSystem> {
  const contracts = await deployContracts(chain, folder);
  const get: Find = (name) => {
    const found = contracts.get(name);
    if (found === undefined) throw new Error(`Lyra has no contract ${name}`);
    return found;
  };
  const send: Send = async (contract, functionName, args) => {
    await chain.call(0, get(contract), { functionName, args });
  };
  await wireSynthetix(send, get);
  await wireMarket(send, get);
  const system = { get, network: networkOf(get) };
  await setEtherPrice(chain, system, 2_000);
  return system;
}
