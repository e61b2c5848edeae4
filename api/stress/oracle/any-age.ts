/** Seconds older than any price: the oldest allowed where contracts act on a price whatever its age. */
export const ANY_AGE = 1n << 62n;
