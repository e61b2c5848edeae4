import { join } from "node:path";
import { type Address, encodeFunctionData, maxUint256, parseUnits, zeroAddress } from "viem";
import { type Artifact, loadArtifact } from "../../../devnet/world/artifact.ts";
import type { Contract } from "../../../devnet/world/chain-driver.ts";
import type { NetworkConfig } from "../../../subgraph/manifest/network.ts";
import type { BlockPerCall } from "./block-per-call.ts";
import {
  CLOSE_FACTOR,
  INCENTIVE,
  MARKETS,
  type MarketTerms,
  MIN_COLLATERAL,
  OPEN_TO_DEPLOYER,
  OPEN_TO_REGISTRY,
  POOLS,
  TOKENS,
} from "./venus-parameters.ts";

const OWN = "contracts";
const CONTROL = "@venusprotocol/governance-contracts/contracts/Governance";
const OPENZEPPELIN = "@openzeppelin/contracts/proxy/beacon";
const PROXY = "hardhat-deploy/solc_0.8/openzeppelin/proxy";
const RESERVE = "contracts/ProtocolReserve";
const CONVERTER = "contracts/TokenConverter";

/** Account that may upgrade the proxies and do nothing else. */
const PROXY_ADMIN = 9;
const BLOCKS_PER_YEAR = 10_512_000n;
const LOOPS = 20n;

/** Where the published contracts lie. */
export interface VenusPackages {
  readonly pools: string;
  readonly reserve: string;
}

/** Two isolated pools of Venus on a local chain. */
export interface VenusSystem {
  /** Returns a contract by its name; markets are named as their tickers, tokens as theirs. */
  get(name: string): Contract;
  /** What the subgraph indexes of it. */
  readonly network: NetworkConfig;
}

/** Deploys contracts of the packages, one a block, and finds them again by name. */
class Deployment {
  readonly chain: BlockPerCall;
  readonly #packages: VenusPackages;
  readonly #contracts = new Map<string, Contract>();

  constructor(chain: BlockPerCall, packages: VenusPackages) {
    this.chain = chain;
    this.#packages = packages;
  }

  get(name: string): Contract {
    const found = this.#contracts.get(name);
    if (found === undefined) throw new Error(`Venus has no contract ${name}`);
    return found;
  }

  at(name: string): Address {
    return this.get(name).address;
  }

  pools(folder: string, name: string): Artifact {
    return loadArtifact(join(this.#packages.pools, "artifacts", folder, `${name}.sol/${name}.json`));
  }

  reserve(folder: string, name: string): Artifact {
    return loadArtifact(join(this.#packages.reserve, "artifacts", folder, `${name}.sol/${name}.json`));
  }

  async deploy(name: string, artifact: Artifact, args: readonly unknown[] = []): Promise<Contract> {
    const contract = await this.chain.deploy(name, artifact.abi, artifact.bytecode, args);
    this.#contracts.set(name, contract);
    return contract;
  }

  /** Deploys the code under its own name, and a proxy of it which the deployer initializes. */
  async deployBehindProxy(name: string, artifact: Artifact, init: ProxiedCode): Promise<void> {
    const code = await this.deploy(`${name}Code`, artifact, init.constructorArgs ?? []);
    const { abi } = artifact;
    const data = encodeFunctionData({ abi, functionName: "initialize", args: init.args });
    const proxy = this.pools(`${PROXY}/transparent`, "TransparentUpgradeableProxy");
    const admin = this.chain.address(PROXY_ADMIN);
    const { address } = await this.deploy(`${name}Proxy`, proxy, [code.address, admin, data]);
    this.#contracts.set(name, { name, address, abi });
  }

  /** Creates one of the contracts that share the code of a beacon. */
  async deployOfBeacon(name: string, beacon: string, args: readonly unknown[]): Promise<void> {
    const { abi } = this.get(`${beacon}Code`);
    const data = encodeFunctionData({ abi, functionName: "initialize", args });
    const proxy = this.pools(OPENZEPPELIN, "BeaconProxy");
    const { address } = await this.deploy(name, proxy, [this.at(`${beacon}Beacon`), data]);
    this.#contracts.set(name, { name, address, abi });
  }

  /** Gives a proxy new code. */
  async upgrade(name: string, artifact: Artifact): Promise<void> {
    const code = await this.deploy(`${name}NextCode`, artifact);
    const upgrade = { functionName: "upgradeTo", args: [code.address] };
    const proxy = { ...this.get(`${name}Proxy`), abi: UPGRADE };
    await this.chain.call(PROXY_ADMIN, proxy, upgrade);
    this.#contracts.set(name, { ...this.get(name), abi: artifact.abi });
  }

  async call(name: string, functionName: string, ...args: readonly unknown[]): Promise<void> {
    await this.chain.call(0, this.get(name), { functionName, args });
  }
}

interface ProxiedCode {
  readonly constructorArgs?: readonly unknown[];
  readonly args: readonly unknown[];
}

const UPGRADE = [
  {
    type: "function",
    name: "upgradeTo",
    stateMutability: "nonpayable",
    inputs: [{ name: "newImplementation", type: "address" }],
    outputs: [],
  },
] as const;

async function deployBase(system: Deployment): Promise<void> {
  for (const { symbol, decimals } of TOKENS) {
    await system.deploy(symbol, system.pools(`${OWN}/test/Mocks`, "MockToken"), [symbol, symbol, decimals]);
  }
  await system.deploy("Oracle", system.pools(`${OWN}/test/Mocks`, "MockPriceOracle"));
  for (const { symbol, price } of TOKENS) await system.call("Oracle", "setPrice", system.at(symbol), price);
  await system.deploy("AccessControlManager", system.pools(CONTROL, "AccessControlManager"));
  const control = system.at("AccessControlManager");
  await system.deployBehindProxy("PoolRegistry", system.pools(`${OWN}/Pool`, "PoolRegistry"), {
    args: [control],
  });
  const open = async (account: Address, signatures: readonly string[]) => {
    for (const signature of signatures)
      await system.call("AccessControlManager", "giveCallPermission", zeroAddress, signature, account);
  };
  await open(system.chain.address(0), OPEN_TO_DEPLOYER);
  await open(system.at("PoolRegistry"), OPEN_TO_REGISTRY);
}

async function deployPools(system: Deployment): Promise<void> {
  const beacon = system.pools(OPENZEPPELIN, "UpgradeableBeacon");
  const codes: readonly [string, readonly unknown[]][] = [
    ["Comptroller", [system.at("PoolRegistry")]],
    ["VToken", [false, BLOCKS_PER_YEAR, 5n * 10n ** 12n]],
  ];
  for (const [name, args] of codes) {
    const code = await system.deploy(`${name}Code`, system.pools(OWN, name), args);
    await system.deploy(`${name}Beacon`, beacon, [code.address]);
  }
  for (const name of ["Core", ...POOLS]) {
    await system.deployOfBeacon(name, "Comptroller", [LOOPS, system.at("AccessControlManager")]);
    await system.call(name, "setPriceOracle", system.at("Oracle"));
  }
  for (const name of POOLS) {
    await system.call(
      "PoolRegistry",
      "addPool",
      name,
      system.at(name),
      CLOSE_FACTOR,
      INCENTIVE,
      MIN_COLLATERAL,
    );
  }
}

/** The fund began as its first version, which has its initializer, and was upgraded to the second. */
async function deployRiskFund(system: Deployment): Promise<void> {
  const control = system.at("AccessControlManager");
  const [core, token, other] = [system.at("Core"), system.at("USDT"), system.at("BTC")];
  await system.deployBehindProxy("RiskFund", system.pools(`${OWN}/legacy/RiskFund`, "RiskFund"), {
    constructorArgs: [core, other, token],
    args: [other, 1n, token, control, LOOPS],
  });
  await system.upgrade("RiskFund", system.reserve(RESERVE, "RiskFundV2"));
  const shortfall = system.pools(`${OWN}/Shortfall`, "Shortfall");
  await system.deployBehindProxy("Shortfall", shortfall, {
    constructorArgs: [false, BLOCKS_PER_YEAR, 3n, 5n],
    args: [system.at("RiskFund"), parseUnits("100", 18), control],
  });
  await system.call("Shortfall", "updatePoolRegistry", system.at("PoolRegistry"));
  await system.call("RiskFund", "setShortfallContractAddress", system.at("Shortfall"));
}

/** Income of the markets goes through the share reserve and the converter into the fund. */
async function deployIncome(system: Deployment): Promise<void> {
  const control = system.at("AccessControlManager");
  const chains = [system.at("Core"), system.at("BTC"), system.at("USDT")];
  const registry = system.at("PoolRegistry");
  await system.deployBehindProxy("ShareReserve", system.reserve(RESERVE, "ProtocolShareReserve"), {
    constructorArgs: chains,
    args: [control, LOOPS],
  });
  await system.call("ShareReserve", "setPoolRegistry", registry);
  const assets = TOKENS.map(({ symbol }) => system.at(symbol));
  const pools = POOLS.map((name) => system.at(name));
  await system.deployBehindProxy("Converter", system.reserve(CONVERTER, "RiskFundConverter"), {
    constructorArgs: chains,
    args: [
      ...[control, system.at("Oracle"), system.at("RiskFund"), registry, 1n, pools],
      ...[pools.map(() => assets), pools.map(() => assets.map(() => true))],
    ],
  });
  await system.call("RiskFund", "setRiskFundConverter", system.at("Converter"));
  const shares = [0, 1].map((schema) => ({
    schema,
    percentage: 10_000,
    destination: system.at("Converter"),
  }));
  await system.call("ShareReserve", "addOrUpdateDistributionConfigs", shares);
}

async function addMarket(system: Deployment, terms: MarketTerms): Promise<void> {
  const { symbol, pool, token, exchangeRate } = terms;
  const rates = `RatesOf${pool}`;
  const risk = { shortfall: system.at("Shortfall"), protocolShareReserve: system.at("ShareReserve") };
  await system.deployOfBeacon(symbol, "VToken", [
    ...[system.at(token), system.at(pool), system.at(rates), exchangeRate, symbol, symbol, 8],
    ...[system.chain.address(0), system.at("AccessControlManager"), risk, parseUnits("0.25", 18)],
  ]);
  await system.call(token, "faucet", terms.supply);
  await system.call(token, "approve", system.at("PoolRegistry"), maxUint256);
  await system.call("PoolRegistry", "addMarket", {
    vToken: system.at(symbol),
    collateralFactor: parseUnits("0.8", 18),
    liquidationThreshold: parseUnits("0.85", 18),
    initialSupply: terms.supply,
    vTokenReceiver: system.chain.address(0),
    supplyCap: maxUint256,
    borrowCap: maxUint256,
  });
}

function networkOf(system: Deployment): NetworkConfig {
  const asset = { riskAsset: system.at("USDT"), riskAssetSymbol: "USDT", riskAssetDecimals: 18 };
  const source = (contract: string, context: Record<string, string | number>) => {
    return { protocol: "venus", contract, address: system.at(contract), startBlock: 1, context };
  };
  const sources = [
    source("PoolRegistry", { shortfall: system.at("Shortfall") }),
    source("Shortfall", asset),
    source("RiskFund", asset),
  ];
  return { name: "venus-test", graphNetwork: "venus-test", chainId: 31337, sources };
}

/** Deploys two isolated pools of Venus with what stands behind them, from account 0. */
export async function deployVenus(chain: BlockPerCall, packages: VenusPackages): Promise<VenusSystem> {
  const system = new Deployment(chain, packages);
  await deployBase(system);
  await deployPools(system);
  await deployRiskFund(system);
  await deployIncome(system);
  const model = system.pools(OWN, "WhitePaperInterestRateModel");
  const yearly = [parseUnits("0.5", 18), 0n];
  for (const [index, pool] of POOLS.entries())
    await system.deploy(`RatesOf${pool}`, model, [yearly[index], 0n, false, BLOCKS_PER_YEAR]);
  for (const terms of MARKETS) await addMarket(system, terms);
  return { get: (name) => system.get(name), network: networkOf(system) };
}
