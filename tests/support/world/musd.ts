import { type Address, encodeFunctionData, parseEther } from "viem";
import { type Artifact, loadArtifact } from "../../../devnet/world/artifact.ts";
import type { Contract } from "../../../devnet/world/chain-driver.ts";
import type { NetworkConfig } from "../../../subgraph/manifest/network.ts";
import type { BlockPerCall } from "./block-per-call.ts";
import { compileMusd } from "./compile-musd.ts";

const PROXY = "@openzeppelin/contracts/build/contracts/ERC1967Proxy.json";
const GOVERNANCE_DELAY = 604_800;

/** Contracts behind proxies; the rest of the system is the token and the oracle of the tests. */
const PROXIED = [
  ...["ActivePool", "BorrowerOperations", "BorrowerOperationsSignatures", "CollSurplusPool", "DefaultPool"],
  ...["GasPool", "GovernableVariables", "HintHelpers", "InterestRateManager", "PCV", "PriceFeed"],
  ...["SortedTroves", "StabilityPool", "TroveManager"],
];

/** Who must know whom, in the order of each contract's `setAddresses`. */
const WIRING: Readonly<Record<string, readonly string[]>> = {
  ActivePool: [
    ...["BorrowerOperations", "CollSurplusPool", "DefaultPool", "InterestRateManager", "StabilityPool"],
    "TroveManager",
  ],
  BorrowerOperationsSignatures: ["BorrowerOperations", "InterestRateManager"],
  CollSurplusPool: ["ActivePool", "BorrowerOperations", "TroveManager"],
  DefaultPool: ["ActivePool", "TroveManager"],
  GasPool: ["MUSD", "TroveManager"],
  HintHelpers: ["BorrowerOperations", "SortedTroves", "TroveManager"],
  InterestRateManager: ["ActivePool", "BorrowerOperations", "MUSD", "PCV", "TroveManager"],
  PCV: ["BorrowerOperations", "MUSD"],
  StabilityPool: ["ActivePool", "BorrowerOperations", "MUSD", "PriceFeed", "SortedTroves", "TroveManager"],
  TroveManager: [
    ...["ActivePool", "BorrowerOperations", "CollSurplusPool", "DefaultPool", "GasPool"],
    ...["InterestRateManager", "MUSD", "PCV", "PriceFeed", "SortedTroves", "StabilityPool"],
  ],
};

const BORROWER_WIRING = [
  ...["ActivePool", "BorrowerOperationsSignatures", "CollSurplusPool", "DefaultPool", "GasPool"],
  ...["GovernableVariables", "InterestRateManager", "MUSD", "PCV", "PriceFeed", "SortedTroves"],
  ...["StabilityPool", "TroveManager"],
];

/** The MUSD system on a local chain. */
export interface MusdSystem {
  /** Returns a contract by its name. */
  get(name: string): Contract;
  /** What the subgraph indexes of it. */
  readonly network: NetworkConfig;
}

function initializerArgs({ abi }: Artifact): readonly unknown[] {
  const initialize = abi.find((item) => item.type === "function" && item.name === "initialize");
  return initialize?.type === "function" && initialize.inputs.length > 0 ? [GOVERNANCE_DELAY] : [];
}

async function deployProxied(chain: BlockPerCall, artifact: Artifact): Promise<Contract> {
  const { name, abi, bytecode } = artifact;
  const code = await chain.deploy(name, abi, bytecode);
  const data = encodeFunctionData({ abi, functionName: "initialize", args: initializerArgs(artifact) });
  const proxy = loadArtifact(PROXY);
  const { address } = await chain.deploy(name, proxy.abi, proxy.bytecode, [code.address, data]);
  return { name, address, abi };
}

async function deployContracts(chain: BlockPerCall): Promise<Map<string, Contract>> {
  const artifacts = compileMusd();
  const artifact = (name: string): Artifact => {
    const found = artifacts.get(name);
    if (found === undefined) throw new Error(`MUSD has no contract ${name}`);
    return found;
  };
  const contracts = new Map<string, Contract>();
  for (const name of PROXIED) contracts.set(name, await deployProxied(chain, artifact(name)));
  const musd = artifact("MUSD");
  contracts.set("MUSD", await chain.deploy("MUSD", musd.abi, musd.bytecode));
  const oracle = artifact("MockAggregator");
  contracts.set("Oracle", await chain.deploy("Oracle", oracle.abi, oracle.bytecode, [18]));
  return contracts;
}

async function wire(chain: BlockPerCall, get: (name: string) => Contract): Promise<void> {
  const of = (names: readonly string[]): Address[] => names.map((name) => get(name).address);
  await chain.call(0, get("PriceFeed"), { functionName: "setOracle", args: of(["Oracle"]) });
  const owners = of(["TroveManager", "StabilityPool", "BorrowerOperations", "InterestRateManager"]);
  await chain.call(0, get("MUSD"), { functionName: "initialize", args: owners });
  for (const [name, others] of Object.entries(WIRING)) {
    await chain.call(0, get(name), { functionName: "setAddresses", args: of(others) });
  }
  const sorted = [10_000_000n, ...of(["BorrowerOperations", "TroveManager"])];
  await chain.call(0, get("SortedTroves"), { functionName: "setParams", args: sorted });
  const borrower = [of(BORROWER_WIRING)];
  await chain.call(0, get("BorrowerOperations"), { functionName: "setAddresses", args: borrower });
}

function networkOf(get: (name: string) => Contract): NetworkConfig {
  const context = {
    troveManager: get("TroveManager").address,
    stabilityPool: get("StabilityPool").address,
    debt: get("MUSD").address,
  };
  const names = ["TroveManager", "BorrowerOperations", "StabilityPool"];
  const sources = names.map((contract) => ({
    protocol: "musd",
    contract,
    address: get(contract).address,
    startBlock: 1,
    context,
  }));
  return { name: "musd-test", graphNetwork: "musd-test", chainId: 31337, sources };
}

/** Deploys MUSD; its oracle starts at 50,000 for one bitcoin. */
export async function deployMusd(chain: BlockPerCall): Promise<MusdSystem> {
  const contracts = await deployContracts(chain);
  const get = (name: string): Contract => {
    const found = contracts.get(name);
    if (found === undefined) throw new Error(`MUSD has no contract ${name}`);
    return found;
  };
  await wire(chain, get);
  return { get, network: networkOf(get) };
}

/** Sets the price of one bitcoin in whole dollars. */
export async function setBitcoinPrice(chain: BlockPerCall, musd: MusdSystem, price: number): Promise<void> {
  const args = [parseEther(String(price))];
  await chain.call(0, musd.get("Oracle"), { functionName: "setPrice", args });
}
