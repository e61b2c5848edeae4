import { type LocalAccount, maxUint256 } from "viem";
import { loadArtifact } from "../artifact.ts";
import type { ChainDriver, Contract } from "../chain-driver.ts";

const MOCKS = "@aave/core-v3/artifacts/contracts/mocks/tokens";

/** A token and what the ledger must know about it. */
export interface Token extends Contract {
  readonly symbol: string;
  readonly decimals: number;
}

/** Symbol and decimals of a token to deploy. */
export interface TokenTerms {
  readonly name: string;
  readonly symbol: string;
  readonly decimals: number;
}

/** Queues the deployment of an ERC-20 that everybody can mint to themselves. */
export function deployToken(chain: ChainDriver, { name, symbol, decimals }: TokenTerms): Token {
  const artifact = loadArtifact(`${MOCKS}/MintableERC20.sol/MintableERC20.json`);
  return { ...chain.deploy(artifact, [name, symbol, decimals]), symbol, decimals };
}

/** Queues the deployment of an ERC-20 with votes to delegate, which a coverage pool asks of its collateral. */
export function deployDelegationToken(chain: ChainDriver, { name, symbol, decimals }: TokenTerms): Token {
  const artifact = loadArtifact(`${MOCKS}/MintableDelegationERC20.sol/MintableDelegationERC20.json`);
  return { ...chain.deploy(artifact, [name, symbol, decimals]), symbol, decimals };
}

/** A mint and an allowance without limit. */
export interface Funding {
  readonly account: LocalAccount;
  /** In units of the token. */
  readonly amount: bigint;
  readonly spender: Contract;
}

/** Queues a mint to an account and its approval of a spender. */
export function fund(chain: ChainDriver, token: Token, { account, amount, spender }: Funding): void {
  chain.send(account, token, "mint", [amount]);
  chain.send(account, token, "approve", [spender.address, maxUint256]);
}
