/**
 * Returns ln(after/before), finite also where the quotient is not.
 *
 * @returns Null where one is missing, or not above 0.
 * @example logChange(100, 50) // −0.6931471805599453
 */
export function logChange(before: number | null, after: number | null): number | null {
  if (before === null || after === null || !(before > 0 && after > 0)) return null;
  const change = Math.log(after / before);
  return Number.isFinite(change) ? change : Math.log(after) - Math.log(before);
}
