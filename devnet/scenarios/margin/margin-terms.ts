/** Rules of a perpetual market, basis points of the notional. */
export interface MarginTerms {
  readonly initialBps: bigint;
  readonly maintenanceBps: bigint;
  /** Added to the initial margin for each `slopeUnit` of open interest. */
  readonly slopeBps: bigint;
  /** In units of the underlying. */
  readonly slopeUnit: bigint;
  /** Paid to the insurance fund by who is liquidated. */
  readonly penaltyBps: bigint;
}
