import { knownAmount, missingAmount, type TokenAmount } from "../domain/token-amount.ts";
import type { DeleveragingGroup } from "./deleveraging-groups.ts";

/** What bankrupt accounts lacked. */
export type Bankruptcies = {
  /** Σ max(0, −equity), in the episode's asset. */
  readonly deficit: TokenAmount;
  /** Accounts with negative equity. */
  readonly accounts: number;
};

/**
 * Adds what bankrupt accounts of an episode lacked: the loss that an account's liquidations state, or, of an account that
 * was handed over without one, what the takers lost with it.
 *
 * @returns deficit: PARTIAL_COVERAGE when some losses are unknown or in another asset, NO_DATA when nothing tells.
 */
export function bankruptcies({ fills, liquidations, asset }: DeleveragingGroup): Bankruptcies {
  const stated = new LossByAccount();
  for (const { account, loss, debtAsset } of liquidations)
    stated.add(account, debtAsset === asset ? loss : null);
  const handedOver = new LossByAccount();
  for (const { maker, haircut } of fills) {
    if (maker !== null && stated.of(maker) === 0n) handedOver.add(maker, haircut);
  }
  const losses = [...stated.losses(), ...handedOver.losses()];
  return {
    deficit: deficitOf(losses, stated.unknown + handedOver.unknown, asset),
    accounts: losses.filter((loss) => loss > 0n).length,
  };
}

/** Adds losses by account. */
class LossByAccount {
  readonly #losses = new Map<string, bigint>();
  /** Losses that are not known. */
  unknown = 0;

  /** Takes one loss into account; null is an unknown one. */
  add(account: string, loss: bigint | null): void {
    if (loss === null) this.unknown += 1;
    else this.#losses.set(account, this.of(account) + loss);
  }

  /** What the account lost as far as it is known. */
  of(account: string): bigint {
    return this.#losses.get(account) ?? 0n;
  }

  /** One entry for each account with a known loss. */
  losses(): bigint[] {
    return [...this.#losses.values()];
  }
}

function deficitOf(losses: readonly bigint[], unknown: number, asset: string): TokenAmount {
  if (losses.length === 0 && unknown === 0)
    return missingAmount(asset, "NO_DATA", "No liquidation and no bankrupt account is named.");
  const reason = `${unknown} liquidations or bankrupt accounts have no known loss in the asset.`;
  if (losses.length === 0) return missingAmount(asset, "NO_DATA", reason);
  const raw = losses.reduce((sum, loss) => sum + loss, 0n);
  return unknown > 0 ? { raw, asset, status: "PARTIAL_COVERAGE", reason } : knownAmount(raw, asset);
}
