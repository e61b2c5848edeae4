import type { Address } from "viem";
import type { SourceConfig } from "../../../subgraph/manifest/network.ts";
import { emitsStandard } from "../../contracts/emits-standard.ts";
import type { Contract } from "../chain-driver.ts";

/** Slug under which the reference contracts are indexed. */
export const REFERENCE_SLUG = "reference";

/** Account that deploys and stands for governance. */
export const GOVERNANCE = 0;

/** Where the plays of the reference contracts happen: every deployment and every call has a block of its own. */
export interface ReferenceStage {
  /**
   * Deploys a contract of `devnet/contracts`.
   *
   * @param key - Name of this instance; the contract's own unless told.
   */
  deploy(name: string, args?: readonly unknown[], key?: string): Promise<Contract>;
  /** @throws {Error} when the contract was not deployed. */
  get(key: string): Contract;
  /** Address of an account, from 0; the first is {@link GOVERNANCE}. */
  address(account: number): Address;
  /** Calls a contract; fails when it reverts. */
  call(from: number, key: string, functionName: string, args?: readonly unknown[]): Promise<void>;
  /** Answers a view at the last block. The caller states the type that the ABI gives. */
  read<T>(key: string, functionName: string, args?: readonly unknown[]): Promise<T>;
  /** Lets time pass before the next block. */
  wait(seconds: number): Promise<void>;
  /** Time of the last block, seconds. */
  timestamp(): Promise<bigint>;
}

/** A deployed contract and its first block. */
export interface StagedContract {
  readonly contract: Contract;
  readonly startBlock: number;
}

/** Where the subgraph finds the contracts that emit the standard. @param contracts - By the name of the data source. */
export function standardSources(contracts: ReadonlyMap<string, StagedContract>): SourceConfig[] {
  return [...contracts]
    .filter(([, { contract }]) => emitsStandard(contract))
    .map(([name, { contract, startBlock }]) => ({
      protocol: "backstop",
      contract: "Backstop",
      name,
      address: contract.address,
      startBlock,
      context: { slug: REFERENCE_SLUG },
    }));
}
