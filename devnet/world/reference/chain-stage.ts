import { type Address, type LocalAccount, parseEther } from "viem";
import type { SourceConfig } from "../../../subgraph/manifest/network.ts";
import { referenceArtifact } from "../../contracts/compile.ts";
import { deployerAccount, roleAccount } from "../accounts.ts";
import type { ChainDriver, Contract } from "../chain-driver.ts";
import { type ReferenceStage, type StagedContract, standardSources } from "./reference-stage.ts";

/** Seconds between blocks while nobody waits. */
const SPACING = 12;
/** Accounts that the plays use, governance left out. */
const PEOPLE = 9;
/** What each has for gas, wei. */
const GAS_MONEY = parseEther("50");

function accountOf(place: number): LocalAccount {
  return place === 0 ? deployerAccount() : roleAccount(`reference ${place}`);
}

/** The plays' stage on a chain whose blocks are the same on every run. */
export class ChainStage implements ReferenceStage {
  readonly #chain: ChainDriver;
  readonly #prefix: string;
  readonly #contracts = new Map<string, StagedContract>();
  #waiting = 0;

  /** @param prefix - Begins the names of the data sources, so that two stages can have contracts of one name. */
  constructor(chain: ChainDriver, prefix: string) {
    this.#chain = chain;
    this.#prefix = prefix;
  }

  /** Pays everybody's gas, in one block. */
  static async payEverybody(chain: ChainDriver): Promise<void> {
    for (let place = 1; place <= PEOPLE; place++) chain.pay(accountOf(place).address, GAS_MONEY);
    await chain.mineAll(SPACING);
  }

  /** Where the subgraph finds the contracts. */
  get sources(): SourceConfig[] {
    return standardSources(this.#contracts);
  }

  async deploy(name: string, args: readonly unknown[] = [], key = name): Promise<Contract> {
    const contract = this.#chain.deploy(referenceArtifact(name), args);
    await this.#mine();
    this.#contracts.set(`${this.#prefix}${key}`, { contract, startBlock: this.#chain.blockNumber });
    return contract;
  }

  get(key: string): Contract {
    const staged = this.#contracts.get(`${this.#prefix}${key}`);
    if (staged === undefined) throw new Error(`${key} was not deployed`);
    return staged.contract;
  }

  address(account: number): Address {
    return accountOf(account).address;
  }

  async call(from: number, key: string, functionName: string, args: readonly unknown[] = []): Promise<void> {
    this.#chain.send(accountOf(from), this.get(key), functionName, args);
    await this.#mine();
  }

  read<T>(key: string, functionName: string, args: readonly unknown[] = []): Promise<T> {
    return this.#chain.read<T>(this.get(key), functionName, args);
  }

  async wait(seconds: number): Promise<void> {
    this.#waiting += seconds;
  }

  async timestamp(): Promise<bigint> {
    return BigInt(this.#chain.timestamp);
  }

  async #mine(): Promise<void> {
    await this.#chain.mineAt(this.#chain.timestamp + SPACING + this.#waiting);
    this.#waiting = 0;
  }
}
