import { BPS, quotientUp } from "../arithmetic.ts";
import type { CreditModel, VaultModel } from "../credit/credit-model.ts";

/** Decimals of prices: 10^-8 dollars. */
const PRICE_UNIT = 10n ** 8n;

/** What liquidations at a wrong price did, counted at the market's price before each. */
export class HarmModel {
  /** Liquidations of vaults that the market's price leaves safe. */
  wrongful = 0n;
  /** What their owners lost: value of what was seized, less the debt repaid and the debt forgiven; RUSD. */
  cost = 0n;
  /** Bad debt that would not have arisen at the market's price, in any liquidation, RUSD. */
  needlessLoss = 0n;
  readonly #model: CreditModel;

  constructor(model: CreditModel) {
    this.#model = model;
  }

  /** A liquidation is about to happen. @param market - Price, 10^-8 dollars. */
  note(vault: VaultModel, market: bigint): void {
    const { repay, seized, loss } = this.#model.closing(vault);
    const { baseRatioBps, penaltyBps } = this.#model.terms;
    if (vault.collateral * market * BPS >= vault.debt * baseRatioBps * PRICE_UNIT) {
      this.wrongful += 1n;
      this.cost += (seized * market) / PRICE_UNIT - repay - loss;
    }
    const affordable = quotientUp(quotientUp(vault.collateral * market, PRICE_UNIT) * BPS, BPS + penaltyBps);
    const due = affordable < vault.debt ? vault.debt - affordable : 0n;
    if (loss > due) this.needlessLoss += loss - due;
  }
}
