import { join } from "node:path";
import { type Address, maxUint256, parseUnits } from "viem";
import { type Artifact, loadArtifact } from "../../../devnet/world/artifact.ts";
import type { Contract } from "../../../devnet/world/chain-driver.ts";
import type { NetworkConfig } from "../../../subgraph/manifest/network.ts";
import type { BlockPerCall } from "./block-per-call.ts";
import { compileSource } from "./compile-source.ts";
import { PERP_V2_MOCKS } from "./perp-v2-mocks.ts";

const TOKEN = "@aave/core-v3/artifacts/contracts/mocks/tokens/MintableERC20.sol/MintableERC20.json";
/** Fee of the pools: one percent, in millionths. */
const FEE = 10_000;
/** Square root of the price 100, as Uniswap writes it. */
const SQRT_PRICE_100 = 10n * 2n ** 96n;
/** Half of all addresses lie below. */
const MIDDLE = 2n ** 159n;
/** Part of the trading fee that the insurance fund receives, in millionths. */
const FUND_FEE = 100_000;

/** Perpetual Protocol v2 on a local chain, with two markets at a price of 100. */
export interface PerpV2System {
  /** Returns a contract by its name; `PoolOf…` by its market. */
  get(name: string): Contract;
  /** What the subgraph indexes of it. */
  readonly network: NetworkConfig;
}

/** Where the published contracts lie. */
export interface PerpV2Packages {
  readonly perp: string;
  readonly uniswap: string;
}

/** Deploys contracts of the packages, one a block, and finds them again by name. */
class Deployment {
  readonly #chain: BlockPerCall;
  readonly #packages: PerpV2Packages;
  readonly #mock = compileSource(PERP_V2_MOCKS);
  readonly #contracts = new Map<string, Contract>();

  constructor(chain: BlockPerCall, packages: PerpV2Packages) {
    this.#chain = chain;
    this.#packages = packages;
  }

  get(name: string): Contract {
    const found = this.#contracts.get(name);
    if (found === undefined) throw new Error(`Perp v2 has no contract ${name}`);
    return found;
  }

  addressOf(names: readonly string[]): Address[] {
    return names.map((name) => this.get(name).address);
  }

  /** Deploys a contract under a name of its own. */
  async deploy(name: string, artifact: Artifact, args: readonly unknown[] = []): Promise<Contract> {
    const contract = await this.#chain.deploy(name, artifact.abi, artifact.bytecode, args);
    this.#contracts.set(name, contract);
    return contract;
  }

  own(name: string): Artifact {
    return loadArtifact(join(this.#packages.perp, `artifacts/contracts/${name}.sol/${name}.json`));
  }

  uniswap(name: string): Artifact {
    return loadArtifact(join(this.#packages.uniswap, `artifacts/contracts/${name}.sol/${name}.json`));
  }

  mock(name: string): Artifact {
    return this.#mock(name);
  }

  async call(name: string, functionName: string, ...args: readonly unknown[]): Promise<void> {
    await this.#chain.call(0, this.get(name), { functionName, args });
  }

  /** Names the pool of a market, which the factory has created. */
  async adoptPool(name: string, market: string): Promise<void> {
    const args = [...this.addressOf([market, "QuoteToken"]), FEE];
    const address = await this.#chain.read<Address>(this.get("UniswapV3Factory"), "getPool", args);
    this.#contracts.set(name, { name, address, abi: this.uniswap("UniswapV3Pool").abi });
  }
}

/** Deploys a contract again until its address, which follows from the number of transactions, is as wanted. */
async function deployWhere(
  system: Deployment,
  name: string,
  artifact: string,
  isWanted: (address: bigint) => boolean,
): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    const { address } = await system.deploy(name, system.own(artifact));
    if (isWanted(BigInt(address))) return;
  }
  throw new Error(`no suitable address for ${name} in 20 deployments`);
}

async function deployTokens(system: Deployment): Promise<void> {
  await system.deploy("Usdc", loadArtifact(TOKEN), ["USD Coin", "USDC", 6]);
  await system.deploy("Weth", loadArtifact(TOKEN), ["Wrapped Ether", "WETH", 18]);
  for (const name of ["FeedOfA", "FeedOfB", "FeedOfWeth"])
    await system.deploy(name, system.mock("PriceFeed"));
  await system.deploy("Beneficiary", system.mock("Beneficiary"), system.addressOf(["Usdc"]));
  await deployWhere(system, "QuoteToken", "QuoteToken", (address) => address > MIDDLE);
  await system.call("QuoteToken", "initialize", "vUSD", "vUSD");
}

/** A base token must have a lower address than the quote token: the pool's first token. */
async function deployBaseToken(system: Deployment, name: string): Promise<void> {
  const quote = BigInt(system.get("QuoteToken").address);
  await deployWhere(system, name, "BaseToken", (address) => address < quote);
  const feed = `FeedOf${name}`;
  await system.call(feed, "setPrice", parseUnits("100", 18));
  await system.call(name, "initialize", `v${name}`, `v${name}`, system.get(feed).address);
}

/** Contracts in an order in which each knows those before it, with the arguments of `initialize`. */
const CORE: readonly (readonly [string, readonly string[]])[] = [
  ["ClearingHouseConfig", []],
  ["MarketRegistry", ["UniswapV3Factory", "QuoteToken"]],
  ["OrderBook", ["MarketRegistry"]],
  ["InsuranceFund", ["Usdc"]],
  ["AccountBalance", ["ClearingHouseConfig", "OrderBook"]],
  ["Exchange", ["MarketRegistry", "OrderBook", "ClearingHouseConfig"]],
  ["Vault", ["InsuranceFund", "ClearingHouseConfig", "AccountBalance", "Exchange"]],
  [
    "ClearingHouse",
    ["ClearingHouseConfig", "Vault", "QuoteToken", "UniswapV3Factory", "Exchange", "AccountBalance"],
  ],
];

async function deployCore(system: Deployment): Promise<void> {
  await system.deploy("UniswapV3Factory", system.uniswap("UniswapV3Factory"));
  for (const [name, others] of CORE) {
    await system.deploy(name, system.own(name));
    const last = name === "ClearingHouse" ? ["InsuranceFund"] : [];
    await system.call(name, "initialize", ...system.addressOf([...others, ...last]));
    if (name === "Exchange") await system.call("OrderBook", "setExchange", ...system.addressOf(["Exchange"]));
  }
  const wiring = [
    ["Exchange", "setAccountBalance", "AccountBalance"],
    ["InsuranceFund", "setVault", "Vault"],
    ["AccountBalance", "setVault", "Vault"],
    ...["MarketRegistry", "OrderBook", "Exchange", "AccountBalance", "Vault"].map((name) => [
      name,
      "setClearingHouse",
      "ClearingHouse",
    ]),
  ] as [string, string, string][];
  for (const [name, setter, other] of wiring) await system.call(name, setter, ...system.addressOf([other]));
  await system.call("ClearingHouseConfig", "setSettlementTokenBalanceCap", maxUint256);
}

/** WETH at 70 % of its worth, sold at a tenth off; all of a debt may be liquidated at once, for a fee of 3 %. */
async function addCollateral(system: Deployment): Promise<void> {
  await system.deploy("CollateralManager", system.own("CollateralManager"));
  const [config, vault] = system.addressOf(["ClearingHouseConfig", "Vault"]);
  const limits = [5, 750_000, 1_000_000, 2_000, 30_000, parseUnits("10000", 6), parseUnits("500", 6)];
  await system.call("CollateralManager", "initialize", config, vault, ...limits);
  await system.call("Vault", "setCollateralManager", ...system.addressOf(["CollateralManager"]));
  await system.call("FeedOfWeth", "setPrice", parseUnits("1000", 18));
  await system.call("CollateralManager", "addCollateral", system.get("Weth").address, {
    priceFeed: system.get("FeedOfWeth").address,
    collateralRatio: 700_000,
    discountRatio: 100_000,
    depositCap: parseUnits("1000", 18),
  });
}

async function openMarket(system: Deployment, name: string): Promise<void> {
  const [base, quote, house] = system.addressOf([name, "QuoteToken", "ClearingHouse"]);
  const pool = `PoolOf${name}`;
  await system.call("UniswapV3Factory", "createPool", base, quote, FEE);
  await system.adoptPool(pool, name);
  await system.call(pool, "initialize", SQRT_PRICE_100);
  await system.call(pool, "increaseObservationCardinalityNext", 100);
  await system.call(name, "mintMaximumTo", house);
  for (const token of [name, "QuoteToken"]) {
    await system.call(token, "addWhitelist", house);
    await system.call(token, "addWhitelist", system.get(pool).address);
  }
  await system.call("MarketRegistry", "addPool", base, FEE);
  await system.call("MarketRegistry", "setInsuranceFundFeeRatio", base, FUND_FEE);
  await system.call("Exchange", "setMaxTickCrossedWithinBlock", base, 1_000);
}

function networkOf(system: Deployment): NetworkConfig {
  const address = (name: string) => system.get(name).address;
  const context = {
    clearingHouse: address("ClearingHouse"),
    vault: address("Vault"),
    accountBalance: address("AccountBalance"),
    insuranceFund: address("InsuranceFund"),
    token: address("Usdc"),
    tokenSymbol: "USDC",
    tokenDecimals: 6,
  };
  const settles = { ...context, deficitsFromBlock: 1 };
  const source = (contract: string, at: string, values: typeof context) => {
    return { protocol: "perp-v2", contract, address: address(at), startBlock: 1, context: values };
  };
  const sources = [
    source("ClearingHouse", "ClearingHouse", settles),
    source("Vault", "Vault", settles),
    source("AccountBalance", "AccountBalance", context),
    source("InsuranceFund", "InsuranceFund", context),
    source("WalletReceipts", "Usdc", context),
    source("WalletPayments", "Usdc", context),
  ];
  return { name: "perp-v2-test", graphNetwork: "perp-v2-test", chainId: 31337, sources };
}

/** Deploys Perpetual Protocol v2 from account 0. */
export async function deployPerpV2(chain: BlockPerCall, packages: PerpV2Packages): Promise<PerpV2System> {
  const system = new Deployment(chain, packages);
  await deployTokens(system);
  for (const name of ["A", "B"]) await deployBaseToken(system, name);
  await deployCore(system);
  await addCollateral(system);
  await system.call("QuoteToken", "mintMaximumTo", system.get("ClearingHouse").address);
  await system.call("MarketRegistry", "setFeeManager", chain.address(0), true);
  for (const name of ["A", "B"]) await openMarket(system, name);
  return { get: (name) => system.get(name), network: networkOf(system) };
}
