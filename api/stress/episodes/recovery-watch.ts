/** A trough and the recovery from it: the first bucket after it from which the series stays near its start for a day. */
export type RecoveryWatch = {
  /** Bucket of the worst value; the first of equal ones. */
  trough: number;
  /** Badness there; NaN before any value is known. */
  worst: number;
  /** Badness at or below which the series has recovered. */
  level: number;
  /** Bucket of the recovery; null while there is none. */
  recovery: number | null;
};

/** Starts without a trough. */
export function noTrough(): RecoveryWatch {
  return { trough: -1, worst: Number.NaN, level: Number.NaN, recovery: null };
}

/** Takes a worse value as the trough; what recovered from an earlier one counts no more. */
export function worsen(
  watch: RecoveryWatch,
  { bucket, badness }: { readonly bucket: number; readonly badness: number },
  { start, gap }: { readonly start: number; readonly gap: number },
): void {
  if (Number.isNaN(badness) || badness <= watch.worst) return;
  watch.trough = bucket;
  watch.worst = badness;
  watch.level = start + gap * (badness - start);
  watch.recovery = null;
}

/**
 * Looks whether a recovery has held.
 *
 * @param since - First bucket of a span that ends now and is as long as a recovery must hold.
 * @param highest - Largest badness of the span; NaN when one of its values is missing.
 */
export function watchRecovery(watch: RecoveryWatch, since: number, highest: number): void {
  if (watch.recovery === null && since > watch.trough && highest <= watch.level) watch.recovery = since;
}
