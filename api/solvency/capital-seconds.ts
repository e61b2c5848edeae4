import type { BackstopBalance } from "../domain/entities/backstop.ts";
import { knownAmount, missingAmount, type TokenAmount } from "../domain/token-amount.ts";
import { sumWorths, type Worth } from "../domain/worth.ts";
import type { Holding } from "./book.ts";
import type { UnitOfAccount } from "./unit-of-account.ts";

/** Sum of the balance changes whose seconds to the end of a window have one digit, to the base 1024, at one place. */
export type CapitalSecondsDigit = {
  readonly backstop: string;
  readonly asset: string;
  /** Place of the digit: 0 counts seconds, 1 counts 1024 of them, and so on. */
  readonly place: bigint;
  /** 1 to 1023. */
  readonly digit: bigint;
  /** Signed, in the asset's smallest unit. */
  readonly amount: bigint;
};

const BASE = 1024n;

/** Balances integrated over a window, exact: ∫ balance dt = Σ change × seconds from the change to the end. */
export class CapitalSeconds {
  readonly #sums = new Map<string, bigint>();

  /** @param digits - Of all balances of a protocol over one window. */
  constructor(digits: readonly CapitalSecondsDigit[]) {
    for (const { backstop, asset, place, digit, amount } of digits) {
      const key = keyOf(backstop, asset);
      this.#sums.set(key, (this.#sums.get(key) ?? 0n) + amount * digit * BASE ** place);
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
