import { addRational, compareRational, type Rational, rational } from "../domain/rational.ts";

/** Terms of an excess-of-loss layer, in one unit. */
export type ReinsuranceTerms = {
  /** Part of a loss that the ceding side bears first. */
  readonly attachment: Rational;
  /** Most that the layer pays. */
  readonly limit: Rational;
};

/** How a loss is shared between reinsurers and the ceding side. */
export type NetRetained = {
  /** What each layer pays, in the order given. */
  readonly payments: readonly Rational[];
  readonly ceded: Rational;
  /** What stays with the ceding side: loss − ceded. */
  readonly retained: Rational;
};

const ZERO = rational(0n);

/**
 * Shares one loss: each layer pays min((L − attachment)⁺, limit), in the order given, and never more than is left of the loss.
 *
 * @param loss - Zero or more, exact.
 * @example a loss of 100 with a layer of 50 in excess of 30: the layer pays 50, and 50 are retained
 */
export function netRetained(loss: Rational, layers: readonly ReinsuranceTerms[]): NetRetained {
  let left = loss;
  const payments = layers.map(({ attachment, limit }) => {
    const payment = smaller(smaller(positive(minus(loss, attachment)), limit), left);
    left = minus(left, payment);
    return payment;
  });
  return { payments, ceded: payments.reduce(addRational, ZERO), retained: left };
}

function minus(a: Rational, b: Rational): Rational {
  return addRational(a, rational(-b.numerator, b.denominator));
}

function positive(value: Rational): Rational {
  return value.numerator < 0n ? ZERO : value;
}

function smaller(a: Rational, b: Rational): Rational {
  return compareRational(a, b) <= 0 ? a : b;
}
