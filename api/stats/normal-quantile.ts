import { InvalidRequestError } from "../domain/errors.ts";
import { polynomial } from "./polynomial.ts";

const CENTRE_P = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
] as const;
const CENTRE_Q = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852854,
] as const;
const MIDDLE_P = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
] as const;
const MIDDLE_Q = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
] as const;
const FAR_P = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
] as const;
const FAR_Q = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
] as const;

function tailQuantile(tail: number): number {
  const root = Math.sqrt(-Math.log(tail));
  if (root <= 5) return polynomial(MIDDLE_P, root - 1.6) / polynomial(MIDDLE_Q, root - 1.6);
  return polynomial(FAR_P, root - 5) / polynomial(FAR_Q, root - 5);
}

/**
 * Returns z with Φ(z) = p. Relative error about 1e-15 for p from 1e-300 to 0.5;
 * for an upper tail q take `-normalQuantile(q)`, never `normalQuantile(1 - q)`.
 *
 * @param probability - In the open interval (0, 1).
 * @throws {InvalidRequestError} when the probability is not inside (0, 1): the quantile is infinite there.
 * @see Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988)
 * @example normalQuantile(0.975) // 1.959963984540054
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) {
    throw new InvalidRequestError(`Expected a probability inside (0, 1), got ${probability}.`);
  }
  const centred = probability - 0.5;
  if (Math.abs(centred) <= 0.425) {
    const r = 0.180625 - centred * centred;
    return (centred * polynomial(CENTRE_P, r)) / polynomial(CENTRE_Q, r);
  }
  return centred < 0 ? -tailQuantile(probability) : tailQuantile(1 - probability);
}
