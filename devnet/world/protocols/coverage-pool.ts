import { type LocalAccount, maxUint256 } from "viem";
import { deployerAccount } from "../accounts.ts";
import { loadArtifact } from "../artifact.ts";
import type { ChainDriver, Contract } from "../chain-driver.ts";
import { deployDelegationToken, fund, type Token } from "./token.ts";

const CONTRACTS = "@keep-network/coverage-pools/build/contracts";

/** Seconds between asking for capital back and receiving it: 21 days, as the contract has it. */
export const WITHDRAWAL_DELAY = 21 * 86_400;

/** Keep's coverage pool: underwriters deposit collateral, an approved risk manager seizes it for claims. */
export interface CoveragePool {
  readonly collateral: Token;
  readonly underwriterToken: Contract;
  readonly assetPool: Contract;
  readonly governance: Contract;
}

function contract(name: string) {
  return loadArtifact(`${CONTRACTS}/${name}.sol/${name}.json`);
}

/** Queues the deployment of a coverage pool with one approved risk manager. */
export function deployCoveragePool(chain: ChainDriver, riskManager: LocalAccount): CoveragePool {
  const deployer = deployerAccount();
  const collateral = deployDelegationToken(chain, { name: "Local Threshold", symbol: "T", decimals: 18 });
  const underwriterToken = chain.deploy(contract("UnderwriterToken"), ["Local covT", "covT"]);
  const assetPool = chain.deploy(contract("AssetPool"), [
    collateral.address,
    underwriterToken.address,
    deployer.address,
  ]);
  const governance = chain.deploy(contract("CoveragePool"), [assetPool.address]);
  chain.send(deployer, underwriterToken, "transferOwnership", [assetPool.address]);
  chain.send(deployer, assetPool, "transferOwnership", [governance.address]);
  chain.send(deployer, governance, "approveFirstRiskManager", [riskManager.address]);
  return { collateral, underwriterToken, assetPool, governance };
}

/** Queues an underwriter's deposit. @param amount - In units of the collateral. */
export function depositCover(
  chain: ChainDriver,
  pool: CoveragePool,
  underwriter: LocalAccount,
  amount: bigint,
): void {
  fund(chain, pool.collateral, { account: underwriter, amount, spender: pool.assetPool });
  chain.send(underwriter, pool.assetPool, "deposit", [amount]);
}

/**
 * Queues a request to withdraw. A second request adds to the first and starts the delay anew; with 0 shares it
 * only starts the delay anew.
 *
 * @param shares - Underwriter tokens, 18 decimals.
 */
export function requestWithdrawal(
  chain: ChainDriver,
  pool: CoveragePool,
  underwriter: LocalAccount,
  shares: bigint,
): void {
  chain.send(underwriter, pool.underwriterToken, "approve", [pool.assetPool.address, maxUint256]);
  chain.send(underwriter, pool.assetPool, "initiateWithdrawal", [shares]);
}

/** Queues the payment of a requested withdrawal, which must lie 21 to 23 days back. */
export function completeWithdrawal(chain: ChainDriver, pool: CoveragePool, underwriter: LocalAccount): void {
  chain.send(underwriter, pool.assetPool, "completeWithdrawal", [underwriter.address]);
}

/** A claim on the pool. */
export interface CoverageClaim {
  readonly riskManager: LocalAccount;
  readonly recipient: LocalAccount;
  /** In units of the collateral. */
  readonly amount: bigint;
}

/** Queues a claim that the pool pays at once. */
export function claimCoverage(
  chain: ChainDriver,
  pool: CoveragePool,
  { riskManager, recipient, amount }: CoverageClaim,
): void {
  chain.send(riskManager, pool.governance, "seizeAmount", [recipient.address, amount]);
}
