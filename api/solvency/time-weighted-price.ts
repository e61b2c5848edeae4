/** A valid price of a feed that became known on chain. */
export type PriceStep = {
  readonly feed: string;
  /** Block time, seconds since 1970-01-01 UTC. */
  readonly seconds: bigint;
  /** In 10^-decimals of the feed's quote currency. */
  readonly price: bigint;
};

/** A span of time in seconds since 1970-01-01 UTC. */
export type Span = { readonly from: bigint; readonly to: bigint };

/**
 * Integrates a price over a span: Σ price × seconds that it was the last known one, exact. Divided by the seconds of the
 * span it is the time-weighted average price.
 *
 * @param steps - Of one feed, in order of time.
 * @returns In the feed's units × seconds; null when no price was known at the start of the span.
 * @example priceSeconds([{ feed: "f", seconds: 0n, price: 5n }, { feed: "f", seconds: 8n, price: 10n }], { from: 0n, to: 10n }) // 60n
 */
export function priceSeconds(steps: readonly PriceStep[], { from, to }: Span): bigint | null {
  const known = steps.filter(({ seconds }) => seconds < to);
  if (known[0] === undefined || known[0].seconds > from) return null;
  return known.reduce((sum, { seconds, price }, place) => {
    const start = seconds > from ? seconds : from;
    const end = known[place + 1]?.seconds ?? to;
    return end > start ? sum + price * (end - start) : sum;
  }, 0n);
}
