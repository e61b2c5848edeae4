import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Abi, Address } from "viem";
import { callRpc } from "../../../devnet/stack/json-rpc.ts";
import type { Contract } from "../../../devnet/world/chain-driver.ts";
import type { NetworkConfig } from "../../../subgraph/manifest/network.ts";
import { readMakerSnapshot, replaySnapshot } from "./maker-snapshot.ts";

/** Contracts that the story uses: the package's name of the address, and of the interface. */
const CONTRACTS: Readonly<Record<string, string>> = {
  ETH: "WETH9",
  MCD_CAT: "Cat",
  MCD_DAI: "Dai",
  MCD_END: "End",
  MCD_ESM: "ESM",
  MCD_FLAP: "Flapper",
  MCD_FLIP_ETH_A: "Flipper",
  MCD_FLOP: "Flopper",
  MCD_GOV: "DSToken",
  MCD_JOIN_DAI: "DaiJoin",
  MCD_JOIN_ETH_A: "GemJoin",
  MCD_JUG: "Jug",
  MCD_POT: "Pot",
  MCD_SPOT: "Spotter",
  MCD_VAT: "Vat",
  MCD_VOW: "Vow",
  DSR_MANAGER: "DsrManager",
  PIP_ETH: "DSValue",
};

type Addresses = Readonly<Record<string, Address>>;

/** All of Maker on a local chain, as its test chain has it. */
export interface MakerSystem {
  /** Returns a contract by the package's name of its address. */
  get(name: string): Contract;
  /** Deployed everything, owns the price and the governance token. */
  readonly deployer: Address;
  /** In whose name governance acts. */
  readonly governance: Address;
  /** What the subgraph indexes of it. */
  readonly network: NetworkConfig;
  /** Blocks whose logs are not those of the published chain. */
  readonly differentBlocks: readonly number[];
}

/** Context of each kind of contract; the collateral auctions of other ilks name no token. */
function contexts(of: Addresses): Readonly<Record<string, Record<string, string | number>>> {
  const [vat, vow] = [of["MCD_VAT"] as string, of["MCD_VOW"] as string];
  const token = { token: of["MCD_GOV"] as string, tokenSymbol: "MKR", tokenDecimals: 18 };
  const both = { vat, vow };
  return {
    MCD_VAT: { vow },
    ...Object.fromEntries(["MCD_CAT", "MCD_VOW", "MCD_JUG", "MCD_SPOT"].map((name) => [name, { vat }])),
    ...{ MCD_FLOP: { ...both, ...token }, MCD_FLAP: { ...both, ...token } },
    ...{ MCD_END: both, MCD_ESM: token },
    MCD_FLIP_ETH_A: {
      ...{ ...both, ilk: "ETH-A", collateral: of["ETH"] as string },
      ...{ collateralSymbol: "WETH", collateralDecimals: 18, feed: of["PIP_ETH"] as string },
    },
  };
}

const SOURCES: Readonly<Record<string, string>> = {
  MCD_VAT: "Vat",
  MCD_CAT: "Cat",
  MCD_VOW: "Vow",
  MCD_JUG: "Jug",
  MCD_SPOT: "Spotter",
  MCD_FLOP: "Flopper",
  MCD_FLAP: "Flapper",
  MCD_END: "End",
  MCD_ESM: "Esm",
  MCD_FLIP_ETH_A: "Flipper",
};

function networkOf(of: Addresses): NetworkConfig {
  const context = contexts(of);
  const sources = Object.entries(SOURCES).map(([name, contract]) => ({
    ...{ protocol: "maker", contract, name: `Maker${contract}` },
    ...{ address: of[name] as string, startBlock: 1, context: context[name] ?? {} },
  }));
  return { name: "maker-test", graphNetwork: "maker-test", chainId: 31337, sources };
}

/**
 * Puts all of Maker on an empty chain, from the snapshot and the interfaces that @makerdao/testchain publishes.
 *
 * @param rpcUrl - Of an anvil with the flags of the snapshot.
 * @param folder - Of the package.
 */
export async function deployMaker(rpcUrl: string, folder: string): Promise<MakerSystem> {
  const differentBlocks = await replaySnapshot(rpcUrl, readMakerSnapshot(folder));
  const of = JSON.parse(readFileSync(join(folder, "out/addresses-mcd.json"), "utf8")) as Addresses;
  const [deployer, governance] = [of["DEPLOYER"], of["MCD_PAUSE_PROXY"]];
  if (deployer === undefined || governance === undefined) throw new Error("the package has other addresses");
  // The auctions of surplus own the governance token for a while and hand it on.
  for (const sender of [governance, of["MCD_FLAP"]])
    await callRpc(rpcUrl, "anvil_setBalance", [sender, "0xde0b6b3a7640000"]);
  const get = (name: string): Contract => {
    const [address, contract] = [of[name], CONTRACTS[name]];
    if (address === undefined || contract === undefined) throw new Error(`Maker has no contract ${name}`);
    const abi = JSON.parse(readFileSync(join(folder, "out/mcd", `${contract}.abi`), "utf8")) as Abi;
    return { name, address, abi };
  };
  return { get, deployer, governance, network: networkOf(of), differentBlocks };
}
