import type { SourceConfig } from "../../../subgraph/manifest/network.ts";
import type { ChainDriver } from "../chain-driver.ts";
import { ChainStage } from "./chain-stage.ts";
import { playCredit } from "./play-credit.ts";
import { playMechanisms } from "./play-mechanisms.ts";

/** Part of the time that the vaults take. */
const CREDIT_PART = 0.3;

/**
 * Deploys the reference contracts and takes each through a stress, so that every mechanism of docs/mechanisms.md has
 * balances, flows and losses. Each step has a block of its own; every run gives the same blocks.
 *
 * @param onPart - Called with the part that is over, 0 to 1.
 * @returns Where the subgraph finds the contracts.
 * @throws {WorldTransactionError} when a contract refuses a step.
 */
export async function playReference(
  chain: ChainDriver,
  onPart: (part: number) => void,
): Promise<readonly SourceConfig[]> {
  onPart(0);
  await ChainStage.payEverybody(chain);
  const vaults = new ChainStage(chain, "ReferenceCredit");
  await playCredit(vaults);
  const others = new ChainStage(chain, "Reference");
  await playMechanisms(others, (part) => onPart(CREDIT_PART + (1 - CREDIT_PART) * part));
  return [...vaults.sources, ...others.sources];
}
