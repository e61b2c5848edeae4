import type { Hex } from "viem";
import type { SourceConfig } from "../../subgraph/manifest/network.ts";
import { referenceArtifact } from "../contracts/compile.ts";
import { emitsStandard } from "../contracts/emits-standard.ts";
import { deployerAccount, roleAccount } from "../world/accounts.ts";
import type { ChainDriver, Contract } from "../world/chain-driver.ts";

/** Gas limit of a call to a reference contract; the dearest, a liquidation with its losses, takes some 400,000. */
const CALL_GAS = 900_000n;

/** The governance of a scenario: whoever deploys. */
export const GOVERNANCE = "governance";

/** Where a scenario is played: its contracts by key, its people by role. Calls are queued; the player mines them. */
export class ScenarioStage {
  readonly slug: string;
  readonly #chain: ChainDriver;
  readonly #contracts = new Map<string, Contract>();
  readonly #startBlock: number;

  /** @param slug - Protocol under which the contracts are indexed. */
  constructor(chain: ChainDriver, slug: string) {
    this.slug = slug;
    this.#chain = chain;
    this.#startBlock = chain.blockNumber + 1;
  }

  /** Where the subgraph finds the contracts. */
  get sources(): SourceConfig[] {
    return [...this.#contracts]
      .filter(([, contract]) => emitsStandard(contract))
      .map(([key, { address }]) => ({
        protocol: "backstop",
        contract: "Backstop",
        name: `${this.slug.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())}${key}`,
        address,
        startBlock: this.#startBlock,
        context: { slug: this.slug },
      }));
  }

  /**
   * Deploys a reference contract.
   *
   * @param key - Name of this instance; the contract's own unless told.
   */
  deploy(name: string, args: readonly unknown[] = [], key = name): Contract {
    const contract = { ...this.#chain.deploy(referenceArtifact(name), args), callGas: CALL_GAS };
    this.#contracts.set(key, contract);
    return contract;
  }

  /** Sets the gas limit of a contract's calls, for those that are dearer than others. */
  allowGas(key: string, gas: bigint): void {
    this.#contracts.set(key, { ...this.#contract(key), callGas: gas });
  }

  /** Address of a contract. */
  at(key: string): Hex {
    return this.#contract(key).address;
  }

  /** Address of a person. */
  of(role: string): Hex {
    return this.#account(role).address;
  }

  /** Queues a call that must succeed. */
  send(role: string, key: string, functionName: string, args: readonly unknown[] = []): void {
    this.#chain.send(this.#account(role), this.#contract(key), functionName, args);
  }

  /** Queues a call that the contract refuses, which leaves a failed transaction. */
  attempt(role: string, key: string, functionName: string, args: readonly unknown[] = []): void {
    this.#chain.attempt(this.#account(role), this.#contract(key), functionName, args);
  }

  /**
   * Id that a contract makes, as `BackstopEmitter` does: its address and a count.
   *
   * @param count - From 1, in the order in which the contract makes them.
   */
  id(key: string, count: number): Hex {
    return `${this.at(key)}${count.toString(16).padStart(24, "0")}`.toLowerCase() as Hex;
  }

  #account(role: string) {
    return role === GOVERNANCE ? deployerAccount() : roleAccount(`${this.slug} ${role}`);
  }

  #contract(key: string): Contract {
    const contract = this.#contracts.get(key);
    if (contract === undefined) throw new Error(`Scenario "${this.slug}" has no contract "${key}".`);
    return contract;
  }
}
