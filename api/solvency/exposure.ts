import type { Rational } from "../domain/rational.ts";
import { multiplyRational, scaled } from "../domain/rational.ts";
import type { TokenAmount } from "../domain/token-amount.ts";
import { knownWorth, missingWorth, type Worth } from "../domain/worth.ts";
import type { UnitOfAccount } from "./unit-of-account.ts";

/** What a fund is measured against. */
export type ExposureMeasure =
  | "OPEN_INTEREST"
  | "EXPOSURE_AT_DEFAULT"
  | "LATENT"
  | "TARGET_LIQUIDITY"
  | "DEMANDABLE_CLAIMS"
  | "OPTION_PAYOFF";

/** Rows of the ledger that tell an exposure. */
export type ExposureSource = "POSITIONS" | "LENDING_STATE" | "MARKET_DEBT" | "OPTION_SERIES" | "PARAMETER";

/** How an exposure becomes a worth. */
export type Valuing =
  /** At the price of its asset. */
  | { readonly by: "ASSET" }
  /** Half of it at the price of one feed, in dollars: longs and shorts are two sides of one contract. */
  | { readonly by: "HALF_AT_FEED"; readonly feed: string }
  /** At a price of its own in `currency`, of one whole unit; null when the ledger does not tell the currency. */
  | {
      readonly by: "STRIKE";
      readonly strike: Rational;
      readonly decimals: number;
      readonly currency: string | null;
    };

/** One part of an exposure. */
export type Exposure = {
  /** Id of the market; null for one of the whole protocol. */
  readonly market: string | null;
  /** Id of the only backstop that answers for it; null where all of the market's do. */
  readonly backstop: string | null;
  /** Id of the asset in which it would have to be paid; null when the ledger does not tell. */
  readonly payable: string | null;
  readonly amount: TokenAmount;
  /** Null where the ledger tells nothing. */
  readonly source: ExposureSource | null;
  readonly valuing: Valuing;
};

/** An exposure and what it is worth. */
export type ValuedExposure = { readonly exposure: Exposure; readonly worth: Worth };

/** Makes the exposure of a market that the ledger does not tell. */
export function untoldExposure(market: string, payable: string | null, amount: TokenAmount): Exposure {
  return { market, backstop: null, payable, amount, source: null, valuing: { by: "ASSET" } };
}

/** Values an exposure in the unit of an account. */
export function valueExposure(exposure: Exposure, account: UnitOfAccount): ValuedExposure {
  return { exposure, worth: worthOf(exposure, account) };
}

function worthOf({ amount, valuing }: Exposure, account: UnitOfAccount): Worth {
  if (valuing.by === "ASSET" || amount.raw === null || amount.asset === null) return account.worthOf(amount);
  if (valuing.by === "HALF_AT_FEED") return halfOf(account.worthAt(amount, account.priceFrom(valuing.feed)));
  const { strike, decimals, currency } = valuing;
  if (currency === null)
    return missingWorth(
      account.unit,
      "NO_DATA",
      "The ledger does not tell the currency of the strike; name it.",
    );
  if (currency !== account.unit)
    return missingWorth(account.unit, "NO_DATA", `The strike is in ${currency}, not in ${account.unit}.`);
  const { raw, status, reason } = amount;
  return { ...knownWorth(multiplyRational(scaled(raw, decimals), strike), account.unit), status, reason };
}

/** Halves exactly: the denominator stays a power of ten. */
function halfOf(worth: Worth): Worth {
  if (worth.amount === null) return worth;
  return { ...worth, amount: multiplyRational(worth.amount, scaled(5n, 1)) };
}
