import type { Abi, Address } from "viem";
import { loadArtifact } from "../../../devnet/world/artifact.ts";
import type { LocalWorld } from "../../../devnet/world/scenario.ts";
import type { BlockMiner } from "../e2e/block-miner.ts";
import { decodeEvents } from "../world-totals.ts";
import type { EtherPrice } from "./step.ts";

const PERP = "@perp/contract/build/contracts/src";
const KEEP = "@keep-network/coverage-pools/build/contracts";
const AAVE = "@aave/core-v3/artifacts/contracts";

/** A contract of the local world. */
export interface Contract {
  readonly address: Address;
  readonly abi: Abi;
}

/** The contracts that the actors call. */
export type Contracts = Readonly<
  Record<
    | "assetPool"
    | "governance"
    | "underwriterToken"
    | "cover"
    | "clearingHouse"
    | "usdc"
    | "pool"
    | "oracle"
    | "loanUsdc"
    | "weth",
    Contract
  > & {
    insuranceFund: Address;
    amm: Address;
    /** What the oracle is told to ask, by the price that it answers. */
    aggregators: ReadonlyMap<EtherPrice, Address>;
  }
>;

/** Finds them from the network that the subgraph indexes, and from their own views. */
export async function findContracts(
  { client }: BlockMiner,
  world: LocalWorld,
): Promise<Omit<Contracts, "aggregators">> {
  const source = (name: string) => world.network.sources.find(({ contract }) => contract === name);
  const contract = (name: string, path: string): Contract => ({
    address: source(name)?.address as Address,
    abi: loadArtifact(path).abi,
  });
  const token = (address: Address): Contract => ({
    address,
    abi: loadArtifact(`${AAVE}/mocks/tokens/MintableERC20.sol/MintableERC20.json`).abi,
  });
  const assetPool = contract("AssetPool", `${KEEP}/AssetPool.sol/AssetPool.json`);
  const pool = contract("Pool", `${AAVE}/protocol/pool/Pool.sol/Pool.json`);
  const view = <T>({ address, abi }: Contract, functionName: string) =>
    client.readContract({ address, abi, functionName }) as Promise<T>;
  const reserves = await view<readonly Address[]>(pool, "getReservesList");
  const logs = await client.getLogs({ fromBlock: 0n, toBlock: "latest" });
  const trade = decodeEvents(world, logs).find(({ name }) => name === "PositionChanged");
  const decimals = await Promise.all(reserves.map((address) => view<number>(token(address), "decimals")));
  const reserve = (wanted: number) => token(reserves[decimals.indexOf(wanted)] as Address);
  return {
    assetPool,
    governance: {
      address: await view<Address>(assetPool, "owner"),
      abi: loadArtifact(`${KEEP}/CoveragePool.sol/CoveragePool.json`).abi,
    },
    underwriterToken: token(await view<Address>(assetPool, "underwriterToken")),
    cover: token(source("AssetPool")?.context["asset"] as Address),
    clearingHouse: contract("ClearingHouse", `${PERP}/ClearingHouse.sol/ClearingHouse.json`),
    usdc: token(source("QuoteToken")?.address as Address),
    pool,
    oracle: contract("Oracle", `${AAVE}/misc/AaveOracle.sol/AaveOracle.json`),
    loanUsdc: reserve(6),
    weth: reserve(18),
    insuranceFund: source("InsuranceFund")?.address as Address,
    amm: trade?.args["amm"] as Address,
  };
}
