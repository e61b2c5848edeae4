/** Turns whole seconds of a computation into those of the API. */
export function seconds(value: number): bigint {
  return BigInt(value);
}

/** The same for what may be missing. */
export function secondsOrNull(value: number | null): bigint | null {
  return value === null ? null : seconds(value);
}
