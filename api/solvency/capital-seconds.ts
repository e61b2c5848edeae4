import type { BackstopBalance } from "../domain/entities/backstop.ts";
import { knownAmount, missingAmount, type TokenAmount } from "../domain/token-amount.ts";
import { sumWorths, type Worth } from "../domain/worth.ts";
import type { Holding } from "./book.ts";
import type { UnitOfAccount } from "./unit-of-account.ts";

/** Sum of the balance changes whose seconds to the end of a window have a 1 at one binary digit. */
export type CapitalSecondsDigit = {
  readonly backstop: string;
  readonly asset: string;
  /** Place of the digit, 0 for seconds, 1 for two seconds, and so on. */
  readonly digit: bigint;
  /** Signed, in the asset's smallest unit. */
  readonly amount: bigint;
};

/** Balances integrated over a window, exact: ∫ balance dt = Σ change × seconds from the change to the end. */
export class CapitalSeconds {
  readonly #sums = new Map<string, bigint>();

  /** @param digits - Of all balances of a protocol over one window. */
  constructor(digits: readonly CapitalSecondsDigit[]) {
    for (const { backstop, asset, digit, amount } of digits) {
      const key = keyOf(backstop, asset);
      this.#sums.set(key, (this.#sums.get(key) ?? 0n) + (amount << digit));
    }
  }

  /**
   * Returns the integral of one balance.
   *
   * @param balanceSource - Of the backstop: PARTIAL balances are not the contract's and have no integral.
   * @returns In the asset's smallest unit × seconds; PARTIAL_COVERAGE without a value for PARTIAL.
   */
  of({ backstop, asset }: Pick<BackstopBalance, "backstop" | "asset">, balanceSource: string): TokenAmount {
    if (balanceSource === "PARTIAL") {
      return missingAmount(asset, "PARTIAL_COVERAGE", "Some flows of the contract emit no indexed event.");
    }
    return knownAmount(this.#sums.get(keyOf(backstop, asset)) ?? 0n, asset);
  }

  /** Returns the worth of all that a backstop held, in the unit of account × seconds. */
  worthOf({ backstop, balances }: Holding, account: UnitOfAccount): Worth {
    const worths = balances.map((balance) => account.worthOf(this.of(balance, backstop.balanceSource)));
    return sumWorths(worths, account.unit, "balances");
  }
}

function keyOf(backstop: string, asset: string): string {
  return `${backstop}/${asset}`;
}
